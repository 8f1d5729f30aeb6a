#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace slipstream::source {

/// The JSON of a Python literal as `repr` prints it: lists, dictionaries, texts in either kind of quotes,
/// numbers, True, False, None. nullopt if a text does not end or an escape is none of Python's. What else is
/// wrong with the literal is left to the JSON parser.
[[nodiscard]] std::optional<std::string> python_repr_to_json(std::string_view literal);

}  // namespace slipstream::source
