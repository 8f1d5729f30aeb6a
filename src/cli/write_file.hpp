#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace slipstream::cli {

/// Writes a file that a command was told to make: all of it or nothing, since it takes its name when it is
/// complete. What exists and is no regular file (/dev/stdout, a pipe) is written to directly. Errors:
/// not_found (its folder), invalid_argument (the name is a folder's), permission, no_space, io.
Result<> write_file(const std::filesystem::path& path, std::string_view bytes);

}  // namespace slipstream::cli
