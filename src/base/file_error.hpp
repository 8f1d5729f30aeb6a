#pragma once

#include <expected>
#include <filesystem>
#include <string_view>

#include "base/result.hpp"

namespace slipstream::base {

/// The kind of failure that an errno of a file operation stands for: permission, no_space, not_found,
/// already_exists, else io.
[[nodiscard]] ErrorCode code_of_errno(int number);

/// An errno of a file operation as an error: "cannot copy PATH: No space left on device; remedy".
[[nodiscard]] std::unexpected<Error> file_error(int number, std::string_view what,
                                                const std::filesystem::path& path,
                                                std::string_view remedy = {});

}  // namespace slipstream::base

namespace slipstream {
using base::code_of_errno;
using base::file_error;
}  // namespace slipstream
