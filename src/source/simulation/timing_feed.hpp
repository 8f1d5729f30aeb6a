#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "simulate/race/race.hpp"
#include "source/feed_event.hpp"
#include "source/simulation/running_order.hpp"

namespace slipstream::source {

/// The timing system of a simulated race: what its loops, light barriers and people at keyboards make of the
/// race's events, as partial updates of TimingData and TimingAppData. Sector times are differences of whole
/// milliseconds, so that they add up to the lap time.
class TimingFeed {
 public:
  explicit TimingFeed(const simulate::Race& race);

  /// The whole state before the race.
  void open(SessionTime time, std::vector<FeedEvent>& out) const;
  /// Cars leave the pits for the grid: laps count from the first exit on.
  void leave_pits(SessionTime time, std::vector<FeedEvent>& out) const;
  void show_tyres(SessionTime time, std::vector<FeedEvent>& out) const;

  /// What is under way when the session is stopped or goes on is not timed.
  void forget_running_laps();

  void on(SessionTime time, const simulate::LineCrossing& line, std::vector<FeedEvent>& out);
  void on(SessionTime time, const simulate::SpeedTrap& trap, std::vector<FeedEvent>& out);
  void on(SessionTime time, const simulate::PitEntry& pit, std::vector<FeedEvent>& out);
  void on(SessionTime time, const simulate::PitExit& pit, std::vector<FeedEvent>& out);
  void on(SessionTime time, const simulate::TyresFitted& fitted, std::vector<FeedEvent>& out);
  void on(SessionTime time, const simulate::CarStopped& stopped, std::vector<FeedEvent>& out);
  void on(SessionTime time, const simulate::CarRetired& retired, std::vector<FeedEvent>& out);
  void on(SessionTime time, const simulate::CarFinished& finished, std::vector<FeedEvent>& out);

 private:
  struct CarTimes {
    std::optional<SessionTime> lap_start, sector_start, mini_start;  ///< nullopt: not measured, as on lap 1
    std::optional<Milliseconds> best_lap;
    std::array<std::optional<Milliseconds>, 3> best_sectors;
    std::vector<std::optional<Milliseconds>> best_minis;
    int pit_stops = 0;
    std::size_t stints = 1;
    simulate::TyreSet tyres;
    std::optional<simulate::TyreSet> fitted;  ///< in the box; told when the car is back on the track
    bool pit_out = false, in_pit = false, stopped = false, retired = false, finished = false;
  };

  [[nodiscard]] CarTiming update_of(std::size_t car) const;
  [[nodiscard]] int status_bits(const CarTimes& car) const;
  void time_mini_sector(SessionTime time, const simulate::LineCrossing& line, CarTiming& update);
  void time_sector(SessionTime time, const simulate::LineCrossing& line, CarTiming& update);
  void time_lap(SessionTime time, const simulate::LineCrossing& line, CarTiming& update);
  void place_cars(SessionTime time, std::size_t car, CarTiming& update, TimingData& data);
  void open_stint(SessionTime time, std::size_t car, std::vector<FeedEvent>& out);
  void age_tyres(SessionTime time, std::size_t car, std::vector<FeedEvent>& out);

  const simulate::Race& race_;
  std::vector<RunningOrder> orders_;  ///< by field
  std::vector<CarTimes> cars_;
  std::array<std::size_t, 3> first_line_{};  ///< of each sector
  std::optional<Milliseconds> best_lap_;
  std::array<std::optional<Milliseconds>, 3> best_sectors_;
  std::vector<std::optional<Milliseconds>> best_minis_;
};

}  // namespace slipstream::source
