#pragma once

#include <chrono>
#include <deque>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace slipstream::store {

/// Decides which run is the current one from the `run_id` on each record alone, because across topics no
/// order is promised. One thread.
class RunTracker {
 public:
  enum class Verdict {
    current,  ///< of the current run
    fresh,    ///< the first record of a run that is the current one from now on
    earlier,  ///< a straggler of a run that another has replaced
  };

  /// A run never seen before becomes the current one, unless its record is older than all of the current one:
  /// then it was replaced before anybody looked. One that was replaced comes back only when the current
  /// one has been silent for kSilence of production time: a second producer that lives on beside a newer one
  /// does not make the state flap.
  Verdict judge(std::string_view run_id, WallTime produced_at);
  /// Of an alert, which a processor makes of a run's records, perhaps long after them: it brings no run back
  /// and keeps none alive, and begins one only if by its id (a ULID, which sorts by time) the run is newer
  /// than the current one.
  Verdict judge_alert(std::string_view run_id, WallTime produced_at);
  [[nodiscard]] const std::string& current() const { return current_; }

  static constexpr std::chrono::seconds kSilence{5};
  static constexpr std::size_t kRemembered = 64;

 private:
  void remember(std::string run_id);

  std::string current_;
  WallTime first_at_{}, last_at_{};   ///< of the current run's records
  std::deque<std::string> replaced_;  // oldest first
};

}  // namespace slipstream::store
