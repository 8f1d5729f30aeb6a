#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <optional>
#include <set>
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
  /// Without `neutralises`, incidents bring out no more than a yellow flag.
  RaceControl(std::uint64_t seed, int laps, bool neutralises);

  /// What was said since the last call.
  [[nodiscard]] std::vector<ControlEvent> take() { return std::exchange(said_, {}); }

  void pit_exit_opens();
  void race_starts();
  void chequered_flag();
  /// A car has spun in this marshal sector and will go on.
  void on_spin(const Entrant& car, int turn, int marshal_sector);
  /// A car stands beside the track in this marshal sector. Crashes are what a session is stopped for: soon
  /// after the safety car is out, in the second lap at the earliest, and when more than two laps are left.
  void on_stopped(const Entrant& car, int turn, int marshal_sector, bool crashed);
  /// Shown once a minute at most.
  void on_blue_flag(const Entrant& lapped, UtcTime time);
  /// The leader begins this lap.
  void on_leader_lap(int lap);
  void advance(double seconds);

  /// The red flag is out.
  [[nodiscard]] bool session_is_stopped() const { return status_ == kRed; }
  void announce_restart(UtcTime time);
  /// Cars may leave the pit lane for the grid.
  void session_resumes();
  void race_restarts();
  /// All are in: nothing is out any more.
  void race_ends();

  /// Whether cars may change places here; where not, only cars in trouble are passed.
  [[nodiscard]] bool passing_allowed(int marshal_sector) const {
    return racing_ && (status_ == kClear || (status_ == kYellow && !is_yellow(marshal_sector)));
  }
  /// A yellow flag is all that there is, and it is here.
  [[nodiscard]] bool yellow_flag_at(int marshal_sector) const {
    return status_ == kYellow && is_yellow(marshal_sector);
  }
  /// All race: nothing but a yellow flag is out.
  [[nodiscard]] bool at_racing_speed() const { return racing_ && (status_ == kClear || status_ == kYellow); }
  [[nodiscard]] bool drs_enabled() const { return drs_enabled_; }
  [[nodiscard]] bool safety_car_is_out() const { return status_ == kSafetyCar; }
  /// × the speed a car could go at; for the leader behind the safety car, and for who catches up with him.
  [[nodiscard]] double leader_factor() const;
  [[nodiscard]] double follower_factor() const;
  /// Stopping now costs less than in the race.
  [[nodiscard]] bool stops_are_cheap() const { return status_ == kSafetyCar || status_ == kVirtual; }

 private:
  static constexpr char kClear = '1', kYellow = '2', kSafetyCar = '4', kRed = '5', kVirtual = '6',
                        kVirtualEnding = '7';
  /// To an incident, from the mildest on.
  enum class Response : std::uint8_t { yellow, virtual_safety_car, safety_car, red };

  void say(ControlMessage message);
  void set_status(char code);
  /// So long from now, or longer if it is shown already.
  void show_for(char status, double seconds);
  void enable_drs(bool enabled);
  void show_yellow(std::string_view color, int marshal_sector);
  void clear_sectors();
  void clear_track();
  [[nodiscard]] bool is_yellow(int marshal_sector) const { return yellow_sectors_.contains(marshal_sector); }

  [[nodiscard]] Response draw_response(bool crashed);
  [[nodiscard]] bool may_stop_session() const;
  void respond(Response response);
  void deploy_safety_car();
  void deploy_virtual_safety_car();
  void stop_session();

  Random random_;
  int laps_;
  bool neutralises_;
  std::vector<ControlEvent> said_;
  std::map<domain::CarNumber, UtcTime> blue_flags_;  ///< when last shown
  char status_ = kClear;
  bool racing_ = false, drs_enabled_ = false;
  bool flagged_ = false;  ///< the winner is in
  std::set<int> yellow_sectors_;
  double left_s_ = std::numeric_limits<double>::infinity();  ///< of a yellow flag or a virtual safety car
  double red_in_s_ = std::numeric_limits<double>::infinity();
  int lap_ = 1;
  std::optional<int> safety_car_in_lap_;  ///< the lap at whose end it comes in
  int drs_from_lap_ = 3;
};

}  // namespace slipstream::simulate
