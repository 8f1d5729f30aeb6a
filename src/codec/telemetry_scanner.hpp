#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "codec/telemetry_assign.hpp"

namespace slipstream::codec {

/// The memory behind a scanned text that must be readable.
inline constexpr std::size_t kScannerPadding = 32;

/// Reads a telemetry value in the form in which we write it: no white space, known keys in our order, numbers
/// of up to seven digits on each side of the point, plain ASCII texts. Several times as fast as a parser for
/// all of JSON. False if the text is anything else, be it right or wrong: then parse it properly, `to` is of
/// no use. Views in `to` point into `json`.
[[nodiscard]] bool scan_own_telemetry(std::string_view json, PartialTelemetry& to);

}  // namespace slipstream::codec
