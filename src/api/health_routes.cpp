#include <fmt/ranges.h>

#include "api/routes.hpp"

// openapi_document.S
extern "C" const char slipstream_openapi_begin[];
extern "C" const char slipstream_openapi_end[];

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

Result<Response> ready(const ApiContext& context) {
  const std::vector<std::string> reasons = context.not_ready();
  if (reasons.empty()) return http::json_response(R"({"status":"ready"})");
  return fail(ErrorCode::unavailable, "not ready: {}", fmt::join(reasons, "; "));
}

Result<Response> openapi() { return http::json_response({slipstream_openapi_begin, slipstream_openapi_end}); }

}  // namespace

void add_health_routes(http::Router& router, const SharedContext& context) {
  for (const char* prefix : {"", "/api/v1"}) {
    router.add(http::Method::get, fmt::format("{}/healthz", prefix),
               [](const Request&) -> Result<Response> { return http::json_response(R"({"status":"ok"})"); });
    router.add(http::Method::get, fmt::format("{}/readyz", prefix),
               [context](const Request&) { return ready(*context); });
    router.add(http::Method::get, fmt::format("{}/openapi.json", prefix),
               [](const Request&) { return openapi(); });
  }
}

}  // namespace slipstream::api
