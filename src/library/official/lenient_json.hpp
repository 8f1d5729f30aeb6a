#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.hpp"

/// JSON from servers that nobody promised anything about: what is missing or of another type is not known.
/// To be included by sources only.
namespace slipstream::library {

/// An object, after a BOM perhaps. Errors: invalid_input at `where`.
Result<nlohmann::json> parse_object(std::string_view text, std::string_view where);
/// null where `object` has no such member or is no object.
[[nodiscard]] const nlohmann::json& member(const nlohmann::json& object, const char* key);
/// Empty where it is no text.
[[nodiscard]] std::string text_in(const nlohmann::json& object, const char* key);
/// Of a number, or of a text that is one.
[[nodiscard]] std::optional<double> number_in(const nlohmann::json& object, const char* key);
/// As number_in, if it is a whole number from `least` to `most`.
[[nodiscard]] std::optional<int> whole_in(const nlohmann::json& object, const char* key, int least, int most);

}  // namespace slipstream::library
