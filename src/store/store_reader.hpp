#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "domain/record.hpp"
#include "log/log.hpp"
#include "store/store.hpp"

namespace slipstream::store {

struct StoreReaderOptions {
  domain::TopicNames topics;
  /// Called on the reader's thread after each batch, and twice a second when none comes: wakes the streams.
  std::function<void()> on_change = [] {};
  /// Offsets to begin at; the beginning of the log where none is given.
  log::Offsets start_offsets;
};

/// Reads telemetry, session and alerts from the log into a store, outside any consumer group: every server
/// reads everything. The topics must exist.
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

 private:
  enum class State { starting, catching_up, ready, failed, stopped };
  class Applier;
  Result<> read_until(const std::stop_token& stop);

  log::Log& log_;
  Store& store_;
  const StoreReaderOptions options_;
  std::atomic<State> state_ = State::starting;
};

}  // namespace slipstream::store
