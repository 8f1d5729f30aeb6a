#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "analytics/processor.hpp"
#include "api/context.hpp"
#include "cli/settings.hpp"

namespace slipstream::cli {

/// The analytics processor on a thread of its own. On Kafka, where a cluster may be away for a while or give
/// the partitions to others, it begins again from the last commit when it could not go on. Thread-safe;
/// finish() from one thread.
class AnalyticsThread {
 public:
  /// SIGINT ends everything within a second; this part of it is for alerts that are still to come.
  static constexpr std::chrono::milliseconds kDrain{400};

  /// Errors: as analytics::Processor::open. `log` must outlive it.
  static Result<std::unique_ptr<AnalyticsThread>> start(log::Log& log, const Settings& settings);

  /// The consumer group it works as.
  [[nodiscard]] static std::string group(const Settings& settings);

  /// Waits until everything in the log has been processed, at most for `patience` and until `stop`, commits
  /// and ends. Errors: why it could not go on.
  Result<> finish(std::chrono::milliseconds patience, const std::stop_token& stop = {});

  /// Why it does not work now; nullopt while it does.
  [[nodiscard]] std::optional<std::string> failure() const;
  /// It has ended by itself.
  [[nodiscard]] bool ended() const;
  /// The rules in force.
  [[nodiscard]] std::vector<api::RuleInfo> rules() const;
  [[nodiscard]] analytics::ProcessorCounters counters() const;

 private:
  AnalyticsThread(log::Log& log, analytics::ProcessorOptions options, bool begins_again,
                  std::unique_ptr<analytics::Processor> processor);
  void work(const std::stop_token& stop);
  [[nodiscard]] bool may_pass(const Error& error) const;
  void retire(Error reason);
  Result<> open_again();

  log::Log& log_;
  const analytics::ProcessorOptions options_;
  const bool begins_again_;
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  // Changed by the thread only, under mutex_; nullptr between two tries.
  std::unique_ptr<analytics::Processor> processor_;
  analytics::ProcessorCounters earlier_;  // guarded by mutex_: of the processors before it
  analytics::RuleSetPtr rules_;           // guarded by mutex_: of the one before it
  std::optional<Error> error_;            // guarded by mutex_
  bool finishing_ = false;                // guarded by mutex_
  bool ended_ = false;                    // guarded by mutex_
  std::jthread thread_;                   // last: it uses all the others
};

}  // namespace slipstream::cli
