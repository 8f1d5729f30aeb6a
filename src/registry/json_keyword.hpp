#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <nlohmann/json.hpp>

/// The keywords of JSON Schema, draft-07 and 2020-12, that say what data may be. To be included by sources
/// only.
namespace slipstream::registry {

enum class JsonShape : std::uint8_t {
  schema,
  schemas,        ///< a list of one or more
  items,          ///< a schema or a list of them
  named_schemas,  ///< an object of them
  definitions,    ///< so too, to be referred to
  names,          ///< a list of texts, each once
  dependencies,   ///< an object of schemas or lists of names
  types,          ///< "string" or ["string", "null"]
  values,         ///< a list of anything
  anything,
  number,
  bound,  ///< a number or, before draft-06, a boolean
  count,  ///< a whole number from 0
  flag,
  text,
  reference,  ///< "#/…"
};

/// nullopt: no such keyword, or an annotation.
[[nodiscard]] std::optional<JsonShape> json_shape(std::string_view keyword);

/// Whether a schema (an object or a boolean) leaves everything open: annotations and definitions at most.
[[nodiscard]] bool is_open(const nlohmann::json& schema);

/// A JSON type as a bit. A whole number is an integer, any other one a number: "number" allows both.
enum JsonTypes : std::uint8_t {
  json_null = 1,
  json_boolean = 2,
  json_object = 4,
  json_array = 8,
  json_number = 16,
  json_integer = 32,
  json_string = 64,
  json_any = 127,
};
/// The bits of a name of a type; 0: there is no such type.
[[nodiscard]] std::uint8_t json_types_named(std::string_view name);

}  // namespace slipstream::registry
