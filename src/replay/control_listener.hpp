#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "base/result.hpp"
#include "domain/replay.hpp"
#include "log/log.hpp"

namespace slipstream::replay {

/// Reads commands from `f1-control` on a thread of its own ("replay-control"), from the time of its making.
/// A record that is no command is reported in the program's log and skipped.
class ControlListener {
 public:
  /// Called on the listener's thread; false ends it.
  using Handler = std::function<bool(domain::ReplayCommand)>;

  /// Errors: not_found (no such topic), and what the log says. `log` must outlive the listener.
  static Result<std::unique_ptr<ControlListener>> start(log::Log& log, const std::string& topic,
                                                        Handler handler);
  /// Ends the thread.
  ~ControlListener();
  ControlListener(const ControlListener&) = delete;
  ControlListener& operator=(const ControlListener&) = delete;

 private:
  ControlListener(std::unique_ptr<log::Consumer> consumer, Handler handler);
  void listen(const std::stop_token& stop);
  [[nodiscard]] bool hand_on(const log::RecordBatch& batch);

  std::unique_ptr<log::Consumer> consumer_;
  Handler handler_;
  std::jthread thread_;
};

}  // namespace slipstream::replay
