#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/result.hpp"

namespace slipstream::library {

/// $XDG_DATA_HOME/slipstream, else $HOME/.local/share/slipstream, else .slipstream here. `lookup` is getenv
/// or a test's stand-in. Creates nothing.
[[nodiscard]] std::filesystem::path default_data_directory(
    const std::function<std::optional<std::string>(const std::string&)>& lookup);

/// Makes sure that `directory` is there and that files can be made in it. Errors: permission (not writable),
/// no_space, invalid_argument (it is a file), io.
Result<> prepare_data_directory(const std::filesystem::path& directory);

}  // namespace slipstream::library
