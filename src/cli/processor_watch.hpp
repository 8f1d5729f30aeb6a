#pragma once

#include <mutex>
#include <optional>
#include <string>
#include <thread>

#include "api/context.hpp"
#include "cli/settings.hpp"
#include "log/log.hpp"

namespace slipstream::cli {

/// Looks every few seconds, on a thread of its own, whether processors are at work on the log and how far
/// behind they are; says in the program's log when there are none, and when there are again. Thread-safe.
class ProcessorWatch {
 public:
  /// `log` must outlive it.
  ProcessorWatch(log::Log& log, const Settings& settings);

  /// nullopt: not known yet, or the log does not tell.
  [[nodiscard]] std::optional<api::ProcessorsInfo> info() const;

 private:
  void watch(const std::stop_token& stop);
  Result<api::ProcessorsInfo> look();
  void note(const std::optional<api::ProcessorsInfo>& now);

  log::Log& log_;
  const std::string group_, telemetry_;
  mutable std::mutex mutex_;
  std::optional<api::ProcessorsInfo> info_;  // guarded by mutex_
  std::optional<bool> at_work_;              // as last said
  std::jthread thread_;                      // last: it uses all the others
};

}  // namespace slipstream::cli
