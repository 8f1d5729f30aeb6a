#pragma once

#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.hpp"

/// To be included by sources only.
namespace slipstream::registry {

/// A JSON Schema of draft-07 or 2020-12: an object or a boolean whose known keywords have the right shapes
/// and whose references are to places in it ("#/…"). Errors: invalid_input (the message begins with the
/// place, "#/properties/speed"). Thread-safe.
Result<nlohmann::json> parse_json_schema(std::string_view text);

/// The place in `document` that a reference "#/…" names; nullptr: there is none. Thread-safe.
[[nodiscard]] const nlohmann::json* find_json_reference(const nlohmann::json& document,
                                                        std::string_view reference);

}  // namespace slipstream::registry
