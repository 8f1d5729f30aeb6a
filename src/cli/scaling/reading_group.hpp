#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "analytics/rule.hpp"
#include "cli/scaling/scaling_figures.hpp"
#include "cli/telemetry_reader.hpp"
#include "log/log.hpp"

namespace slipstream::cli {

/// A consumer group that shares a topic of a ScalingShape and reads all of it, as often as it is asked to:
/// each member is a consumer in a thread of its own. One thread calls it.
class ReadingGroup {
 public:
  struct Read {
    TimedReading time;
    std::uint64_t anomalies = 0;
  };

  /// Joins and waits until each member has its share of the partitions. `log` must outlive it. Errors:
  /// timeout (the group does not settle), interrupted, what the log says.
  static Result<std::unique_ptr<ReadingGroup>> join(log::Log& log, const std::string& topic,
                                                    const ScalingShape& shape, const std::stop_token& stop);

  /// All members go back to the beginning, decode every record and apply `rules`. Errors: timeout (no
  /// record comes any more), interrupted, internal (a record was not read exactly once), what the log says.
  Result<Read> read(const analytics::RuleSetPtr& rules, const std::stop_token& stop);

 private:
  struct Member {
    std::unique_ptr<log::Consumer> consumer;
    std::unique_ptr<TelemetryReader> reader;  ///< of one reading
  };
  /// Where a reading stands; each member adds to it.
  struct Progress {
    std::atomic<std::uint64_t> records{0};
    double cpu_at_end = 0;  ///< set by the member that reads the last record
  };

  ReadingGroup(std::string topic, const ScalingShape& shape) : topic_(std::move(topic)), shape_(shape) {}
  using Work = std::function<Result<>(Member&, const std::stop_token&)>;

  /// Calls `work` for each member in a thread of its own. The first failure stops the others and is returned.
  Result<> in_threads(const std::stop_token& stop, const Work& work);
  Result<> settle(Member& member, std::atomic<std::size_t>& settled, const std::stop_token& stop) const;
  Result<> read_share(Member& member, Progress& progress, const std::stop_token& stop);
  [[nodiscard]] std::size_t share() const {
    return static_cast<std::size_t>(shape_.partitions / shape_.consumers);
  }
  /// Errors: internal.
  [[nodiscard]] Result<> check_read_once() const;

  const std::string topic_;
  const ScalingShape shape_;
  std::vector<Member> members_;
};

}  // namespace slipstream::cli
