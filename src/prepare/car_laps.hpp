#pragma once

#include <array>
#include <optional>
#include <vector>

#include "domain/lap.hpp"
#include "prepare/lap_facts.hpp"
#include "prepare/lap_rows.hpp"
#include "prepare/stint_log.hpp"

namespace slipstream::prepare {

/// The session times at which a lap's sectors ended.
using SectorEnds = std::array<std::optional<SessionTime>, 3>;

/// The laps of one car: what the feed said, repaired and completed by FastF1's rules (formats notes, section
/// 6). Laps come out as they stand now; later news may change them. Not for several threads.
class CarLaps {
 public:
  enum class Scope {
    ended,  ///< laps that ended; an in-lap ends with its third sector, its count comes at the pit exit
    all     ///< at the end of the session: also a last lap that was driven but never counted
  };

  LapRows::Change apply(const source::CarTiming& update, SessionTime time, LapRows::Update kind);
  void apply(const source::CarTyres& update, SessionTime time) { stints_.apply(update, time); }

  /// In order. Positions and personal bests of other cars are not considered here: `position` is unknown.
  [[nodiscard]] std::vector<domain::Lap> laps(Scope scope, domain::CarNumber car,
                                              const LapFacts& facts) const;
  /// The lap the car is on, from 1; nullopt before it leaves the pits for the first time.
  [[nodiscard]] std::optional<int> current_lap(const LapFacts& facts) const;
  /// Tyres at `time` for the lap that began after `ended` laps.
  [[nodiscard]] std::optional<LapTyres> tyres_now(const std::vector<domain::Lap>& ended, SessionTime time,
                                                  const LapFacts& facts) const;
  /// When the running lap's pit exit was; for a car without an ended lap, when it left the pits.
  [[nodiscard]] std::optional<SessionTime> left_pits_at() const { return rows_.rows().back().pit_out; }
  /// The running lap is an in-lap that has crossed the line in the pit lane.
  [[nodiscard]] bool in_lap_is_over() const;
  /// When each sector of each lap of laps(Scope::all) ended. Unlike the laps' ends these are not brought in
  /// line with other cars', as in FastF1.
  [[nodiscard]] std::vector<SectorEnds> sector_ends() const;
  /// When the first best laps of Q2 and Q3 were announced.
  [[nodiscard]] const std::vector<SessionTime>& part_starts() const { return rows_.part_starts(); }
  /// The laps before anything that concerns other topics.
  [[nodiscard]] std::vector<LapRow> repaired_rows(Scope scope) const;
  /// Moves the ends of all laps, to bring them in line with other cars'.
  void shift_ends(Milliseconds shift) { shift_ = shift; }

 private:
  [[nodiscard]] bool first_row_is_no_lap() const;
  [[nodiscard]] int number_of_first_lap(const LapFacts& facts) const;
  void fill_tyres(std::vector<domain::Lap>& laps, const LapFacts& facts) const;

  LapRows rows_;
  StintLog stints_;
  Milliseconds shift_{0};
};

}  // namespace slipstream::prepare
