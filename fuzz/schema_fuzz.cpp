#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include <nlohmann/json.hpp>

#include "registry/avro_datum.hpp"
#include "registry/avro_schema.hpp"
#include "registry/schema.hpp"

namespace registry = slipstream::registry;

namespace {

/// What is kept of a schema is the same schema, and reads its own data.
void check(registry::SchemaType type, std::string_view text, std::string_view other) {
  const auto schema = registry::parse(type, text);
  if (!schema) return;
  const auto again = registry::parse(type, schema->text);
  if (!again || again->text != schema->text || !registry::same(*schema, *again)) std::abort();
  const auto own = registry::incompatibilities(*schema, *again);
  if (own && !own->empty()) std::abort();
  if (const auto writer = registry::parse(type, other)) {
    (void)registry::incompatibilities(*schema, *writer);
    (void)registry::incompatibilities(*writer, *schema);
  }
}

}  // namespace

/// A reader's schema and a writer's, a line each, then a datum of the reader's.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto first = std::min(input.find('\n'), input.size());
  const auto second = std::min(input.find('\n', first + 1), input.size());
  const std::string_view reader = input.substr(0, first);
  const std::string_view writer = first < second ? input.substr(first + 1, second - first - 1) : "";
  check(registry::SchemaType::avro, reader, writer);
  check(registry::SchemaType::json, reader, writer);
  const auto schema = registry::AvroSchema::parse(reader);
  if (!schema) return 0;
  const auto json = registry::avro_to_json(*schema, input.substr(std::min(second + 1, size)));
  if (json && !nlohmann::json::accept(*json)) std::abort();
  return 0;
}
