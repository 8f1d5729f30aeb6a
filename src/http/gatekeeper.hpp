#pragma once

#include <string>
#include <variant>

#include "http/authenticator.hpp"
#include "http/message.hpp"
#include "http/request_reader.hpp"
#include "http/router.hpp"
#include "http/site_policy.hpp"

namespace slipstream::http {

/// Where a request came from.
struct Peer {
  std::string address;        ///< of the client, without port
  std::string local_address;  ///< the one it connected to, without port
  bool on_loopback = false;   ///< both of these are loopback
};

/// A request that may be answered, and by which route.
struct Admitted {
  Request request;
  const Route* route = nullptr;
};

/// Judges requests: well-formed, for this server, allowed, known. Everything before a handler runs. I/O
/// thread.
class Gatekeeper {
 public:
  Gatekeeper(const Router& router, SitePolicy site, Authenticator authenticator)
      : router_(router), site_(std::move(site)), authenticator_(std::move(authenticator)) {}

  /// The admitted request, or the answer that ends it (a refusal, a preflight's, a login's redirect).
  [[nodiscard]] std::variant<Admitted, Response> judge(ParsedRequest parsed, const Peer& peer);

  /// The Origin to name in Access-Control-Allow-Origin; empty if there is none or it is not allowed.
  [[nodiscard]] std::string allowed_origin(const Request& request) const;

  [[nodiscard]] std::vector<std::string> login_codes() const { return authenticator_.login_codes(); }

 private:
  /// Fills path and query. A refusal if the target or the Host header is wrong.
  std::optional<Response> identify(ParsedRequest& parsed, const Peer& peer) const;
  std::optional<Response> answer_options(const Request& request) const;
  std::optional<Response> answer_login(const Request& request);
  [[nodiscard]] std::optional<Access> access_of(const Request& request, const Peer& peer) const;
  /// What a state-changing request must fulfil beyond its token.
  std::optional<Response> check_control(const Request& request, const Route& route) const;

  const Router& router_;
  SitePolicy site_;
  Authenticator authenticator_;
};

}  // namespace slipstream::http
