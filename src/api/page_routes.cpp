#include "api/routes.hpp"
#include "codec/json_writer.hpp"
#include "http/accept.hpp"
#include "http/static_files.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

/// The page for a browser, else what the existing bridge says of itself.
Result<Response> front_door(const ApiContext& context, const Request& request) {
  if (context.page != nullptr && http::prefers_html(request.header("accept")))
    return context.page->serve(request);
  std::string text;
  codec::JsonWriter json(text);
  json.begin_object().key("status").value("ok").key("service").value("slipstream");
  json.key("version").value(context.version).end_object();
  return http::json_response(std::move(text));
}

Result<Response> page_file(const ApiContext& context, const Request& request) {
  if (context.page == nullptr) return fail(ErrorCode::not_found, "no such route: {}", request.path);
  return context.page->serve(request);
}

}  // namespace

void add_page_routes(http::Router& router, const SharedContext& context) {
  router.add(http::Method::get, "/",
             [context](const Request& request) { return front_door(*context, request); });
  router.set_fallback([context](const Request& request) { return page_file(*context, request); },
                      {.run_on = http::RunOn::worker});
}

}  // namespace slipstream::api
