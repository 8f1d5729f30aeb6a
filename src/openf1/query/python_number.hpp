#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

/// Numbers as Python's int() and float() read them: outer blanks, a sign, and `_` between digits are allowed.
namespace slipstream::openf1 {

/// nullopt for anything else, and beyond 64 bits.
[[nodiscard]] std::optional<std::int64_t> parse_python_int(std::string_view text);
/// "1e3", "nan" and "inf" too; nullopt for anything else.
[[nodiscard]] std::optional<double> parse_python_float(std::string_view text);

}  // namespace slipstream::openf1
