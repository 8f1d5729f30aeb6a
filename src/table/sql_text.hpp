#pragma once

#include <filesystem>
#include <string>
#include <string_view>

/// What goes into SQL as it is, whatever is in it.
namespace slipstream::table {

/// 'it''s' and "a ""name""".
[[nodiscard]] std::string quoted_text(std::string_view text);
[[nodiscard]] std::string quoted_name(std::string_view name);
/// A path as a literal that names this one file, whatever *, ? or [ is in it.
[[nodiscard]] std::string quoted_path(const std::filesystem::path& path);

}  // namespace slipstream::table
