#pragma once

#include <stop_token>
#include <thread>

namespace slipstream::cli {

/// Turns SIGINT and SIGTERM into a stop request. A second one ends the process at once with code 130.
/// Make it in main before any thread starts: it blocks the signals for all of them, and SIGUSR1, which ends
/// the waiting and does nothing when it comes from outside.
class StopSignals {
 public:
  StopSignals();
  ~StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;

  [[nodiscard]] std::stop_token token() const { return source_.get_token(); }

 private:
  std::stop_source source_;
  std::jthread waiter_;  // in sigwait
};

}  // namespace slipstream::cli
