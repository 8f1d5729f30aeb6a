#pragma once

#include <map>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "log/log.hpp"

namespace slipstream::analytics {

/// What a processor keeps of one partition of its input, in the compacted state topic.
struct SavedState {
  std::string state;                ///< of an AnalyticsEngine; empty: none was saved
  log::Offset next_session = 0;     ///< the next record of the session topic to read
  log::Offset next_telemetry = -1;  ///< the offset the state belongs to; -1: none
};

/// Reads and writes processor state: key "<processor>/<partition>". One thread.
class StateStore {
 public:
  /// Errors: not_found (no such topic), unavailable.
  static Result<StateStore> open(log::Log& log, std::string topic, std::string processor);

  /// The last state committed of each; waits until a transaction that a dead processor has left open is
  /// undone. Errors: unavailable, timeout, interrupted (a stop was asked for).
  Result<std::map<log::Partition, SavedState>> load(std::span<const log::Partition> partitions,
                                                    const std::stop_token& stop);
  /// Adds its record to a batch of the state topic.
  void append(log::RecordBatch& batch, log::Partition partition, const SavedState& saved, WallTime now) const;
  [[nodiscard]] const std::string& topic() const { return topic_; }

 private:
  StateStore(log::Log& log, std::string topic, std::string processor)
      : log_(&log), topic_(std::move(topic)), processor_(std::move(processor)) {}
  [[nodiscard]] log::TopicPartition place(log::Partition partition) const;
  [[nodiscard]] std::string key(log::Partition partition) const;

  log::Log* log_;
  std::string topic_, processor_;
  std::int32_t partitions_ = 1;
};

}  // namespace slipstream::analytics
