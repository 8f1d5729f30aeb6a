#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/lab_race.hpp"
#include "lab/average.hpp"
#include "lab/average_state.hpp"
#include "lab/position.hpp"

namespace slipstream::lab {

/// What is known of one race.
struct RaceView {
  domain::LabRace race;
  std::vector<Position> positions;         ///< of the last update, by position
  std::map<std::string, double> averages;  ///< km/h by driver
  std::optional<WallTime> last_update_at;  ///< when its last position was made
  /// It is over, and the averages are those of all that it streamed. Not if the log lacks some of it.
  bool averages_are_final = false;
};

/// The last update of one race, for those who follow it. Any thread.
class RaceFeed {
 public:
  /// Grows with each update and when the race ends.
  [[nodiscard]] std::uint64_t version() const { return version_.load(std::memory_order_acquire); }
  /// The whole order as of the last update.
  [[nodiscard]] std::shared_ptr<const std::vector<Position>> positions() const;
  /// What `render` makes of that, made once for each update however many ask; it must always be the same.
  using Render = std::function<std::string(const std::vector<Position>& order)>;
  [[nodiscard]] std::shared_ptr<const std::string> rendered(const Render& render) const;

 private:
  friend class LabStore;
  void publish(std::vector<Position> positions);

  std::atomic<std::uint64_t> version_ = 0;
  mutable std::mutex mutex_;
  std::shared_ptr<const std::vector<Position>> positions_ =
      std::make_shared<const std::vector<Position>>();   // guarded by mutex_, as is what follows
  mutable std::shared_ptr<const std::string> rendered_;  // nullptr: not asked for since the update
};

/// The lab's races as the log tells of them. One thread applies, any number read.
class LabStore {
 public:
  /// How long the order and averages of a race that is over are kept; its result stays.
  static constexpr std::chrono::hours kLiveKept{1};
  /// Races at most; the oldest that are over go first.
  static constexpr std::size_t kMostRaces = 10'000;

  // The applying thread:
  void apply(const domain::LabRace& race);
  void apply(const Position& position);
  void apply(const AverageKey& key, std::optional<double> average_kmh);
  /// A race that is over and kept elsewhere: take_ended() does not give it again. Before the log is read.
  void restore(const domain::LabRace& race);
  /// Publishes the orders that are not complete but will not be completed soon.
  void idle();
  /// What was on the log before is applied.
  void set_caught_up() { caught_up_ = true; }

  // Any thread:
  [[nodiscard]] bool caught_up() const { return caught_up_; }
  /// Newest first.
  [[nodiscard]] std::vector<domain::LabRace> races() const;
  /// Races that are `started`: their last word, and when their last position was made.
  struct Running {
    domain::LabRace race;
    std::optional<WallTime> last_update_at;
  };
  [[nodiscard]] std::vector<Running> running() const;
  /// nullopt: not known. What is not kept any more is empty.
  [[nodiscard]] std::optional<RaceView> race(std::string_view race_id) const;
  /// For those who follow a race, be it known yet or not; they hold it as long as they do.
  [[nodiscard]] std::shared_ptr<RaceFeed> feed(const std::string& race_id);
  [[nodiscard]] std::size_t followers() const;
  /// Races that are over and were not taken yet: those whose averages are final, or that ended before
  /// `before`.
  [[nodiscard]] std::vector<RaceView> take_ended(WallTime before);

 private:
  struct Entry {
    RaceView view;
    std::map<std::string, Position> by_driver;  // of the update that is coming in
    std::map<std::string, SpeedSum> driven;     // of all updates, to know when the averages are final
    bool incomplete = false;                    // some of it is not published
    std::weak_ptr<RaceFeed> feed;
  };

  Entry& entry(const std::string& race_id);
  static void publish(Entry& entry);
  [[nodiscard]] static RaceView view_of(const Entry& entry);
  void forget_old(WallTime now);

  std::atomic<bool> caught_up_ = false;
  mutable std::mutex mutex_;
  std::map<std::string, Entry, std::less<>> races_;  // guarded by mutex_, as all below
  std::vector<std::string> ended_;                   // not taken yet
};

}  // namespace slipstream::lab
