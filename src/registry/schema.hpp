#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

/// Schemas as a schema registry keeps them. All functions here are thread-safe.
namespace slipstream::registry {

enum class SchemaType : std::uint8_t { avro, json };

/// As registries write it: "AVRO", "JSON".
[[nodiscard]] std::string_view to_string(SchemaType type);
/// nullopt for what is none of the two.
[[nodiscard]] std::optional<SchemaType> schema_type_from(std::string_view text);

struct Schema {
  SchemaType type = SchemaType::avro;
  std::string text;
};

/// The schema checked, in compact JSON with its own order of keys. Errors: invalid_input (the message names
/// the place and what is wrong there).
Result<Schema> parse(SchemaType type, std::string_view text);

/// Whether two schemas are the same but for white space and the order of keys. What is no JSON is like
/// nothing.
[[nodiscard]] bool same(const Schema& one, const Schema& other);

/// What of data written with `writer` could not be read with `reader`, one message each with the path; empty:
/// all can. At most kMaxMessages. Errors: invalid_input (one of them is no schema, or they are too large to
/// compare).
Result<std::vector<std::string>> incompatibilities(const Schema& reader, const Schema& writer);

inline constexpr std::size_t kMaxMessages = 100;

}  // namespace slipstream::registry
