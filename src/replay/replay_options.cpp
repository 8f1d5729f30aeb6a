#include "replay/replay_options.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace slipstream::replay {
namespace {

constexpr std::array<std::string_view, 4> kPartitionings{"hash", "roster", "driver_lap", "driver_sector"};
constexpr Milliseconds kLeadIn = std::chrono::seconds{30};
constexpr double kLongestSeconds = 1e9;

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// What follows "lap", "lap ", "L" or "l"; nullopt if `text` does not begin so.
std::optional<std::string_view> after_lap(std::string_view text) {
  for (const std::string_view word : {"lap ", "lap", "LAP ", "LAP", "Lap ", "L", "l"}) {
    if (text.starts_with(word)) return text.substr(word.size());
  }
  return std::nullopt;
}

Result<SessionTime> find(BeforeStart, const prepare::PreparedSession& session) {
  const auto started = session.started_at();
  if (!started) return session.begin_time();
  return *started - kLeadIn;
}

Result<SessionTime> find(SessionStart, const prepare::PreparedSession& session) {
  if (const auto started = session.started_at()) return *started;
  return fail(ErrorCode::invalid_argument, "this session has no \"Started\" to begin from: give a time");
}

Result<SessionTime> find(LapStart start, const prepare::PreparedSession& session) {
  if (const auto time = session.lap_start(start.lap)) return *time;
  return fail(ErrorCode::invalid_argument, "nobody drove lap {} in this session", start.lap);
}

Result<SessionTime> find(SessionTime time, const prepare::PreparedSession& session) {
  return time <= SessionTime{} ? session.begin_time() : time;
}

}  // namespace

std::optional<Partitioning> partitioning_from(std::string_view text) {
  for (std::size_t i = 0; i < kPartitionings.size(); ++i) {
    if (kPartitionings[i] == text) return static_cast<Partitioning>(i);
  }
  return std::nullopt;
}

Result<StartPoint> parse_start_point(std::string_view text) {
  if (text == "start") return StartPoint{SessionStart{}};
  if (const auto number = after_lap(text)) {
    const auto lap = parse_number<int>(*number);
    if (lap && *lap >= 1) return StartPoint{LapStart{*lap}};
  } else if (const auto clock = base::parse_clock(text)) {
    return StartPoint{SessionTime{*clock}};
  } else if (const auto value = parse_number<double>(text); value && std::abs(*value) < kLongestSeconds) {
    return StartPoint{base::session_time_from_seconds(*value)};
  }
  return fail(ErrorCode::invalid_argument,
              "\"{}\" is no place in a session: give \"start\", a lap (\"lap 12\"), a session time "
              "(\"1:23:45\") or seconds",
              text);
}

Result<SessionTime> resolve(const StartPoint& point, const prepare::PreparedSession& session) {
  Result<SessionTime> time = std::visit([&](const auto& where) { return find(where, session); }, point);
  if (!time) return time;
  if (*time > session.end_time()) {
    return fail(ErrorCode::invalid_argument, "{} is after the end of the session at {}",
                base::format_session_time(*time), base::format_session_time(session.end_time()));
  }
  return std::max(*time, session.begin_time());
}

Result<> check_drivers(const std::vector<domain::DriverId>& drivers,
                       const prepare::PreparedSession& session) {
  for (const domain::DriverId& wanted : drivers) {
    if (std::ranges::find(session.drivers(), wanted, &domain::Driver::id) != session.drivers().end())
      continue;
    std::string known;
    for (const domain::Driver& driver : session.drivers()) {
      known += known.empty() ? "" : ", ";
      known += driver.id.view();
    }
    return fail(ErrorCode::invalid_argument, "{} did not drive in this session; these did: {}", wanted.view(),
                known);
  }
  return {};
}

}  // namespace slipstream::replay
