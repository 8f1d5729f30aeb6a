#pragma once

#include <filesystem>

#include "base/result.hpp"

/// Private to this room: what a file holds, from its first bytes.
namespace slipstream::table {

enum class FileKind { parquet, csv };

/// An error for what no reader needs to be asked about: no such file, a folder, an empty one, unreadable, or
/// named .parquet without being it.
Result<FileKind> kind_of_file(const std::filesystem::path& path);

}  // namespace slipstream::table
