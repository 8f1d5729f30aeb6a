#pragma once

#include <limits>
#include <map>
#include <optional>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "simulate/race/field.hpp"
#include "simulate/race/race_event.hpp"
#include "simulate/race/random.hpp"

namespace slipstream::simulate {

/// What race control says: a message, or a new track status.
using ControlEvent = std::variant<ControlMessage, domain::TrackStatus>;

/// Flags, safety cars and DRS: reacts to what happens on the track and limits how fast cars may go. One per
/// race.
class RaceControl {
 public:
  /// Without `neutralises`, cars that stop bring out no more than a yellow flag.
  RaceControl(std::uint64_t seed, bool neutralises);

  /// What was said since the last call.
  [[nodiscard]] std::vector<ControlEvent> take() { return std::exchange(said_, {}); }

  void pit_exit_opens();
  void race_starts();
  void chequered_flag();
  /// A car stands beside the track in this marshal sector.
  void on_stopped(const Entrant& car, int turn, int marshal_sector);
  /// Shown once a minute at most.
  void on_blue_flag(const Entrant& lapped, UtcTime time);
  /// The leader begins this lap.
  void on_leader_lap(int lap);
  void advance(double seconds);

  /// Cars stay in their order.
  [[nodiscard]] bool passing_allowed() const { return status_ == kClear && racing_; }
  [[nodiscard]] bool drs_enabled() const { return drs_enabled_; }
  [[nodiscard]] bool safety_car_is_out() const { return status_ == kSafetyCar; }
  /// × the speed a car could go at; for the leader behind the safety car, and for who catches up with him.
  [[nodiscard]] double leader_factor() const;
  [[nodiscard]] double follower_factor() const;
  /// Stopping now costs less than in the race.
  [[nodiscard]] bool stops_are_cheap() const { return status_ == kSafetyCar || status_ == kVirtual; }

 private:
  static constexpr char kClear = '1', kYellow = '2', kSafetyCar = '4', kVirtual = '6', kVirtualEnding = '7';

  void message(ControlMessage message);
  void say(std::string_view category, std::string_view text);
  void set_status(char code);
  void enable_drs(bool enabled);
  void clear_track();

  Random random_;
  bool neutralises_;
  std::vector<ControlEvent> said_;
  std::map<domain::CarNumber, UtcTime> blue_flags_;  ///< when last shown
  char status_ = kClear;
  bool racing_ = false, drs_enabled_ = false;
  std::optional<int> yellow_sector_;
  double left_s_ = std::numeric_limits<double>::infinity();  ///< of a yellow flag or a virtual safety car
  int lap_ = 1;
  std::optional<int> safety_car_in_lap_;  ///< the lap at whose end it comes in
  int drs_from_lap_ = 3;
};

}  // namespace slipstream::simulate
