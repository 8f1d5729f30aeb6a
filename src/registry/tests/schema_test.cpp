#include "registry/schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "schema_cases.hpp"

namespace slipstream::registry {
namespace {

using nlohmann::json;
using slipstream::testing::data_files;
using slipstream::testing::data_json;

void check_compatibility(const std::string& folder, SchemaType type) {
  const auto files = data_files(folder);
  ASSERT_FALSE(files.empty());
  for (const std::string& file : files) {
    for (const json& item : data_json(file)) {
      const Schema reader{type, item["reader"].dump()};
      const Schema writer{type, item["writer"].dump()};
      const auto found = incompatibilities(reader, writer);
      ASSERT_TRUE(found) << file << ": " << item["why"] << ": " << found.error().to_string();
      EXPECT_EQ(json(*found), item["messages"]) << file << ": " << item["why"];
    }
  }
}

TEST(Schema, AvroFollowsTheRulesOfSchemaResolution) {
  check_compatibility("avro_compatibility", SchemaType::avro);
}

TEST(Schema, JsonSchemasAreComparedAsConfluentDoes) {
  check_compatibility("json_compatibility", SchemaType::json);
}

TEST(Schema, EveryOneReadsItsOwnData) {
  for (const std::string folder : {"avro_compatibility", "json_compatibility"}) {
    const SchemaType type = folder.starts_with("avro") ? SchemaType::avro : SchemaType::json;
    for (const std::string& file : data_files(folder)) {
      for (const json& item : data_json(file)) {
        const auto schema = parse(type, item["writer"].dump(2));
        ASSERT_TRUE(schema) << schema.error().to_string();
        const auto found = incompatibilities(*schema, *schema);
        ASSERT_TRUE(found);
        EXPECT_THAT(*found, ::testing::IsEmpty()) << file << ": " << item["why"];
      }
    }
  }
}

void check_errors(const std::string& file, SchemaType type) {
  for (const json& item : data_json(file)) {
    const auto schema = parse(type, item["schema"].dump());
    ASSERT_FALSE(schema) << item["schema"];
    EXPECT_EQ(schema.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(schema.error().message, item["error"].get<std::string>()) << item["schema"];
  }
}

TEST(Schema, ErrorsOfAvroNameThePlace) { check_errors("avro_bad.json", SchemaType::avro); }

TEST(Schema, ErrorsOfJsonSchemasNameThePlace) { check_errors("json_bad.json", SchemaType::json); }

TEST(Schema, TextThatIsNoJsonIsToldAsSuch) {
  for (const auto type : {SchemaType::avro, SchemaType::json}) {
    for (const std::string text : {"", "{", "nul", "\"\xFF\"", "1e999", "\"a\" \"b\"", "]]]", "\"\\"}) {
      const auto schema = parse(type, text);
      ASSERT_FALSE(schema) << text;
      EXPECT_THAT(schema.error().message, ::testing::StartsWith("the schema is no JSON: ")) << text;
    }
  }
}

TEST(Schema, IsKeptCompactWithItsOwnOrderOfKeys) {
  const auto schema = parse(SchemaType::avro, R"( { "type" : "record",
    "name":"R", "doc": "white  space: \"stays\\", "fields" : [ ] } )");
  ASSERT_TRUE(schema) << schema.error().to_string();
  EXPECT_EQ(schema->text, R"({"type":"record","name":"R","doc":"white  space: \"stays\\","fields":[]})");
}

TEST(Schema, WhiteSpaceAndTheOrderOfKeysMakeNoDifference) {
  const Schema one{SchemaType::avro, R"({"type":"fixed","name":"F","size":4})"};
  EXPECT_TRUE(same(one, {SchemaType::avro, R"({ "size": 4, "name": "F", "type": "fixed" })"}));
  EXPECT_FALSE(same(one, {SchemaType::avro, R"({"type":"fixed","name":"F","size":5})"}));
  EXPECT_FALSE(same(one, {SchemaType::json, one.text}));
  EXPECT_FALSE(same({SchemaType::avro, "["}, {SchemaType::avro, "["}));
  EXPECT_FALSE(
      same({SchemaType::json, R"({"required":["a","b"]})"}, {SchemaType::json, R"({"required":["b","a"]})"}));
}

TEST(Schema, TypesAreNamedAsRegistriesDo) {
  EXPECT_EQ(schema_type_from(to_string(SchemaType::avro)), SchemaType::avro);
  EXPECT_EQ(schema_type_from("JSON"), SchemaType::json);
  EXPECT_EQ(schema_type_from("PROTOBUF"), std::nullopt);
}

TEST(Schema, OneTypeDoesNotReadTheOther) {
  const auto found = incompatibilities({SchemaType::json, "true"}, {SchemaType::avro, "\"int\""});
  ASSERT_TRUE(found);
  EXPECT_THAT(*found, ::testing::ElementsAre("AVRO data cannot be read with a schema of type JSON"));
}

std::string nested(std::string_view open, std::string_view inside, std::string_view close, int depth) {
  std::string text;
  for (int i = 0; i < depth; ++i) text += open;
  text += inside;
  for (int i = 0; i < depth; ++i) text += close;
  return text;
}

TEST(Schema, IsNestedWithinLimits) {
  const auto avro = [](int depth) {
    return parse(SchemaType::avro, nested(R"({"type":"array","items":)", "\"int\"", "}", depth));
  };
  EXPECT_TRUE(avro(200));
  const auto deep = avro(201);
  ASSERT_FALSE(deep);
  EXPECT_EQ(deep.error().message, "the schema is nested more than 200 deep");
  EXPECT_FALSE(parse(SchemaType::json, nested(R"({"not":)", "true", "}", 100'000)));
}

TEST(Schema, IsOfLimitedSize) {
  const std::string large = '"' + std::string(1U << 20U, 'x') + '"';
  const auto schema = parse(SchemaType::json, large);
  ASSERT_FALSE(schema);
  EXPECT_EQ(schema.error().message, "the schema has 1048578 bytes, more than 1048576");
}

/// A union of records that each have the one before as their field: deep without much nesting of JSON.
std::string chain_of_records(int length) {
  std::string text = R"([{"type":"record","name":"R0","fields":[{"name":"a","type":"int"}]})";
  for (int i = 1; i < length; ++i) {
    text +=
        fmt::format(R"(,{{"type":"record","name":"R{}","fields":[{{"name":"a","type":"R{}"}}]}})", i, i - 1);
  }
  return text + "]";
}

TEST(Schema, TooManyPairsOfTypesAreNotCompared) {
  const Schema many{SchemaType::avro, chain_of_records(2'000)};
  const auto found = incompatibilities(many, many);
  ASSERT_FALSE(found);
  EXPECT_EQ(found.error().message, "the schemas are too large to be compared");
}

TEST(Schema, TypesAreNotComparedTooDeeply) {
  // The reader's field with all the types has a default, so only the last type, the deepest, is compared.
  const auto deep = [](const char* types_field, int length) {
    return Schema{SchemaType::avro, fmt::format(R"({{"type":"record","name":"Top","fields":[
                                  {{"name":"{}","type":{},"default":{{"a":1}}}},
                                  {{"name":"last","type":"R{}"}}]}})",
                                                types_field, chain_of_records(length), length - 1)};
  };
  const auto within = incompatibilities(deep("reads", 400), deep("wrote", 400));
  ASSERT_TRUE(within) << within.error().to_string();
  EXPECT_THAT(*within, ::testing::IsEmpty());
  EXPECT_FALSE(incompatibilities(deep("reads", 600), deep("wrote", 600)));
}

}  // namespace
}  // namespace slipstream::registry
