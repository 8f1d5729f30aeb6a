#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <utility>

#include "base/result.hpp"
#include "base/time.hpp"
#include "lab/average.hpp"
#include "log/log.hpp"

namespace slipstream::lab {

/// Of one driver in one race.
struct SpeedSum {
  double sum_kmh = 0;
  std::uint64_t count = 0;
  [[nodiscard]] double average_kmh() const { return sum_kmh / static_cast<double>(count); }
  friend bool operator==(const SpeedSum&, const SpeedSum&) = default;
};

/// Sums by race and driver, by partition of the input, and what of them changed since the last commit. Kept
/// in the compacted state topic: one record for each race, key "averages/<partition>/<race>". One thread.
class AverageState {
 public:
  /// A race of which nothing has come for so long, by the clock of the newest record, is forgotten.
  static constexpr std::chrono::hours kKept{1};

  AverageState(log::Log& log, std::string topic) : log_(log), topic_(std::move(topic)) {}

  /// Takes up what was committed of these partitions. Errors: as log::read_to_end.
  Result<> load(std::span<const log::Partition> partitions, const std::stop_token& stop);
  void drop(log::Partition partition);

  void add(log::Partition partition, const AverageKey& key, double speed_kmh, WallTime at);

  /// Those that changed, with their sums now.
  [[nodiscard]] std::map<AverageKey, SpeedSum> changed() const;
  /// A batch that makes the state topic what this is; forgets old races.
  log::RecordBatch changes(WallTime now);
  /// The changes are committed.
  void committed() { changed_.clear(); }

 private:
  struct Race {
    WallTime last_at;
    std::map<std::string, SpeedSum> drivers;
  };
  using Place = std::pair<log::Partition, std::string>;  // partition and race

  Result<std::int32_t> state_partitions();
  [[nodiscard]] static std::string write(const Race& race);
  [[nodiscard]] static Result<Race> read(std::string_view bytes);

  log::Log& log_;
  const std::string topic_;
  std::int32_t partitions_ = 0;  // of the state topic; 0: not asked yet
  std::map<Place, Race> races_;
  std::map<Place, std::set<std::string>> changed_;  // drivers
  WallTime newest_;
};

}  // namespace slipstream::lab
