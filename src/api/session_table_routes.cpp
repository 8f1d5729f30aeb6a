#include <algorithm>
#include <ranges>

#include <fmt/ranges.h>

#include "api/arguments.hpp"
#include "api/routes.hpp"
#include "api/select_answer.hpp"
#include "api/session_tables.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

/// An answer is in memory while it is sent. In Parquet all drivers' telemetry of a qualifying fits; a race's
/// whole is for `slipstream export`.
table::QueryLimits limits_of(table::Format format) {
  const bool is_text = format != table::Format::parquet;
  return {.time = std::chrono::seconds{30},
          .rows = is_text ? 200'000U : 1'000'000U,
          .bytes = std::uint64_t{is_text ? 32U : 192U} << 20};
}

Result<std::vector<std::string>> drivers_argument(const Request& request,
                                                  const domain::SessionInfo& session) {
  std::vector<std::string> codes;
  for (const std::string& name : request.query.get_list("drivers")) {
    const auto driver = domain::find_driver(session.drivers, name);
    if (driver) {
      codes.emplace_back(session.drivers[*driver].id.view());
      continue;
    }
    const auto known =
        session.drivers | std::views::transform([](const domain::Driver& each) { return each.id.view(); });
    return fail(ErrorCode::invalid_argument,
                "parameter 'drivers': nobody drives as '{}' in this session; there are {}", name,
                fmt::join(known, ", "));
  }
  return codes;
}

Result<std::vector<std::string_view>> channels_argument(const Request& request, const SessionTable& table) {
  std::vector<std::string_view> channels;
  for (const std::string& name : request.query.get_list("channels")) {
    const auto field = std::ranges::find(table.channels(), name, &TableField::name);
    if (field != table.channels().end()) {
      channels.push_back(field->name);
      continue;
    }
    const auto known = table.channels() | std::views::transform(&TableField::name);
    return fail(ErrorCode::invalid_argument, "parameter 'channels': there is no '{}'; there are {}", name,
                fmt::join(known, ", "));
  }
  return channels;
}

/// An instant, or a session time with colons and no date: "1:02:03.5".
Result<> bound_argument(const Request& request, std::string_view name, std::optional<UtcTime>& date,
                        std::optional<SessionTime>& time) {
  const auto text = request.query.get(name);
  if (!text || text->empty()) return {};
  if (const auto clock = base::parse_clock(*text)) {
    time = SessionTime{*clock};
  } else if (const auto instant = parse_instant(*text)) {
    date = UtcTime{Milliseconds{*instant}};
  } else {
    return fail(ErrorCode::invalid_argument,
                "parameter '{}': expected a session time (H:MM:SS), ISO 8601 or Unix milliseconds, not '{}'",
                name, *text);
  }
  return {};
}

Result<TableSelection> read_selection(const Request& request, const SessionTable& table,
                                      const domain::SessionInfo& session) {
  TableSelection selection;
  if (!table.driver.empty()) {
    auto drivers = drivers_argument(request, session);
    if (!drivers) return propagate(drivers);
    selection.drivers = std::move(*drivers);
  }
  if (table.has_laps) {
    auto lap = count_argument(request, "lap");
    if (!lap) return propagate(lap);
    if (*lap) selection.lap = static_cast<int>(std::min<std::size_t>(**lap, 1'000'000));
  }
  if (table.channels().empty()) return selection;
  auto channels = channels_argument(request, table);
  if (!channels) return propagate(channels);
  selection.channels = std::move(*channels);
  if (auto from = bound_argument(request, "from", selection.from_date, selection.from); !from)
    return propagate(from);
  if (auto to = bound_argument(request, "to", selection.to_date, selection.to); !to) return propagate(to);
  auto points = count_argument(request, "points");
  if (!points) return propagate(points);
  selection.points = *points;
  const std::size_t fewest = fewest_points(table, selection);
  if (selection.points && *selection.points < fewest) {
    return fail(
        ErrorCode::invalid_argument,
        "parameter 'points': the extremes of these channels need at least {}; fewer channels need fewer",
        fewest);
  }
  return selection;
}

Result<Response> answer_table(const ApiContext& context, const Request& request, const SessionTable& table) {
  const std::string_view key = request.path_parameter("key");
  if (context.sessions == nullptr || context.sql == nullptr)
    return fail(ErrorCode::not_found, "no session {}: there is no library", key);
  auto session = context.sessions->find(key);
  if (!session) return propagate(session);
  auto format = format_argument(request);
  if (!format) return propagate(format);
  auto selection = read_selection(request, table, *session);
  if (!selection) return propagate(selection);
  auto response = answer_select(*context.sql, select_text(table, *session, *selection), limits_of(*format),
                                *format, fmt::format("{}_{}", session->key, table.name));
  if (!response && response.error().code == ErrorCode::no_space && !table.channels().empty()) {
    return fail(
        ErrorCode::invalid_argument,
        "that is too much for one answer: ask for less with drivers=, lap=, from= and to=, channels= or "
        "points=, for more at once with format=parquet, or write it with `slipstream export`");
  }
  return response;
}

}  // namespace

void add_session_table_routes(http::Router& router, const SharedContext& context) {
  for (const SessionTable& table : session_tables()) {
    router.add(http::Method::get, fmt::format("/api/v1/sessions/{{key}}/{}", table.name),
               [context, &table](const Request& request) { return answer_table(*context, request, table); },
               {.run_on = http::RunOn::worker});
  }
}

}  // namespace slipstream::api
