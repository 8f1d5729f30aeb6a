#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string_view>

#include "base/result.hpp"

namespace slipstream::library {

/// Called with the number of bytes copied since the last call.
using Copied = std::function<void(std::uint64_t)>;

/// Copies a file's content to a file, on the disk when this returns. Errors: permission, no_space,
/// not_found, io, interrupted; then what was begun is left for the caller to remove.
Result<> copy_durably(const std::filesystem::path& from, const std::filesystem::path& to,
                      const Copied& copied, const std::stop_token& stop);
/// Writes `text` as a file, on the disk when this returns. Errors: as copy_durably.
Result<> write_durably(const std::filesystem::path& file, std::string_view text);
/// Makes the names in `directory` as durable as the files: after a rename, for instance.
Result<> sync_directory(const std::filesystem::path& directory);
/// Both files hold the same bytes. Errors: permission, not_found, io.
Result<bool> same_content(const std::filesystem::path& one, const std::filesystem::path& other);

}  // namespace slipstream::library
