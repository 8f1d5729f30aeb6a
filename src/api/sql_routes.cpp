#include "api/body.hpp"
#include "api/routes.hpp"
#include "api/select_answer.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

/// What a client of the server may ask for at once; more is for `slipstream sql`.
constexpr table::QueryLimits kLimits{.time = std::chrono::seconds{10}, .rows = 200'000, .bytes = 32U << 20U};

Result<Response> run_sql(const ApiContext& context, const Request& request) {
  auto format = format_argument(request);
  if (!format) return propagate(format);
  std::string sql;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) { sql = fields.text("query"); });
  if (!read) return propagate(read);
  if (sql.empty()) {
    return fail(ErrorCode::invalid_argument,
                "field 'query': expected one SELECT, e.g. {{\"query\": \"SELECT * FROM sessions\"}}");
  }
  if (context.sql == nullptr) return fail(ErrorCode::not_found, "there is no library to ask");
  return answer_select(*context.sql, sql, kLimits, *format, "rows");
}

}  // namespace

void add_sql_routes(http::Router& router, const SharedContext& context) {
  // It changes nothing: whoever may read may ask.
  router.add(http::Method::post, "/api/v1/sql",
             [context](const Request& request) { return run_sql(*context, request); },
             {.run_on = http::RunOn::worker});
}

}  // namespace slipstream::api
