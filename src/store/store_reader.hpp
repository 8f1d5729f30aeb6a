#pragma once

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/driver.hpp"
#include "domain/record.hpp"
#include "log/log.hpp"
#include "store/store.hpp"

namespace slipstream::store {

struct StoreReaderOptions {
  domain::TopicNames topics;
  /// Called on the reader's thread after each batch, and twice a second when none comes: wakes the streams.
  std::function<void()> on_change = [] {};
  /// Offsets to begin at; the beginning of the log where none is given.
  log::Offsets start_offsets = {};
  /// Kafka: those of this group share the partitions of telemetry, each reading its own from their beginning;
  /// session and alerts are read whole. Empty: everything is.
  std::string share_group = {};
};

/// What a reader that shares has now.
struct ReaderShare {
  std::string group;
  std::vector<log::Partition> partitions;
  std::vector<domain::DriverId> drivers;  ///< seen in these partitions
};

/// Reads telemetry, session and alerts from the log into a store. Nothing is ever committed: after a restart
/// the log is read anew. The topics must exist.
class StoreReader {
 public:
  StoreReader(log::Log& log, Store& store, StoreReaderOptions options);

  /// Reads until `stop` is requested. One thread, its own. Errors: what the log says when it cannot be read;
  /// then the reader is not ready any more.
  Result<> run(const std::stop_token& stop);

  /// Everything that was in the log when it began has been applied, and nothing has failed since. Any thread.
  [[nodiscard]] bool ready() const { return state_ == State::ready; }
  /// Why it is not ready; empty if it is. Any thread.
  [[nodiscard]] std::string why_not_ready() const;
  /// Records of the log that are not applied yet, as of the last half second. Any thread.
  [[nodiscard]] std::int64_t lag() const { return lag_; }
  /// nullopt: it does not share. Any thread.
  [[nodiscard]] std::optional<ReaderShare> share() const;

 private:
  enum class State { starting, catching_up, ready, failed, stopped };
  class Applier;
  class Inputs;
  Result<> read_until(const std::stop_token& stop);
  void take_partitions(std::span<const log::TopicPartition> partitions);
  void give_back(std::span<const log::TopicPartition> partitions);

  log::Log& log_;
  Store& store_;
  const StoreReaderOptions options_;
  std::atomic<State> state_ = State::starting;
  std::atomic<std::int64_t> lag_ = 0;
  mutable std::mutex mutex_;
  std::map<log::Partition, std::set<domain::DriverId>> shared_;  // guarded by mutex_: this reader's share
};

}  // namespace slipstream::store
