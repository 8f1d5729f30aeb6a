#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "base/result.hpp"
#include "simulate/circuit/circuit.hpp"
#include "simulate/race/car_motion.hpp"
#include "simulate/race/race_control.hpp"
#include "simulate/race/race_event.hpp"
#include "simulate/race/race_options.hpp"
#include "simulate/race/traffic.hpp"

namespace slipstream::simulate {

/// A mini-sector's end.
struct TimingLine {
  double at_m = 0;
  std::uint8_t sector = 0, mini_sector = 0;
  bool ends_sector = false, ends_lap = false;
};

/// A Grand Prix from the cars' way to the grid until the last one is back in its box, in steps of
/// kStepSeconds. Session time zero is where it begins. Belongs to one thread.
class Race {
 public:
  /// Errors: as race_laps.
  static Result<Race> make(const RaceOptions& options, std::shared_ptr<const Circuit> circuit);

  /// One step on. Returns what happened in it, by time; valid until the next call.
  std::span<const RaceEvent> step();
  [[nodiscard]] bool over() const { return over_; }
  /// Where the step before ended, and where the last one did.
  [[nodiscard]] SessionTime step_begin() const;
  [[nodiscard]] SessionTime now() const { return now_; }

  /// In order of the starting grid.
  [[nodiscard]] std::span<const CarState> cars() const { return cars_; }
  [[nodiscard]] const Circuit& circuit() const { return *circuit_; }
  [[nodiscard]] std::span<const TimingLine> lines() const { return lines_; }
  [[nodiscard]] int laps() const { return laps_; }
  [[nodiscard]] const RaceOptions& options() const { return options_; }

 private:
  Race(const RaceOptions& options, std::shared_ptr<const Circuit> circuit, int laps);
  void put_on_track(CarState& car, std::size_t place);

  void advance_session();
  void start();
  /// Nobody is left to take the flag.
  void end_without_flag();
  void begin_lap(CarState& car);
  void choose_stop(CarState& car);
  void advance(std::size_t index);
  void update_drs(CarState& car, double from_m, const Ahead& ahead);
  void show_blue_flag(CarState& car, const Ahead& ahead);
  void use_pit_lane(std::size_t index, double from_m);
  void leave_pits(std::size_t index);
  void serve_at_box(std::size_t index);
  void make_mistake(std::size_t index);
  static void recover_from_spin(CarState& car);
  void fail_or_stop(std::size_t index);

  void suspend();
  void call_in(CarState& car);
  void queue_up(CarState& car);
  [[nodiscard]] bool all_wait() const;
  void announce_restart();
  void resume();
  [[nodiscard]] double seconds_to_go_by(std::size_t first, std::size_t second) const;
  void release(std::size_t index, std::size_t place, double launch_s);
  [[nodiscard]] bool all_lined_up() const;

  void cross_lines(std::size_t index);
  void end_lap(std::size_t index, SessionTime time);
  void leader_ends_lap(int lap, SessionTime time);

  [[nodiscard]] bool passed(double from_m, const CarState& car, double at_m) const;
  [[nodiscard]] const CarState* leader() const;
  [[nodiscard]] int marshal_sector(double lap_m) const;
  template <class What>
  void tell(SessionTime time, What what) {
    events_.push_back({time, std::move(what)});
  }

  RaceOptions options_;
  std::shared_ptr<const Circuit> circuit_;
  int laps_ = 0;
  CarModel model_;
  double lap_reference_s_ = 0, grip_sensitivity_ = 0;  ///< relative change of lap time per change of grip
  std::vector<TimingLine> lines_;
  std::vector<CarState> cars_;
  std::unique_ptr<RaceControl> control_;
  std::unique_ptr<Traffic> traffic_;
  std::vector<RaceEvent> events_;

  enum class Stage : std::uint8_t { waiting, forming, lights, racing, suspended, reforming, flagged, done };
  Stage stage_ = Stage::waiting;
  SessionTime now_{}, stage_since_{};
  int leader_lap_ = 1;
  std::size_t parked_ = 0;
  bool started_ = false;
  std::size_t queued_ = 0;  ///< in the pit lane, while the session is stopped
  std::optional<SessionTime> resumes_at_;
  Random suspension_random_;
  bool over_ = false;
};

}  // namespace slipstream::simulate
