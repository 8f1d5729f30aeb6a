#pragma once

#include <array>
#include <map>
#include <optional>

#include "domain/timing.hpp"
#include "prepare/lap_facts.hpp"
#include "prepare/lap_reducer.hpp"
#include "prepare/message_sink.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// TimingData: where each car is, its gaps, times, mini-sectors and speeds. A `timing` message of the changed
/// fields per car and update. Not for several threads.
class TimingReducer {
 public:
  /// `laps` must have taken the update already: it says which lap a car is on.
  void apply(const source::TimingData& data, const LapReducer& laps, const LapFacts& facts,
             MessageSink& sink);

  /// Everything known about a car, as a message of all fields; nullopt for a car that was never mentioned.
  [[nodiscard]] std::optional<domain::TimingUpdate> full_state(domain::CarNumber car) const;

 private:
  struct SectorFlags {
    bool overall_fastest = false, personal_fastest = false;
  };
  struct PartGaps {
    std::optional<domain::Gap> to_fastest, to_ahead;
  };
  struct State {
    std::optional<int> position, lap_number, pit_stops;
    std::optional<domain::Gap> gap_to_leader, interval;
    std::array<PartGaps, 3> parts;  // of qualifying
    std::optional<Milliseconds> last_lap_time, best_lap_time;
    std::array<domain::Sector, 3> sectors;
    std::array<SectorFlags, 3> sector_flags;
    domain::SpeedTraps speeds;
    std::optional<bool> in_pit, pit_out, stopped, retired, knocked_out, cut_off;
  };

  [[nodiscard]] domain::TimingUpdate update(State& state, const source::CarTiming& patch) const;
  static bool update_sectors(State& state, const source::CarTiming& patch);
  void update_gaps(State& state, const source::CarTiming& patch, domain::TimingUpdate& changes) const;
  /// In qualifying the gaps are those of the running part; of a car that is out, those of its last part.
  void choose_part(State& state) const;

  std::map<domain::CarNumber, State> cars_;
  std::optional<int> part_;  // of qualifying
};

}  // namespace slipstream::prepare
