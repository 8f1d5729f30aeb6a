#include "inspect/value_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "log_with_schemas.hpp"

namespace slipstream::inspect {
namespace {

using namespace std::string_literals;
using ::testing::HasSubstr;

std::string told(const ReadValue& read) {
  return fmt::format("{} {}", to_string(read.format), read.problem ? read.problem->message : read.json);
}

TEST(ValueReader, KnowsTheFormats) {
  testing::LogWithSchemas log;
  ValueReader reader(log.schemas());
  EXPECT_EQ(told(reader.value(R"({"a": [1, 2]})")), R"(json {"a": [1, 2]})");
  EXPECT_EQ(told(reader.value("Grüße, \"VER\"")), R"(text "Grüße, \"VER\"")");
  EXPECT_EQ(told(reader.value("")), R"(text "")");
  EXPECT_EQ(told(reader.key("7")), R"(text "7")");
  EXPECT_EQ(told(reader.value("7")), "json 7");
  const ReadValue lap = reader.value(log.lap("laps-value", 21));
  EXPECT_EQ(told(lap), R"(avro {"n":21})");
  EXPECT_EQ(lap.schema_id, 1);
  EXPECT_EQ(told(reader.key(log.lap("laps-value", 2))), R"(avro {"n":2})");
}

TEST(ValueReader, SaysWhatItCannotRead) {
  testing::LogWithSchemas log;
  ValueReader reader(log.schemas(), 1000);
  for (const std::string& bytes : {"\xFF\xFE"s, "caf\xE9"s, "\x01\x02"s, "\0\0\0\7"s})
    EXPECT_THAT(told(reader.value(bytes)), HasSubstr("bytes in no known format")) << bytes;
  EXPECT_EQ(reader.value("caf\xE9 \xEF\xBF\xBD").format, ValueFormat::bytes);
  EXPECT_EQ(reader.value("\xEF\xBF\xBD").format, ValueFormat::text);
  EXPECT_THAT(told(reader.value("\0\0\0\0\x63 body"s)), HasSubstr("bytes schema 99: "));
  EXPECT_THAT(told(reader.value(log.lap("laps-value", 1).substr(0, 5))), HasSubstr("bytes "));
  const ReadValue lengthy = reader.value(std::string(1001, 'a'));
  EXPECT_EQ(lengthy.json, "");
  EXPECT_THAT(lengthy.problem->message, HasSubstr("1001 bytes are too long"));
}

TEST(ValueReader, ShowsNoBottomlessJson) {
  testing::LogWithSchemas log;
  ValueReader reader(log.schemas());
  const std::string deep = std::string(101, '[') + std::string(101, ']');
  EXPECT_THAT(told(reader.value(deep)), HasSubstr("nested too deep"));
  EXPECT_EQ(reader.value(deep.substr(1, 200)).format, ValueFormat::json);
  const std::string brackets = "\"" + std::string(500, '[') + "\\\"\"";
  EXPECT_EQ(reader.value(brackets).format, ValueFormat::json);
}

}  // namespace
}  // namespace slipstream::inspect
