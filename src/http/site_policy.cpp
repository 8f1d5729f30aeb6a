#include "http/site_policy.hpp"

#include <algorithm>

#include "http/listen_address.hpp"
#include "http/text.hpp"

namespace slipstream::http {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

}  // namespace

SitePolicy::SitePolicy(std::vector<std::string> hosts, std::vector<std::string> origins)
    : hosts_(std::move(hosts)), origins_(std::move(origins)) {
  for (auto& host : hosts_) host = host_without_port(host);
  for (auto& origin : origins_) {
    origin = to_lower(origin);
    if (origin.ends_with('/')) origin.pop_back();
  }
}

bool SitePolicy::allows_host(std::string_view host_header, std::string_view local_address) const {
  const auto host = host_without_port(host_header);
  if (host.empty()) return false;
  return is_loopback_name(host) || host == local_address || contains(hosts_, host);
}

bool SitePolicy::allows_origin(std::string_view origin, std::string_view host_header) const {
  if (contains(origins_, "*") || contains(origins_, to_lower(origin))) return true;
  const auto scheme = origin.find("://");
  if (scheme == std::string_view::npos) return false;  // "null": a sandboxed page or a file
  const auto name = to_lower(origin.substr(0, scheme));
  if (name != "http" && name != "https") return false;
  const auto authority = origin.substr(scheme + 3);
  return is_loopback_name(host_without_port(authority)) || equals_ignoring_case(authority, host_header);
}

}  // namespace slipstream::http
