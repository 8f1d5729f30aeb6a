#pragma once

#include <optional>

#include "base/time.hpp"
#include "domain/replay.hpp"
#include "replay/replay_clock.hpp"

namespace slipstream::replay {

/// Maps session time to the monotonic clock. One anchor ties the two together, and every deadline is
/// computed from it: however long a replay runs, nothing adds up. A change of speed, a pause, a resumption
/// and a seek each make a new anchor. A plain value without a clock of its own; one thread.
///
/// At speed max there are no deadlines: everything is due, and the position is where advance_to() put it.
class Pacer {
 public:
  /// Starts at `position`, running from `now` on unless paused.
  Pacer(SessionTime position, domain::ReplaySpeed speed, MonotonicTime now);

  /// When `time` is due. nullopt: never, while paused. At speed max every time is due since the anchor.
  [[nodiscard]] std::optional<MonotonicTime> deadline(SessionTime time) const;
  /// The session time that is due at `now`, cut to the millisecond.
  [[nodiscard]] SessionTime position(MonotonicTime now) const;

  [[nodiscard]] domain::ReplaySpeed speed() const { return speed_; }
  [[nodiscard]] bool paused() const { return paused_; }
  [[nodiscard]] bool unpaced() const { return !speed_.factor; }

  void set_speed(domain::ReplaySpeed speed, MonotonicTime now);
  void pause(MonotonicTime now);
  void resume(MonotonicTime now);
  void seek(SessionTime position, MonotonicTime now);
  /// Speed max only: everything up to `position` has been played.
  void advance_to(SessionTime position);

 private:
  using SessionNanoseconds = std::chrono::duration<std::int64_t, std::nano>;

  [[nodiscard]] SessionNanoseconds exact_position(MonotonicTime now) const;
  void anchor(MonotonicTime now);

  domain::ReplaySpeed speed_;
  bool paused_ = false;
  SessionNanoseconds anchor_session_;  // since session time zero; finer than SessionTime, so that many
                                       // changes of speed do not add up to a drift either
  MonotonicTime anchor_clock_;
};

}  // namespace slipstream::replay
