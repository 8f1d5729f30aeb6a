#include <algorithm>

#include "api/arguments.hpp"
#include "api/body.hpp"
#include "api/flat_grid.hpp"
#include "api/routes.hpp"
#include "codec/json_writer.hpp"
#include "store/metric.hpp"

namespace slipstream::api {
namespace {

constexpr std::int64_t kLongestStepMs = 3'600'000;
constexpr std::size_t kMaxRows = 250'000;

struct FlatRequest {
  store::Metric metric = store::Metric::speed;
  std::vector<std::string> drivers;  // empty: all
  store::SeriesQuery series;
  FlatGrid grid;
};

/// The target is in the path, the query or the body; speed if it is nowhere.
Result<std::string> find_target(const http::Request& request) {
  if (!request.path_parameter("metric").empty()) return std::string{request.path_parameter("metric")};
  std::string target{request.query.get("target").value_or("")};
  if (target.empty() && request.method == http::Method::post) {
    auto read = read_body(request.body, [&](codec::JsonFields& fields) { target = fields.text("target"); });
    if (!read) return propagate(read);
  }
  return target.empty() ? "speed" : target;
}

Result<FlatRequest> read_flat(const http::Request& request) {
  const auto target = find_target(request);
  if (!target) return std::unexpected(target.error());
  const auto metric = store::metric_from(*target);
  if (!metric)
    return fail(ErrorCode::invalid_argument, "target '{}' is not a metric; /search lists them", *target);
  auto from = instant_argument(request, "from");
  if (!from) return propagate(from);
  auto to = instant_argument(request, "to");
  if (!to) return propagate(to);
  auto max_rows = count_argument(request, "maxDataPoints");
  if (!max_rows) return propagate(max_rows);
  auto step = count_argument(request, "step");
  if (!step) return propagate(step);
  auto axis = clock_argument(request);
  if (!axis) return propagate(axis);
  FlatRequest flat;
  flat.metric = *metric;
  flat.drivers = request.query.get_list("drivers");
  flat.series = {*axis, *from, *to, 0};
  flat.grid.max_rows = std::min(max_rows->value_or(kMaxRows), kMaxRows);
  flat.grid.step_ms = std::min(
      static_cast<std::int64_t>(std::min<std::size_t>(step->value_or(100), INT32_MAX)), kLongestStepMs);
  // What changes seldom holds until it changes.
  if (store::is_step(*metric)) flat.grid.carried_ms.reset();
  return flat;
}

Result<http::Response> answer_flat(const ApiContext& context, const http::Request& request) {
  const auto flat = read_flat(request);
  if (!flat) return std::unexpected(flat.error());
  std::vector<std::string> names;
  std::vector<std::vector<store::Point>> series;
  for (const auto& history : context.store->drivers()) {
    const std::string_view driver = history->driver().view();
    const bool wanted = flat->drivers.empty() ||
                        std::find(flat->drivers.begin(), flat->drivers.end(), driver) != flat->drivers.end();
    if (!wanted) continue;
    names.push_back(fmt::format("{}_{}", store::to_string(flat->metric), driver));
    series.push_back(history->series(flat->metric, flat->series));
  }
  const int decimals = store::decimals(flat->metric);
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for_each_row(series, flat->grid, [&](std::int64_t time_ms, std::span<const float> values) {
    json.begin_object().key("time").value(base::format_utc(UtcTime{Milliseconds{time_ms}}));
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (values[i] == values[i]) json.key(names[i]).number(static_cast<double>(values[i]), decimals);
    }
    json.end_object();
  });
  json.end_array();
  return http::json_response(std::move(text));
}

}  // namespace

void add_flat_routes(http::Router& router, const SharedContext& context) {
  const auto handler = [context](const http::Request& request) { return answer_flat(*context, request); };
  for (const http::Method method : {http::Method::get, http::Method::post}) {
    router.add(method, "/query_flat", handler, {.run_on = http::RunOn::worker});
    router.add(method, "/query_flat/{metric}", handler, {.run_on = http::RunOn::worker});
  }
}

}  // namespace slipstream::api
