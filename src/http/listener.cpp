#include "http/listener.hpp"

#include <boost/asio/ip/v6_only.hpp>

namespace slipstream::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

std::unexpected<Error> cannot_listen(const ListenAddress& address, const error_code& error) {
  const auto name = join_host_port(address.host, address.port);
  if (error == asio::error::address_in_use) {
    return fail(ErrorCode::conflict,
                "port {} is in use ({}): stop what listens there, or choose another with --listen",
                address.port, name);
  }
  if (error == asio::error::access_denied) {
    return fail(ErrorCode::permission, "not allowed to listen on {}: choose a port above 1023 with --listen",
                name);
  }
  return fail(ErrorCode::invalid_argument, "cannot listen on {}: {}", name, error.message());
}

}  // namespace

Result<tcp::endpoint> resolve(asio::io_context& io, const ListenAddress& address) {
  error_code error;
  if (const auto literal = asio::ip::make_address(address.host, error); !error) {
    return tcp::endpoint{literal, address.port};
  }
  tcp::resolver resolver{io};
  const auto found =
      resolver.resolve(address.host, std::to_string(address.port), tcp::resolver::passive, error);
  if (error || found.empty()) {
    return fail(ErrorCode::invalid_argument, "cannot listen on '{}': no such host", address.host);
  }
  return found.begin()->endpoint();
}

Result<Listener> open_listener(asio::io_context& io, const ListenAddress& address,
                               const tcp::endpoint& endpoint) {
  error_code error;
  Listener listener{tcp::acceptor{io}, address.host, endpoint.address().is_loopback()};
  auto& acceptor = listener.acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(tcp::acceptor::reuse_address{true}, error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) return cannot_listen(address, error);
  return listener;
}

asio::ip::address plain_address(const asio::ip::address& address) {
  if (!address.is_v6() || !address.to_v6().is_v4_mapped()) return address;
  return asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
}

}  // namespace slipstream::http
