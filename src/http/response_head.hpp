#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace slipstream::http {

/// What a response's head depends on besides the response.
struct HeadContext {
  bool keep_alive = true;
  bool http_1_0 = false;              ///< of the request
  std::string_view date;              ///< IMF-fixdate
  std::string_view allowed_origin;    ///< empty: no CORS
  bool varies_by_encoding = false;    ///< another Accept-Encoding would have got other bytes
  std::optional<std::size_t> length;  ///< of the body; nullopt: its chunks or the connection's end end it
  bool chunked = false;
};

/// Status line and headers, the empty line included. What a handler put into a header cannot break out of it.
[[nodiscard]] std::string response_head(const Response& response, const HeadContext& context);

/// "Tue, 15 Nov 1994 08:12:31 GMT" of now.
[[nodiscard]] std::string http_date_now();

}  // namespace slipstream::http
