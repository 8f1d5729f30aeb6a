#include "registry/framed_decoder.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::registry {
namespace {

using ::testing::HasSubstr;

/// A registry that counts how often it is asked.
class CountingSchemas final : public Schemas {
 public:
  Result<Schema> schema(std::int32_t id) override {
    ++asked;
    const auto found = schemas.find(id);
    if (found == schemas.end()) return fail(ErrorCode::not_found, "Schema {} not found", id);
    return found->second;
  }
  Result<std::int32_t> add(const std::string&, const Schema&) override {
    return fail(ErrorCode::permission, "read-only");
  }
  Result<std::vector<std::string>> subjects() override { return std::vector<std::string>{}; }
  Result<Version> latest(const std::string& subject) override {
    return fail(ErrorCode::not_found, "no subject {}", subject);
  }

  std::map<std::int32_t, Schema> schemas;
  int asked = 0;
};

std::string framed(std::int32_t id, std::string_view body) {
  std::string bytes;
  append_frame(bytes, id);
  return bytes.append(body);
}

class FramedDecoderTest : public ::testing::Test {
 protected:
  FramedDecoderTest() {
    schemas_.schemas[7] = {SchemaType::avro,
                           R"({"type":"record","name":"Lap","fields":[{"name":"n","type":"int"}]})"};
    schemas_.schemas[300] = {SchemaType::json, R"({"type":"object"})"};
    schemas_.schemas[8] = {SchemaType::avro, "{}"};
  }
  std::string error_of(std::string_view bytes) {
    const auto decoded = decoder_.decode(bytes);
    return decoded ? "" : decoded.error().message;
  }

  CountingSchemas schemas_;
  FramedDecoder decoder_{schemas_};
};

TEST(Framing, IsAZeroByteAndTheIdMostSignificantFirst) {
  EXPECT_EQ(framed(0x01020304, "x"), std::string_view("\0\1\2\3\4x", 6));
  const std::string bytes = framed(-2, "");
  const auto back = unframe(bytes);
  ASSERT_TRUE(back);
  EXPECT_EQ(back->schema_id, -2);
  EXPECT_EQ(back->body, "");
  EXPECT_FALSE(unframe(std::string_view("\0\0\0\1", 4)));
  EXPECT_FALSE(unframe("{\"n\":1}"));
}

TEST_F(FramedDecoderTest, ReadsAvroAndJsonAndAsksOnceForEach) {
  for (int round = 0; round < 3; ++round) {
    const auto lap = decoder_.decode(framed(7, "\x54"));
    ASSERT_TRUE(lap) << lap.error().to_string();
    EXPECT_EQ(lap->json, R"({"n":42})");
    EXPECT_EQ(lap->schema_id, 7);
    const auto average = decoder_.decode(framed(300, R"({"avg_speed":301.5})"));
    ASSERT_TRUE(average) << average.error().to_string();
    EXPECT_EQ(average->json, R"({"avg_speed":301.5})");
    EXPECT_EQ(average->type, SchemaType::json);
  }
  EXPECT_EQ(schemas_.asked, 2);
}

TEST_F(FramedDecoderTest, SaysWhatIsWrong) {
  EXPECT_THAT(error_of("plain text"), HasSubstr("names no schema"));
  EXPECT_THAT(error_of(framed(7, "")), HasSubstr("n"));
  EXPECT_THAT(error_of(framed(300, "{")), HasSubstr("no JSON"));
  EXPECT_THAT(error_of(framed(8, "")), HasSubstr("schema 8: "));
  EXPECT_THAT(error_of(framed(9, "")), HasSubstr("schema 9: Schema 9 not found"));
  const int asked = schemas_.asked;
  EXPECT_THAT(error_of(framed(9, "")), HasSubstr("not found"));
  EXPECT_EQ(schemas_.asked, asked) << "not again so soon";
}

}  // namespace
}  // namespace slipstream::registry
