#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace slipstream::base {

/// The clock of a session: its zero is where the feed's recording begins. It has no now(): a session
/// is data. A type of its own, so that session time, UTC and wall time cannot be mixed.
struct SessionClock {
  using duration = std::chrono::milliseconds;
  using rep = duration::rep;
  using period = duration::period;
  using time_point = std::chrono::time_point<SessionClock, duration>;
  static constexpr bool is_steady = true;
};

/// Session time, the feed's own resolution of 1 ms. May be negative in a recording (before "Started").
using SessionTime = SessionClock::time_point;
/// UTC of an event, to the millisecond (samples are rounded as FastF1 rounds them).
using UtcTime = std::chrono::sys_time<std::chrono::milliseconds>;
/// UTC of production: when this program made a record. Microseconds.
using WallTime = std::chrono::sys_time<std::chrono::microseconds>;
/// Lap, sector and lane times.
using Milliseconds = std::chrono::milliseconds;

[[nodiscard]] WallTime wall_now();

/// Session time as seconds, 5025.678.
[[nodiscard]] constexpr double seconds(SessionTime time) {
  return static_cast<double>(time.time_since_epoch().count()) / 1000.0;
}
[[nodiscard]] constexpr double seconds(Milliseconds duration) {
  return static_cast<double>(duration.count()) / 1000.0;
}
/// The nearest millisecond to `value` seconds.
[[nodiscard]] SessionTime session_time_from_seconds(double value);

/// The last year that is read: a leap second or rounding may lead from it into the next, which must still
/// have four digits.
inline constexpr int kLastYear = 9998;

/// "2025-10-25T21:03:11.4821234Z" with 0 to 9 decimals, the Z optional: cut to microseconds.
/// nullopt if it is anything else.
[[nodiscard]] std::optional<WallTime> parse_utc(std::string_view text);
/// As parse_utc, cut to microseconds and then rounded half to even to milliseconds, as FastF1 does.
[[nodiscard]] std::optional<UtcTime> parse_utc_ms(std::string_view text);
/// "HH:MM:SS.mmm" or "H:MM:SS" or "MM:SS", hours unbounded, optionally with a leading minus.
[[nodiscard]] std::optional<Milliseconds> parse_clock(std::string_view text);

/// "2025-10-25T21:03:11.482Z".
[[nodiscard]] std::string format_utc(UtcTime time);
/// "2026-11-26T16:30:00.123456": microseconds, no zone suffix, as the existing pipeline's producer writes it.
[[nodiscard]] std::string format_wall(WallTime time);
/// "0 days 01:23:45.678000", as pandas prints a Timedelta; "-1 days +23:59:59.500000" for negative ones.
[[nodiscard]] std::string format_timedelta(SessionTime time);
/// "1:23:45.678", for people.
[[nodiscard]] std::string format_session_time(SessionTime time);

}  // namespace slipstream::base

namespace slipstream {
using base::Milliseconds;
using base::SessionTime;
using base::UtcTime;
using base::WallTime;
}  // namespace slipstream
