#include "api/query_request.hpp"

#include <utility>

#include "api/arguments.hpp"
#include "api/body.hpp"

namespace slipstream::api {
namespace {

constexpr std::string_view kAnInstant = "Unix milliseconds or ISO 8601";
constexpr std::string_view kAMetric = "a metric, or DRIVER.metric; /search lists them";
constexpr std::string_view kAClock = "wall or event";

std::optional<std::int64_t> read_instant(codec::JsonFields& fields, std::string_view name) {
  if (!fields.has(name) || fields.is_null(name)) return std::nullopt;
  if (!fields.is_text(name)) {
    const auto number = fields.number(name);
    return number ? std::optional{static_cast<std::int64_t>(*number)} : std::nullopt;
  }
  const std::string_view text = fields.text(name);
  if (text.empty()) return std::nullopt;
  const auto instant = parse_instant(text);
  if (!instant) fields.expect(name, kAnInstant);
  return instant;
}

std::optional<store::Axis> read_clock(codec::JsonFields& fields) {
  const std::string_view text = fields.text("clock");
  if (text.empty()) return std::nullopt;
  const auto axis = axis_from(text);
  if (!axis) fields.expect("clock", kAClock);
  return axis;
}

void read_target(codec::JsonFields& fields, std::vector<QueryTarget>& targets) {
  const std::string_view text = fields.text("target");
  if (text.empty()) return;  // Grafana sends the row of a query that is still empty
  auto target = parse_target(text);
  if (!target) return fields.expect("target", kAMetric);
  fields.object("payload", [&](codec::JsonFields& payload) { target->axis = read_clock(payload); });
  targets.push_back(std::move(*target));
}

void read_fields(codec::JsonFields& fields, QueryRequest& query) {
  fields.object("range", [&](codec::JsonFields& range) {
    query.series.from_ms = read_instant(range, "from");
    query.series.to_ms = read_instant(range, "to");
  });
  fields.objects("targets", [&](std::size_t index, codec::JsonFields& target) {
    if (index < kMaxTargets) read_target(target, query.targets);
    if (index == kMaxTargets) target.expect("target", fmt::format("at most {} targets", kMaxTargets));
  });
  const auto max_points = fields.number("maxDataPoints");
  if (max_points && !(*max_points >= 0 && *max_points <= 1e9)) {
    fields.expect("maxDataPoints", "a number of points");
  } else if (max_points) {
    query.series.max_points = static_cast<std::size_t>(*max_points);
  }
  fields.number("intervalMs");
  if (const auto axis = read_clock(fields)) query.series.axis = *axis;
}

Result<QueryRequest> read_parameters(const http::Request& request) {
  QueryRequest query;
  auto from = instant_argument(request, "from");
  if (!from) return propagate(from);
  auto to = instant_argument(request, "to");
  if (!to) return propagate(to);
  auto max_points = count_argument(request, "maxDataPoints");
  if (!max_points) return propagate(max_points);
  query.series.from_ms = *from;
  query.series.to_ms = *to;
  query.series.max_points = max_points->value_or(0);
  auto names = request.query.get_list("target");
  if (names.empty()) names.emplace_back("speed");
  for (const std::string& name : names) {
    auto target = parse_target(name);
    if (!target)
      return fail(ErrorCode::invalid_argument, "parameter 'target': '{}' is not {}", name, kAMetric);
    if (query.targets.size() < kMaxTargets) query.targets.push_back(std::move(*target));
  }
  return query;
}

}  // namespace

std::optional<QueryTarget> parse_target(std::string_view text) {
  const std::size_t dot = text.rfind('.');
  const bool one_driver = dot != std::string_view::npos;
  const auto metric = store::metric_from(one_driver ? text.substr(dot + 1) : text);
  if (!metric || (one_driver && dot == 0)) return std::nullopt;
  return QueryTarget{std::string{one_driver ? text.substr(0, dot) : std::string_view{}}, *metric,
                     std::nullopt};
}

Result<QueryRequest> read_query(const http::Request& request) {
  const auto axis = clock_argument(request);
  if (!axis) return std::unexpected(axis.error());
  if (request.method != http::Method::post) {
    auto query = read_parameters(request);
    if (query) query->series.axis = *axis;
    return query;
  }
  QueryRequest query;
  query.series.axis = *axis;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) { read_fields(fields, query); });
  if (!read) return propagate(read);
  return query;
}

}  // namespace slipstream::api
