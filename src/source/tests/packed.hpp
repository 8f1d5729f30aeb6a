#pragma once

#include <string>
#include <string_view>

/// What the feed does to a telemetry packet, with zlib in place of our own inflater.
namespace slipstream::source {

/// Base64 of raw DEFLATE.
[[nodiscard]] std::string pack(std::string_view json);
[[nodiscard]] std::string to_base64(std::string_view bytes);

}  // namespace slipstream::source
