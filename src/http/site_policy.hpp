#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace slipstream::http {

/// Which names this server answers to, and which web pages may talk to it: the guard against DNS rebinding
/// and cross-site requests. Immutable: thread-safe.
class SitePolicy {
 public:
  /// `hosts`: names besides loopback ones. `origins`: "https://grafana.example", or "*"; besides any port of
  /// this machine.
  SitePolicy(std::vector<std::string> hosts, std::vector<std::string> origins);

  /// A loopback name with any port, one of the hosts, or `local_address`, the literal address the client
  /// connected to (no name, so nothing to rebind).
  [[nodiscard]] bool allows_host(std::string_view host_header, std::string_view local_address) const;

  /// `host_header` is the request's own: a page served by this server may always talk to it.
  [[nodiscard]] bool allows_origin(std::string_view origin, std::string_view host_header) const;

 private:
  std::vector<std::string> hosts_;
  std::vector<std::string> origins_;
};

}  // namespace slipstream::http
