#include <memory>

#include "api/live_state.hpp"
#include "api/live_stream.hpp"
#include "api/routes.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

Result<Response> live_state(const ApiContext& context, const Request& request) {
  const std::string_view laps = request.query.get("laps").value_or("recent");
  if (laps != "recent" && laps != "all") {
    return fail(ErrorCode::invalid_argument, "parameter 'laps': expected recent or all, not '{}'", laps);
  }
  std::string text;
  context.store->read([&](const store::Store::View& view) {
    write_live_state(view, laps == "all" ? LapsShown::all : LapsShown::recent, text);
  });
  return http::json_response(std::move(text));
}

Result<std::unique_ptr<http::EventStream>> open_live_stream(const ApiContext& context,
                                                            const Request& request) {
  auto filter = read_live_filter(request);
  if (!filter) return propagate(filter);
  return std::make_unique<LiveStream>(*context.store, std::move(*filter), request.header("last-event-id"),
                                      context.now);
}

}  // namespace

void add_live_routes(http::Router& router, const SharedContext& context) {
  router.add(http::Method::get, "/api/v1/live/state",
             [context](const Request& request) { return live_state(*context, request); });
  router.add_stream("/api/v1/live/stream",
                    [context](const Request& request) { return open_live_stream(*context, request); });
}

}  // namespace slipstream::api
