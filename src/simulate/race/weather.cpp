#include "simulate/race/weather.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::simulate {
namespace {

double one_decimal(double value) { return std::round(value * 10) / 10; }

}  // namespace

WeatherDrift::WeatherDrift(std::uint64_t seed)
    : random_(seed, 0x3EA7),
      air_c_(random_.uniform(18, 30)),
      track_c_(air_c_ + random_.uniform(8, 22)),
      humidity_pct_(random_.uniform(30, 70)),
      pressure_mbar_(random_.uniform(1'000, 1'022)),
      wind_ms_(random_.uniform(0.5, 3.5)),
      wind_deg_(random_.uniform(0, 360)) {}

domain::Weather WeatherDrift::next() {
  air_c_ += random_.normal(-0.01, 0.07);
  track_c_ = std::max(air_c_ + 2, track_c_ + random_.normal(-0.03, 0.15));
  humidity_pct_ = std::clamp(humidity_pct_ + random_.normal(0.02, 0.4), 10.0, 95.0);
  pressure_mbar_ += random_.normal(0, 0.05);
  wind_ms_ = std::clamp(wind_ms_ + random_.normal(0, 0.25), 0.0, 12.0);
  wind_deg_ = std::fmod(wind_deg_ + random_.normal(0, 12) + 360, 360);
  return {.air_temp_c = one_decimal(air_c_),
          .track_temp_c = one_decimal(track_c_),
          .humidity_pct = std::round(humidity_pct_),
          .pressure_mbar = one_decimal(pressure_mbar_),
          .wind_speed_ms = one_decimal(wind_ms_),
          .wind_direction_deg = std::floor(wind_deg_),
          .rainfall = false};
}

}  // namespace slipstream::simulate
