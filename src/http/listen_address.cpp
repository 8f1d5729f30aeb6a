#include "http/listen_address.hpp"

#include <algorithm>
#include <charconv>

#include "http/text.hpp"

namespace slipstream::http {
namespace {

bool is_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// "127.1.2.3", four numbers: not "127.evil.example".
bool is_loopback_ipv4(std::string_view host) {
  const auto parts = split(host, '.');
  return parts.size() == 4 && parts[0] == "127" && std::count(host.begin(), host.end(), '.') == 3 &&
         std::all_of(parts.begin(), parts.end(), is_digits);
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  const auto colon = text.rfind(':');
  const auto bad = [&] {
    return fail(ErrorCode::invalid_argument,
                "'{}' is no address to listen on: write HOST:PORT, e.g. 127.0.0.1:5001", text);
  };
  if (colon == std::string_view::npos) return bad();
  const auto port_text = text.substr(colon + 1);
  ListenAddress address;
  const auto [end, error] =
      std::from_chars(port_text.data(), port_text.data() + port_text.size(), address.port);
  if (!is_digits(port_text) || error != std::errc{} || end != port_text.data() + port_text.size())
    return bad();
  address.host = text.substr(0, colon) == "*" ? "0.0.0.0" : host_without_port(text);
  if (address.host.empty()) return bad();
  return address;
}

std::string host_without_port(std::string_view authority) {
  if (authority.starts_with('[')) {
    const auto close = authority.find(']');
    if (close == std::string_view::npos) return {};
    const auto rest = authority.substr(close + 1);
    if (!rest.empty() && !(rest.starts_with(':') && is_digits(rest.substr(1)))) return {};
    return to_lower(authority.substr(1, close - 1));
  }
  const auto colon = std::min(authority.find(':'), authority.size());
  if (colon < authority.size() && !is_digits(authority.substr(colon + 1))) return {};
  auto host = to_lower(authority.substr(0, colon));
  if (host.ends_with('.')) host.pop_back();
  return host;
}

std::string join_host_port(std::string_view host, std::uint16_t port) {
  const bool bare_ipv6 = host.find(':') != std::string_view::npos;
  return fmt::format("{}{}{}:{}", bare_ipv6 ? "[" : "", host, bare_ipv6 ? "]" : "", port);
}

bool is_loopback_name(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost") || host == "::1" || is_loopback_ipv4(host);
}

}  // namespace slipstream::http
