#pragma once

#include <string_view>

/// Content negotiation (RFC 9110, 12.4 and 12.5). Pure functions.
namespace slipstream::http {

/// How much a client wants `media_type`, 0 to 1000, by its Accept header; the most specific range decides.
/// An absent header accepts everything.
[[nodiscard]] int media_quality(std::string_view accept, std::string_view media_type);

/// Does a browser ask? text/html is wanted more than application/json.
[[nodiscard]] bool prefers_html(std::string_view accept);

/// Does the Accept-Encoding header allow gzip, and not rank it below identity?
[[nodiscard]] bool accepts_gzip(std::string_view accept_encoding);

}  // namespace slipstream::http
