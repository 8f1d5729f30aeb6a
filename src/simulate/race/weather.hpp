#pragma once

#include "domain/track.hpp"
#include "simulate/race/random.hpp"

namespace slipstream::simulate {

/// Dry weather that drifts: values wander around the afternoon's.
class WeatherDrift {
 public:
  explicit WeatherDrift(std::uint64_t seed);
  /// A minute later. Values rounded as the feed sends them.
  domain::Weather next();

 private:
  Random random_;
  double air_c_, track_c_, humidity_pct_, pressure_mbar_, wind_ms_, wind_deg_;
};

}  // namespace slipstream::simulate
