#include "http/gatekeeper.hpp"

#include <algorithm>

#include "http/errors.hpp"
#include "http/listen_address.hpp"
#include "http/target.hpp"
#include "http/text.hpp"

namespace slipstream::http {
namespace {

std::string join(const std::vector<Method>& methods) {
  std::string list;
  for (const auto method : methods) {
    list += to_string(method);
    list += ", ";
  }
  return list + "OPTIONS";
}

bool is_forwarded(const Request& request) {
  return !request.header("x-forwarded-for").empty() || !request.header("forwarded").empty();
}

/// Also "application/vnd.schemaregistry.v1+json" and its like: no form of a page can send one either.
bool is_json(std::string_view content_type) {
  constexpr std::string_view kBegin = "application/", kEnd = "+json";
  const std::string_view type = trim(content_type.substr(0, content_type.find(';')));
  if (equals_ignoring_case(type, "application/json")) return true;
  return type.size() > kBegin.size() + kEnd.size() &&
         equals_ignoring_case(type.substr(0, kBegin.size()), kBegin) &&
         equals_ignoring_case(type.substr(type.size() - kEnd.size()), kEnd);
}

}  // namespace

std::variant<Admitted, Response> Gatekeeper::judge(ParsedRequest parsed, const Peer& peer) {
  if (auto refused = identify(parsed, peer)) return std::move(*refused);
  Request& request = parsed.request;
  auto match = router_.match(request.method, request.path);
  if (request.method == Method::options && match.route == nullptr) {
    if (auto answer = answer_options(request)) return std::move(*answer);
  }
  if (auto answer = answer_login(request)) return std::move(*answer);

  const auto form = match.route != nullptr ? match.route->options.errors : router_.error_form(request.path);
  const auto access = access_of(request, peer);
  if (!access) {
    auto response = refusal(
        401, "a token is needed: Authorization: Bearer …, or open the address printed at start", form);
    response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
  }
  if (match.route == nullptr && match.allowed.empty())
    return refusal(404, "no such address: " + request.path, form);
  if (match.route == nullptr) {
    auto response = refusal(405, fmt::format("{} is not offered here", to_string(request.method)), form);
    response.headers.emplace_back("Allow", join(match.allowed));
    return response;
  }
  if (match.route->options.access == Access::control) {
    if (*access != Access::control) return refusal(403, "this token may only read", form);
    if (auto refused = check_control(request, *match.route)) return std::move(*refused);
  }
  request.path_parameters = std::move(match.path_parameters);
  return Admitted{std::move(request), match.route};
}

std::optional<Response> Gatekeeper::identify(ParsedRequest& parsed, const Peer& peer) const {
  auto target = parse_target(parsed.target);
  if (!target) {
    const std::string_view path = std::string_view{parsed.target}.substr(0, parsed.target.find('?'));
    return refusal(400, target.error().message, router_.error_form(path));
  }
  auto& headers = parsed.request.headers;
  const auto hosts =
      std::count_if(headers.begin(), headers.end(), [](const auto& h) { return h.first == "host"; });
  if (hosts != 1) return refusal(400, "exactly one Host header is needed");
  if (!target->authority.empty()) {  // RFC 9112, 3.2.2: the absolute form wins
    std::find_if(headers.begin(), headers.end(), [](const auto& h) { return h.first == "host"; })->second =
        target->authority;
  }
  if (!site_.allows_host(parsed.request.header("host"), peer.local_address)) {
    return refusal(403, "this Host is not served here; add it to http.allowed_hosts");
  }
  parsed.request.path = std::move(target->path);
  parsed.request.query = std::move(target->query);
  return std::nullopt;
}

std::optional<Response> Gatekeeper::answer_options(const Request& request) const {
  auto allowed = router_.match(Method::options, request.path).allowed;
  if (allowed.empty()) return std::nullopt;
  Response response;
  response.status = 204;
  response.content_type.clear();
  response.headers.emplace_back("Allow", join(allowed));
  if (request.header("access-control-request-method").empty()) return response;
  if (allowed_origin(request).empty())
    return refusal(403, "this Origin is not allowed; see http.allowed_origins");
  response.headers.emplace_back("Access-Control-Allow-Methods", join(allowed));
  response.headers.emplace_back("Access-Control-Allow-Headers", "Authorization, Content-Type, Last-Event-ID");
  response.headers.emplace_back("Access-Control-Max-Age", "600");
  return response;
}

std::optional<Response> Gatekeeper::answer_login(const Request& request) {
  if (!authenticator_.has_tokens() || request.method != Method::get || request.path != "/")
    return std::nullopt;
  const auto shown = request.query.get("token");
  if (!shown) return std::nullopt;
  const auto cookie = authenticator_.log_in(*shown);
  if (!cookie) return refusal(401, "this token is unknown, or its one-time address was used before");
  Response response;
  response.status = 303;
  response.content_type.clear();
  response.headers = {{"Location", "/"}, {"Set-Cookie", *cookie}, {"Referrer-Policy", "no-referrer"}};
  return response;
}

std::optional<Access> Gatekeeper::access_of(const Request& request, const Peer& peer) const {
  if (!authenticator_.has_tokens()) return Access::control;
  // A reverse proxy on this machine is loopback, too, but speaks for others.
  const bool at_the_machine = peer.on_loopback && !is_forwarded(request) &&
                              is_loopback_name(host_without_port(request.header("host")));
  if (at_the_machine) return Access::control;
  return authenticator_.access_of(request);
}

std::optional<Response> Gatekeeper::check_control(const Request& request, const Route& route) const {
  const auto form = route.options.errors;
  if (!request.body.empty() && !is_json(request.header("content-type"))) {
    return refusal(403, "what changes state must have Content-Type: application/json, or no body", form);
  }
  const auto origin = request.header("origin");
  if (!origin.empty() && !site_.allows_origin(origin, request.header("host"))) {
    return refusal(403, "this Origin is not allowed; see http.allowed_origins", form);
  }
  return std::nullopt;
}

std::string Gatekeeper::allowed_origin(const Request& request) const {
  const auto origin = request.header("origin");
  if (origin.empty() || !site_.allows_origin(origin, request.header("host"))) return {};
  return std::string{origin};
}

}  // namespace slipstream::http
