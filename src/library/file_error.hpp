#pragma once

#include <expected>
#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace slipstream::library {

/// An errno of a file operation as our own error: "cannot copy PATH: No space left on device; remedy".
/// permission, no_space, not_found, else io.
[[nodiscard]] std::unexpected<Error> file_error(int number, std::string_view what,
                                                const std::filesystem::path& path,
                                                std::string_view remedy = {});

}  // namespace slipstream::library
