#pragma once

#include <string_view>

namespace slipstream::base {

/// U+FEFF in UTF-8: how files of the official archive and many spreadsheets' CSV files begin.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

}  // namespace slipstream::base
