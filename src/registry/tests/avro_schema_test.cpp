#include "registry/avro_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::registry {
namespace {

using ::testing::ElementsAre;

AvroSchema parsed_avro(std::string_view text) {
  auto schema = AvroSchema::parse(text);
  EXPECT_TRUE(schema) << schema.error().to_string();
  return schema ? std::move(*schema) : AvroSchema::parse("\"null\"").value();
}

TEST(AvroSchema, KeepsWhatItSaysOfARecord) {
  const auto schema = parsed_avro(R"({
    "type": "record", "name": "LeaderboardUpdate", "namespace": "com.f1leaderboard", "doc": "…", "aliases": ["Old"],
    "fields": [
      {"name": "position", "type": "int", "order": "descending"},
      {"name": "timestamp", "type": {"type": "long", "logicalType": "timestamp-millis"}},
      {"name": "race_id", "type": ["null", "string"], "default": null, "aliases": ["race"]},
      {"name": "compound", "type": {"type": "enum", "name": "Compound", "symbols": ["SOFT", "HARD"], "default": "SOFT"}},
      {"name": "hash", "type": {"type": "fixed", "name": "other.Hash", "size": 16}}]})");
  const AvroNode& root = schema.at(AvroSchema::kRoot);
  EXPECT_EQ(root.type, AvroType::record);
  EXPECT_EQ(root.name, "com.f1leaderboard.LeaderboardUpdate");
  EXPECT_THAT(root.aliases, ElementsAre("com.f1leaderboard.Old"));
  ASSERT_EQ(root.fields.size(), 5);
  EXPECT_FALSE(root.fields[0].has_default);
  EXPECT_EQ(schema.at(root.fields[1].type).logical_type, "timestamp-millis");
  EXPECT_TRUE(root.fields[2].has_default);
  EXPECT_THAT(root.fields[2].aliases, ElementsAre("race"));
  const AvroNode& choice = schema.at(root.fields[2].type);
  ASSERT_EQ(choice.branches.size(), 2);
  EXPECT_EQ(schema.at(choice.branches[1]).type, AvroType::string);
  const AvroNode& compound = schema.at(root.fields[3].type);
  EXPECT_EQ(compound.name, "com.f1leaderboard.Compound");
  EXPECT_THAT(compound.symbols, ElementsAre("SOFT", "HARD"));
  EXPECT_TRUE(compound.has_default_symbol);
  EXPECT_EQ(schema.at(root.fields[4].type).name, "other.Hash");
  EXPECT_EQ(schema.at(root.fields[4].type).size, 16);
}

TEST(AvroSchema, NamesAreFoundInTheirNamespaceThenWithout) {
  const auto schema = parsed_avro(R"({"type": "record", "name": "Outer", "fields": [
    {"name": "a", "type": {"type": "record", "name": "x.Inner", "fields": [
      {"name": "near", "type": {"type": "fixed", "name": "F", "size": 1}},
      {"name": "again", "type": "F"},
      {"name": "full", "type": "x.F"},
      {"name": "outer", "type": ["null", "Outer"]},
      {"name": "wrapped", "type": {"type": "F"}}]}},
    {"name": "b", "type": "x.F"},
    {"name": "c", "type": {"type": "fixed", "name": "F", "namespace": "", "size": 2}},
    {"name": "d", "type": "F"}]})");
  const AvroNode& outer = schema.at(AvroSchema::kRoot);
  const AvroNode& inner = schema.at(outer.fields[0].type);
  for (const int field : {0, 1, 2, 4}) EXPECT_EQ(schema.at(inner.fields[field].type).name, "x.F") << field;
  EXPECT_EQ(schema.at(inner.fields[3].type).branches[1], AvroSchema::kRoot);
  EXPECT_EQ(schema.at(outer.fields[1].type).size, 1);
  EXPECT_EQ(schema.at(outer.fields[3].type).size, 2);
}

TEST(AvroSchema, PlainTypesAreDocumentsToo) {
  for (const char* text :
       {R"("string")", R"({"type":"string"})", R"(["null","int"])",
        R"({"type":"error","name":"E","fields":[]})",
        R"({"type":"int","logicalType":"no such thing","more":{"of":["it"]}})",
        R"({"type":"record","name":"org.apache.flink.avro.generated.record","fields":[]})"}) {
    EXPECT_TRUE(AvroSchema::parse(text)) << text;
  }
}

TEST(AvroSchema, DefaultsOfEveryTypeFit) {
  parsed_avro(R"({"type": "record", "name": "R", "fields": [
    {"name": "a", "type": "null", "default": null},
    {"name": "b", "type": "boolean", "default": false},
    {"name": "c", "type": "int", "default": -2147483648},
    {"name": "d", "type": "long", "default": 9223372036854775807},
    {"name": "e", "type": "float", "default": 1},
    {"name": "f", "type": "double", "default": 1.5e300},
    {"name": "g", "type": "bytes", "default": "\u0000\u00ff"},
    {"name": "h", "type": "string", "default": "Pérez"},
    {"name": "i", "type": {"type": "array", "items": ["int", "null"]}, "default": [1, 2]},
    {"name": "j", "type": {"type": "map", "values": "string"}, "default": {"a": "b"}},
    {"name": "k", "type": {"type": "fixed", "name": "F", "size": 2}, "default": "a\u00e9"},
    {"name": "l", "type": {"type": "enum", "name": "E", "symbols": ["A", "B"]}, "default": "B"},
    {"name": "m", "type": ["string", "null"], "default": ""},
    {"name": "n", "type": {"type": "record", "name": "S", "fields": [
      {"name": "x", "type": "int"}, {"name": "y", "type": "int", "default": 0}]}, "default": {"x": 1}},
    {"name": "o", "type": ["null", "R"], "default": null}]})");
}

TEST(AvroSchema, HasALimitedNumberOfTypes) {
  std::string text = R"({"type":"record","name":"R","fields":[)";
  for (std::size_t i = 1; i < AvroSchema::kMaxTypes; ++i)
    text += fmt::format(R"({{"name":"f{}","type":"int"}},)", i);
  const std::string full = text.substr(0, text.size() - 1) + "]}";
  EXPECT_TRUE(AvroSchema::parse(full));
  const auto more = AvroSchema::parse(text + R"({"name":"more","type":"int"}]})");
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().message, "more: the schema has more than 20000 types");
}

}  // namespace
}  // namespace slipstream::registry
