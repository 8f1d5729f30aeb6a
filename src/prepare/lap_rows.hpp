#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "base/time.hpp"
#include "domain/timing.hpp"
#include "source/feed_event.hpp"

namespace slipstream::prepare {

/// What the feed said about one lap of one car, before any repair.
struct LapRow {
  std::optional<SessionTime> end;  ///< stamp of the message that counted the lap
  std::optional<Milliseconds> lap_time;
  bool lap_time_denied = false;  ///< the feed said that there is none
  bool overall_best = false;
  std::array<std::optional<Milliseconds>, 3> sectors;
  std::array<std::optional<SessionTime>, 3> sector_ends;
  domain::SpeedTraps speeds;
  std::optional<SessionTime> pit_in, pit_out;

  /// Something was measured: the lap was driven.
  [[nodiscard]] bool has_data() const;
};

/// Cuts one car's timing updates into laps as FastF1 does (formats notes, section 6, points 1–3):
/// - a lap ends when the lap count rises, after the car has left the pits for the first time;
/// - sectors, lap time and speeds that arrive less than 5 s after a lap's end belong to it, the speed trap
///   always to the lap begun;
/// - a pit exit less than 5 s before a lap's end belongs to the next lap;
/// - a count below the one reached starts late data, ignored until that count comes again;
/// - a lap time of 150 s and more only counts if it is the sum of the sectors: between the parts of a
///   qualifying the feed sends the time since the lap before.
/// Not for several threads.
class LapRows {
 public:
  enum class Change { none, running_lap, ended_lap };

  /// `joined`: the update is the state at the moment of joining a running session, so that its lap count
  /// is where we start and not a lap that ends now.
  enum class Update { running, joined };
  Change apply(const source::CarTiming& update, SessionTime time, Update kind);

  /// All laps begun; the last one is running.
  [[nodiscard]] const std::vector<LapRow>& rows() const { return rows_; }
  [[nodiscard]] bool has_left_pits() const { return left_pits_; }
  /// The feed's lap count when a running session was joined.
  [[nodiscard]] std::optional<int> joined_at_count() const { return joined_at_count_; }

  /// When which best lap time was announced, in order of arrival.
  struct Best {
    SessionTime time;
    Milliseconds lap_time;
  };
  [[nodiscard]] const std::vector<Best>& bests() const { return bests_; }
  /// When the first best lap of Q2 and of Q3 was announced.
  [[nodiscard]] const std::vector<SessionTime>& part_starts() const { return part_starts_; }

 private:
  [[nodiscard]] bool is_late_data(const source::CarTiming& update);
  void apply_measures(const source::CarTiming& update, SessionTime time, LapRow& row);
  void apply_pit(const source::CarTiming& update, SessionTime time, bool counts_lap);
  void end_lap(SessionTime time);

  std::vector<LapRow> rows_ = std::vector<LapRow>(1);
  int count_ = 0;  // laps counted, in steps of one
  bool in_past_ = false;
  bool left_pits_ = false;
  std::optional<int> joined_at_count_;
  std::optional<SessionTime> next_pit_out_;  // came with the message that ends the running lap
  std::optional<SessionTime> pit_out_before_;
  std::vector<Best> bests_;
  std::vector<SessionTime> part_starts_;
};

}  // namespace slipstream::prepare
