#include "registry/schema.hpp"

#include "registry/avro_compatibility.hpp"
#include "registry/avro_schema.hpp"
#include "registry/json_compatibility.hpp"
#include "registry/json_document.hpp"
#include "registry/json_schema.hpp"

namespace slipstream::registry {
namespace {

Result<std::vector<std::string>> avro_differences(const Schema& reader, const Schema& writer) {
  auto reads = AvroSchema::parse(reader.text);
  if (!reads) return propagate(reads);
  auto wrote = AvroSchema::parse(writer.text);
  if (!wrote) return propagate(wrote);
  return avro_incompatibilities(*reads, *wrote);
}

Result<std::vector<std::string>> json_differences(const Schema& reader, const Schema& writer) {
  auto reads = parse_json_schema(reader.text);
  if (!reads) return propagate(reads);
  auto wrote = parse_json_schema(writer.text);
  if (!wrote) return propagate(wrote);
  return json_incompatibilities(*reads, *wrote);
}

}  // namespace

std::string_view to_string(SchemaType type) { return type == SchemaType::avro ? "AVRO" : "JSON"; }

std::optional<SchemaType> schema_type_from(std::string_view text) {
  if (text == "AVRO") return SchemaType::avro;
  if (text == "JSON") return SchemaType::json;
  return std::nullopt;
}

Result<Schema> parse(SchemaType type, std::string_view text) {
  if (type == SchemaType::avro) {
    if (auto schema = AvroSchema::parse(text); !schema) return propagate(schema);
  } else {
    if (auto schema = parse_json_schema(text); !schema) return propagate(schema);
  }
  return Schema{type, compact(text)};
}

bool same(const Schema& one, const Schema& other) {
  if (one.type != other.type) return false;
  const auto left = parse_document(one.text);
  const auto right = parse_document(other.text);
  return left && right && *left == *right;
}

Result<std::vector<std::string>> incompatibilities(const Schema& reader, const Schema& writer) {
  if (reader.type != writer.type) {
    return std::vector{fmt::format("{} data cannot be read with a schema of type {}", to_string(writer.type),
                                   to_string(reader.type))};
  }
  return reader.type == SchemaType::avro ? avro_differences(reader, writer)
                                         : json_differences(reader, writer);
}

}  // namespace slipstream::registry
