#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace slipstream::http {

/// HOST:PORT as a user writes it: "127.0.0.1:5001", "[::1]:5001", "localhost:0", "*:80".
struct ListenAddress {
  std::string host;  ///< without brackets; "0.0.0.0" for "*"
  std::uint16_t port = 0;
};

/// Errors: invalid_argument.
[[nodiscard]] Result<ListenAddress> parse_listen_address(std::string_view text);

/// "host:port" or "[::1]:port" or "host" → host in lower case, without brackets; empty if it is none.
[[nodiscard]] std::string host_without_port(std::string_view authority);

/// "127.0.0.1:5001", "[::1]:5001".
[[nodiscard]] std::string join_host_port(std::string_view host, std::uint16_t port);

/// localhost, a name under .localhost, 127.x.y.z, ::1.
[[nodiscard]] bool is_loopback_name(std::string_view host);

}  // namespace slipstream::http
