#pragma once

#include "source/feed_event.hpp"
#include "source/feed_json.hpp"

namespace slipstream::source {

inline void write_lap_time(FeedJson& json, const LapTimePatch& lap) {
  json.text("Value", lap.value);
  json.bare("Lap", lap.lap);
  json.bare("OverallFastest", lap.overall_fastest);
  json.bare("PersonalFastest", lap.personal_fastest);
}

}  // namespace slipstream::source
