#pragma once

#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "base/result.hpp"
#include "http/listen_address.hpp"

namespace slipstream::http {

/// A socket that accepts clients.
struct Listener {
  boost::asio::ip::tcp::acceptor acceptor;
  std::string host;       ///< as the user wrote it, without brackets
  bool loopback = false;  ///< nobody but this machine can reach it
};

/// Resolves HOST:PORT; where a name has several addresses the first. Errors: invalid_argument.
[[nodiscard]] Result<boost::asio::ip::tcp::endpoint> resolve(boost::asio::io_context& io,
                                                             const ListenAddress& address);

/// Binds and listens. Errors: conflict (port in use), permission, invalid_argument (not an address of ours).
[[nodiscard]] Result<Listener> open_listener(boost::asio::io_context& io, const ListenAddress& address,
                                             const boost::asio::ip::tcp::endpoint& endpoint);

/// "127.0.0.1"; an IPv4 address mapped into IPv6 as itself.
[[nodiscard]] boost::asio::ip::address plain_address(const boost::asio::ip::address& address);

}  // namespace slipstream::http
