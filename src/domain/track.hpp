#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "domain/driver.hpp"

namespace slipstream::domain {

/// A message of race control, verbatim. Texts are empty where the feed does not say.
struct RaceControl {
  std::string category;       ///< "Flag", "Other", "Drs", "SafetyCar", "CarEvent"
  std::string flag;           ///< "GREEN", "DOUBLE YELLOW", …
  std::string scope;          ///< "Track", "Sector", "Driver"
  std::optional<int> sector;  ///< a marshal sector, not a timing sector
  std::optional<CarNumber> driver_number;
  std::optional<int> lap_number;
  std::string message;
  friend bool operator==(const RaceControl&, const RaceControl&) = default;
};

struct TrackStatus {
  char code = '1';   ///< '1' clear, '2' yellow, '4' safety car, '5' red, '6' virtual, '7' virtual ending
  std::string text;  ///< "AllClear"
  friend bool operator==(const TrackStatus&, const TrackStatus&) = default;
};

struct Weather {
  std::optional<double> air_temp_c, track_temp_c, humidity_pct, pressure_mbar, wind_speed_ms,
      wind_direction_deg;
  std::optional<bool> rainfall;
  friend bool operator==(const Weather&, const Weather&) = default;
};

struct TeamRadio {
  std::string path;  ///< of the clip, relative to the session's folder
  friend bool operator==(const TeamRadio&, const TeamRadio&) = default;
};

struct Clock {
  std::optional<Milliseconds> remaining;
  std::optional<bool> running;
  std::optional<int> lap_number, total_laps;
  friend bool operator==(const Clock&, const Clock&) = default;
};

}  // namespace slipstream::domain
