#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "analytics/processor.hpp"
#include "api/context.hpp"
#include "cli/settings.hpp"

namespace slipstream::cli {

/// The analytics processor on a thread of its own. Thread-safe; finish() from one thread.
class AnalyticsThread {
 public:
  /// Errors: as analytics::Processor::open. `log` must outlive it.
  static Result<std::unique_ptr<AnalyticsThread>> start(log::Log& log, const Settings& settings);

  /// The consumer group it works as.
  [[nodiscard]] static std::string group(const Settings& settings);

  /// Waits until everything in the log has been processed, at most for `patience`, commits and ends. Errors:
  /// why it could not go on.
  Result<> finish(std::chrono::milliseconds patience);

  /// Why it ended by itself; nullopt while it works.
  [[nodiscard]] std::optional<std::string> failure() const;
  /// The rules in force.
  [[nodiscard]] std::vector<api::RuleInfo> rules() const;
  [[nodiscard]] analytics::ProcessorCounters counters() const { return processor_->counters(); }

 private:
  explicit AnalyticsThread(std::unique_ptr<analytics::Processor> processor);
  void work(const std::stop_token& stop);

  std::unique_ptr<analytics::Processor> processor_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::optional<Error> error_;  // guarded by mutex_
  bool ended_ = false;          // guarded by mutex_
  std::jthread thread_;         // last: it uses all the others
};

}  // namespace slipstream::cli
