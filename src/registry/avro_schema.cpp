#include "registry/avro_schema.hpp"

#include <array>

#include "registry/avro_schema_reader.hpp"
#include "registry/json_document.hpp"

namespace slipstream::registry {

std::string_view to_string(AvroType type) {
  static constexpr std::array<std::string_view, 14> kWords = {
      "null",   "boolean", "int",  "long",  "float", "double", "bytes",
      "string", "record",  "enum", "array", "map",   "union",  "fixed"};
  return kWords.at(static_cast<std::size_t>(type));
}

Result<AvroSchema> AvroSchema::parse(std::string_view text) {
  auto document = parse_document(text);
  if (!document) return propagate(document);
  auto nodes = AvroSchemaReader{}.read(*document);
  if (!nodes) return propagate(nodes);
  return AvroSchema{std::move(*nodes)};
}

}  // namespace slipstream::registry
