#include "api/routes.hpp"
#include "codec/json_writer.hpp"
#include "http/accept.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

constexpr std::string_view kIndex = "index.html";

Response asset_response(const Asset& asset, std::string_view path) {
  Response response;
  response.content_type = asset.content_type;
  response.body = asset.bytes;
  // Names under assets/ carry a hash of their content.
  const bool for_ever = path.starts_with("assets/");
  response.headers.emplace_back("Cache-Control",
                                for_ever ? "public, max-age=31536000, immutable" : "no-cache");
  return response;
}

Result<Response> page_file(const ApiContext& context, const Request& request) {
  std::string_view path = request.path;
  path.remove_prefix(path.starts_with('/') ? 1 : 0);
  if (const auto asset = context.asset(path)) return asset_response(*asset, path);
  // An address inside the page, opened or reloaded by a browser.
  const bool is_address = path.substr(path.rfind('/') + 1).find('.') == std::string_view::npos;
  if (is_address && http::prefers_html(request.header("accept"))) {
    if (const auto index = context.asset(kIndex)) return asset_response(*index, kIndex);
  }
  return fail(ErrorCode::not_found, "no such route: {}", request.path);
}

/// The page for a browser, else what the existing bridge says of itself.
Result<Response> front_door(const ApiContext& context, const Request& request) {
  if (http::prefers_html(request.header("accept"))) {
    if (const auto index = context.asset(kIndex)) return asset_response(*index, kIndex);
  }
  std::string text;
  codec::JsonWriter json(text);
  json.begin_object().key("status").value("ok").key("service").value("slipstream");
  json.key("version").value(context.version).end_object();
  return http::json_response(std::move(text));
}

}  // namespace

void add_page_routes(http::Router& router, const SharedContext& context) {
  router.add(http::Method::get, "/",
             [context](const Request& request) { return front_door(*context, request); });
  router.set_fallback([context](const Request& request) { return page_file(*context, request); });
}

}  // namespace slipstream::api
