#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "api/routes.hpp"
#include "codec/json_writer.hpp"
#include "registry/registry.hpp"

/// What all routes of the schema registry share: Confluent's API has its own forms of answers and errors.
namespace slipstream::api {

inline constexpr http::RouteOptions kReadsRegistry{.run_on = http::RunOn::worker};
inline constexpr http::RouteOptions kChangesRegistry{.run_on = http::RunOn::worker,
                                                     .access = http::Access::control};

http::Response registry_response(int status, const std::function<void(codec::JsonWriter&)>& write);
http::Response registry_refusal(const registry::RegistryError& error);

/// The answer of a registry, written by `write(json, value)`.
template <class T, class Write>
http::Response registry_answer(const registry::Answer<T>& found, Write&& write) {
  if (!found) return registry_refusal(found.error());
  return registry_response(200, [&](codec::JsonWriter& json) { write(json, *found); });
}

/// Adds routes that have a registry to answer with; a process without one says so.
class RegistryRoutes {
 public:
  using Handler = std::function<http::Response(registry::Registry&, const http::Request&)>;

  RegistryRoutes(http::Router& router, SharedContext context)
      : router_(router), context_(std::move(context)) {}

  void add(http::Method method, std::string_view pattern, http::RouteOptions options, Handler handler);

 private:
  http::Router& router_;
  const SharedContext context_;
};

/// The routes of /config and /mode.
void add_registry_settings(RegistryRoutes& routes);

/// The path's {subject}; empty if it has none.
[[nodiscard]] std::string subject_of(const http::Request& request);
/// Whether a query parameter is "true".
[[nodiscard]] bool is_set(const http::Request& request, std::string_view name);

}  // namespace slipstream::api
