#include <nlohmann/json.hpp>

#include "cli/commands/sessions.hpp"
#include "cli/open_session.hpp"
#include "cli/text_table.hpp"
#include "codec/telemetry_json.hpp"

namespace slipstream::cli {
namespace {

using nlohmann::json;
using prepare::PreparedSession;

/// What a data scientist asks first about one driver.
struct DriverSummary {
  const domain::Driver& driver;
  std::size_t records, with_speed, with_throttle, with_position;
  std::optional<int> laps;
};

template <class Column, class Known>
std::size_t count_known(const Column& column, Known known) {
  return static_cast<std::size_t>(std::ranges::count_if(column, known));
}

DriverSummary summarise(const PreparedSession& session, std::size_t index) {
  const prepare::TelemetryColumns& columns = session.telemetry(index);
  const auto is_number = [](auto value) {
    return value == value;
  };  // NaN is the one that differs from itself
  DriverSummary summary{session.drivers()[index],
                        columns.size(),
                        count_known(columns.speed_kmh, is_number),
                        count_known(columns.throttle_pct, is_number),
                        count_known(columns.x, is_number),
                        std::nullopt};
  for (const domain::SessionMessage& message : session.messages()) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (lap == nullptr || !message.car || message.car->driver != summary.driver.id) continue;
    summary.laps = std::max(summary.laps.value_or(0), lap->lap_number);
  }
  return summary;
}

std::string clock(SessionTime time) { return base::format_session_time(time); }

json to_json(const PreparedSession& session) {
  const domain::SessionInfo& info = session.info();
  json out{{"key", info.key},
           {"meeting", info.meeting},
           {"name", info.name},
           {"type", info.type},
           {"start_date", info.start_date},
           {"source", info.source},
           {"records", session.record_count()},
           {"session_messages", session.messages().size()},
           {"begin", base::seconds(session.begin_time())},
           {"end", base::seconds(session.end_time())},
           {"damaged_lines", session.report().damaged_lines},
           {"missing_values", session.report().missing_values},
           {"missing_topics", session.report().missing_topics},
           {"drivers", json::array()}};
  if (const auto rate = session.car_sample_rate_hz()) out["car_sample_rate_hz"] = *rate;
  if (const auto started = session.started_at()) out["started_at"] = base::seconds(*started);
  for (std::size_t i = 0; i < session.drivers().size(); ++i) {
    const DriverSummary s = summarise(session, i);
    json driver{{"driver_id", s.driver.id.view()},
                {"driver_number", s.driver.number},
                {"name", s.driver.name},
                {"team", s.driver.team},
                {"records", s.records},
                {"with_speed", s.with_speed},
                {"with_throttle", s.with_throttle},
                {"with_position", s.with_position}};
    if (s.laps) driver["laps"] = *s.laps;
    out["drivers"].push_back(driver);
  }
  return out;
}

void print(const PreparedSession& session) {
  const domain::SessionInfo& info = session.info();
  fmt::print("{}  {}, {} ({})\n", info.key, info.meeting, info.name, info.source);
  fmt::print("{} telemetry records, {} session messages, {} to {}{}\n", session.record_count(),
             session.messages().size(), clock(session.begin_time()), clock(session.end_time()),
             session.started_at() ? ", started at " + clock(*session.started_at()) : "");
  if (const auto rate = session.car_sample_rate_hz())
    fmt::print("{:.2f} car samples a second of each car\n", *rate);
  for (const auto& [channel, count] : session.report().missing_values) {
    fmt::print("{} values of {} were sentinels and count as missing\n", count, channel);
  }
  TextTable table({"no", "driver", "name", "team", "laps", "records", "speed", "throttle", "position"});
  for (std::size_t i = 0; i < session.drivers().size(); ++i) {
    const DriverSummary s = summarise(session, i);
    table.add({std::to_string(s.driver.number), std::string{s.driver.id.view()}, s.driver.name, s.driver.team,
               s.laps ? std::to_string(*s.laps) : "", std::to_string(s.records), std::to_string(s.with_speed),
               std::to_string(s.with_throttle), std::to_string(s.with_position)});
  }
  fmt::print("\n{}", table.to_string());
}

Result<> print_record(const Context& context, const PreparedSession& session, std::int64_t number) {
  const auto count = static_cast<std::int64_t>(session.record_count());
  if (number < 0 || number >= count) {
    return fail(ErrorCode::invalid_argument, "--record takes 0 to {}; this session has {} records", count - 1,
                count);
  }
  const auto index = static_cast<std::size_t>(number);
  domain::Stamp stamp;
  stamp.produced_at = base::wall_now();
  stamp.session_key = session.info().key;
  stamp.run_id = "describe";
  stamp.seq = index;
  std::string text;
  codec::write_telemetry(session.record(index), stamp, {context.settings.telemetry.missing_as_null}, text);
  fmt::print("{}\n", context.json ? text : json::parse(text).dump(2));
  if (const auto next = session.time_to_next(index); next && !context.json) {
    fmt::print("{:.3f} s to the next instant\n", base::seconds(*next));
  }
  return {};
}

}  // namespace

Result<> describe_session(const Context& context, const DescribeOptions& options) {
  auto session = open_session(context, options.session);
  if (!session) return propagate(session);
  if (options.record) return print_record(context, **session, *options.record);
  if (context.json) {
    fmt::print("{}\n", to_json(**session).dump(2));
  } else {
    print(**session);
  }
  return {};
}

}  // namespace slipstream::cli
