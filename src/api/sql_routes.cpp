#include "api/body.hpp"
#include "api/routes.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

/// What a client of the server may ask for at once; more is for `slipstream sql`.
constexpr table::QueryLimits kLimits{.time = std::chrono::seconds{10}, .rows = 200'000, .bytes = 32U << 20U};

/// JSON, an array of objects, or CSV with ?format=csv.
Result<Response> run_sql(const ApiContext& context, const Request& request) {
  const std::string_view format = request.query.get("format").value_or("json");
  if (format != "json" && format != "csv")
    return fail(ErrorCode::invalid_argument, "parameter 'format': expected json or csv, not '{}'", format);
  std::string sql;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) { sql = fields.text("query"); });
  if (!read) return propagate(read);
  if (sql.empty()) {
    return fail(ErrorCode::invalid_argument,
                "field 'query': expected one SELECT, e.g. {{\"query\": \"SELECT * FROM sessions\"}}");
  }
  if (context.sql == nullptr) return fail(ErrorCode::not_found, "there is no library to ask");

  Response response;
  const auto keep = [&response](std::string_view bytes) -> Result<> {
    response.body += bytes;
    return {};
  };
  const auto sink = format == "csv" ? table::csv_sink(keep) : table::json_sink(keep);
  auto rows = context.sql->query(sql, *sink, kLimits);
  if (!rows) return propagate(rows);
  if (auto done = sink->finish(); !done) return propagate(done);
  if (format == "csv") response.content_type = "text/csv; charset=utf-8";
  return response;
}

}  // namespace

void add_sql_routes(http::Router& router, const SharedContext& context) {
  // It changes nothing: whoever may read may ask.
  router.add(http::Method::post, "/api/v1/sql",
             [context](const Request& request) { return run_sql(*context, request); },
             {.run_on = http::RunOn::worker});
}

}  // namespace slipstream::api
