#include "source/topic.hpp"

#include <algorithm>
#include <array>

#include "source/topics/readers.hpp"

namespace slipstream::source {
namespace {

using enum TopicKind;

// TimingDataF1 is what some sessions have in place of TimingData.
constexpr std::array kTopics{
    Topic{"SessionInfo", object, read_session_info, true},
    Topic{"DriverList", object, read_driver_list, true},
    Topic{"SessionData", object, read_session_data, true},
    Topic{"SessionStatus", object, read_session_status, true},
    Topic{"TrackStatus", object, read_track_status, true},
    Topic{"ExtrapolatedClock", object, read_extrapolated_clock, true},
    Topic{"LapCount", object, read_lap_count},
    Topic{"RaceControlMessages", object, read_race_control, true},
    Topic{"WeatherData", object, read_weather, true},
    Topic{"TimingData", object, read_timing_data, true},
    Topic{"TimingDataF1", object, read_timing_data},
    Topic{"TimingAppData", object, read_timing_app_data, true},
    Topic{"TimingStats", object, read_timing_stats, true},
    Topic{"TopThree", object, read_top_three, true},
    Topic{"DriverRaceInfo", object, read_driver_race_info},
    Topic{"TyreStintSeries", object, read_tyre_stint_series},
    Topic{"PitLaneTimeCollection", object, read_pit_lane_times},
    Topic{"PitStopSeries", object, read_pit_stop_series},
    Topic{"ChampionshipPrediction", object, read_championship_prediction},
    Topic{"TeamRadio", object, read_team_radio, true},
    Topic{"AudioStreams", object, read_audio_streams},
    Topic{"ContentStreams", object, read_content_streams},
    Topic{"Heartbeat", object, read_heartbeat, true},
    Topic{"Position.z", positions, nullptr, true},
    Topic{"CarCondition.z", car_condition, nullptr},
    Topic{"CarData.z", car_data, nullptr, true},
};

}  // namespace

std::span<const Topic> topics() { return kTopics; }

const Topic* find_topic(std::string_view name) {
  const auto found = std::ranges::find(kTopics, name, &Topic::name);
  return found == kTopics.end() ? nullptr : &*found;
}

}  // namespace slipstream::source
