#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "session_feed.hpp"

namespace slipstream::prepare {

inline constexpr Milliseconds kS1{30'000}, kS2{31'000}, kS3{29'000};

/// Feeds one car's laps as the live feed sends them.
struct Driving {
  SessionFeed session;
  int count = 0;

  explicit Driving(std::string type = "Race") {
    session.feed(session_of_type(std::move(type)));
    session.feed(drivers(0, {{1, "VER"}}));
    session.feed(event(500, source::SessionStatus{"Started"}));
  }

  void pit(std::int64_t ms, bool in) {
    session.feed(timing(ms, 1, [&](source::CarTiming& car) { car.in_pit = in; }));
  }
  void sector(std::int64_t ms, std::size_t index, Milliseconds time) {
    session.feed(timing(
        ms, 1, [&](source::CarTiming& car) { car.sectors.items = {{index, sector_time(time.count())}}; }));
  }
  void count_lap(std::int64_t ms) {
    ++count;
    session.feed(timing(ms, 1, [&](source::CarTiming& car) { car.number_of_laps = count; }));
  }
  void lap_time(std::int64_t ms, std::optional<Milliseconds> time) {
    session.feed(timing(
        ms, 1, [&](source::CarTiming& car) { car.last_lap_time.value = domain::Patch<Milliseconds>{time}; }));
  }
  /// A whole lap from `start`, everything in time; its end.
  std::int64_t drive_lap(std::int64_t start) {
    sector(start + 30'000, 0, kS1);
    sector(start + 61'000, 1, kS2);
    sector(start + 90'000, 2, kS3);
    count_lap(start + 90'000);
    lap_time(start + 90'000, kS1 + kS2 + kS3);
    return start + 90'000;
  }
  [[nodiscard]] domain::Lap last(int number) const {
    domain::Lap found;
    for (const domain::Lap& lap : session.all<domain::Lap>()) {
      if (lap.lap_number == number) found = lap;
    }
    return found;
  }
};

}  // namespace slipstream::prepare
