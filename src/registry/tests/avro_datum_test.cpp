#include "registry/avro_datum.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema_cases.hpp"

namespace slipstream::registry {
namespace {

using nlohmann::json;
using slipstream::testing::data_json;

std::string bytes_of(const std::string& hex) {
  std::string bytes;
  for (std::size_t at = 0; at < hex.size(); at += 2) {
    bytes += static_cast<char>(std::stoi(hex.substr(at, 2), nullptr, 16));
  }
  return bytes;
}

Result<std::string> decoded(const std::string& schema, const std::string& hex) {
  auto parsed = AvroSchema::parse(schema);
  if (!parsed) return propagate(parsed);
  return avro_to_json(*parsed, bytes_of(hex));
}

TEST(AvroDatum, ReadsWhatFastavroWrites) {
  const json cases = data_json("datums.json");
  ASSERT_FALSE(cases.empty());
  for (const json& item : cases) {
    const auto text = decoded(item["schema"].dump(), item["hex"]);
    ASSERT_TRUE(text) << item << text.error().to_string();
    EXPECT_EQ(json::parse(*text), item["json"]) << item;
  }
}

TEST(AvroDatum, EveryCutIsAnErrorOrShorter) {
  for (const json& item : data_json("datums.json")) {
    const std::string hex = item["hex"];
    for (std::size_t size = 0; size < hex.size(); size += 2) {
      EXPECT_FALSE(decoded(item["schema"].dump(), hex.substr(0, size))) << item;
    }
    EXPECT_FALSE(decoded(item["schema"].dump(), hex + "00")) << item;
  }
}

TEST(AvroDatum, ErrorsNameTheField) {
  for (const json& item : data_json("datum_bad.json")) {
    const auto text = decoded(item["schema"].dump(), item["hex"]);
    ASSERT_FALSE(text) << item << *text;
    EXPECT_EQ(text.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(text.error().message, item["error"].get<std::string>()) << item;
  }
}

TEST(AvroDatum, WritesPlainJson) {
  EXPECT_EQ(decoded(R"("bytes")", "0c41225c7f80ff"), R"("A\u0022\u005C\u007F\u0080\u00FF")");
  EXPECT_EQ(decoded(R"("float")", "cdcccc3d"), "0.1");
  EXPECT_EQ(decoded(R"({"type":"record","name":"R","fields":[
                        {"name":"a","type":["null","bytes"]},{"name":"b","type":{"type":"array","items":"int"}}]})",
                    "020204"
                    "0402"
                    "0400"),
            R"({"a":"\u0004","b":[1,2]})");
}

TEST(AvroDatum, RecursionIsLimited) {
  const std::string list = R"({"type":"record","name":"L","fields":[{"name":"next","type":["null","L"]}]})";
  std::string hex;
  for (int i = 0; i < 127; ++i) hex += "02";
  EXPECT_TRUE(decoded(list, hex + "00"));
  const auto deep = decoded(list, hex + "0200");
  ASSERT_FALSE(deep);
  EXPECT_THAT(deep.error().message, ::testing::EndsWith("next: is nested more than 128 deep"));
  const std::string endless =
      R"({"type":"record","name":"L","fields":[{"name":"a","type":"L"},{"name":"b","type":"L"}]})";
  EXPECT_FALSE(decoded(endless, ""));
}

TEST(AvroDatum, FewBytesDoNotBecomeMuchJson) {
  std::string fields;
  for (int i = 0; i < 10'000; ++i)
    fields += fmt::format(R"({}{{"name":"f{}","type":"null"}})", i == 0 ? "" : ",", i);
  const auto wide = decoded(
      R"({"type":"array","items":{"type":"record","name":"R","fields":[)" + fields + "]}}", "feffffff0f");
  ASSERT_FALSE(wide);
  EXPECT_THAT(wide.error().message, ::testing::HasSubstr("becomes too much JSON"));
}

}  // namespace
}  // namespace slipstream::registry
