#pragma once

#include <string_view>

namespace slipstream::cli {

inline constexpr std::string_view kVersion = SLIPSTREAM_VERSION;

}  // namespace slipstream::cli
