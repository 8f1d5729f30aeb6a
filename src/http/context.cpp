#include "http/context.hpp"

#include <utility>

#include "http/response_head.hpp"

namespace slipstream::http {

Context::Context(ServerOptions server_options, std::shared_ptr<const Router> server_router, SitePolicy site)
    : limits(server_options.limits),
      router(std::move(server_router)),
      gatekeeper(*router, std::move(site), Authenticator{std::move(server_options.tokens)}),
      date(http_date_now()),
      workers(server_options.workers, server_options.limits.waiting_jobs) {}

bool Context::take_place(const std::string& address, bool loopback) {
  auto& taken = places_[address];
  const bool full =
      counters.connections >= limits.connections || (!loopback && taken >= limits.connections_per_address);
  if (full) {
    if (taken == 0) places_.erase(address);
    ++counters.refused_connections;
    return false;
  }
  ++taken;
  ++counters.connections;
  return true;
}

void Context::give_place_back(const std::string& address) {
  --counters.connections;
  const auto place = places_.find(address);
  if (--place->second == 0) places_.erase(place);
}

}  // namespace slipstream::http
