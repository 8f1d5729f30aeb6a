#pragma once

#include <mutex>
#include <string>
#include <vector>

#include "replay/lateness_histogram.hpp"
#include "replay/replay_clock.hpp"
#include "replay/replay_report.hpp"
#include "replay/run_writer.hpp"

namespace slipstream::replay {

/// Records of one instant that were sent together, and when they were due.
struct DueRecords {
  MonotonicTime deadline;
  std::uint64_t count = 0;
};

/// What a replay measures of itself. The timer thread writes, any thread reads; one mutex guards all.
class ReplayMetrics {
 public:
  void begin(MonotonicTime now);
  void begin_run(const std::string& run_id);
  /// `due` was handed to the log at `now`. At speed max nothing is due, but much is sent.
  void sent(const SentCounts& counts, const std::vector<DueRecords>& due, MonotonicTime now);
  /// A stretch of steady speed begins: from here to the last played() is one part of the effective speed.
  void begin_stretch(SessionTime position, MonotonicTime now);
  void played(SessionTime position, MonotonicTime now);
  void set_status(const domain::ReplayStatus& status);
  void end(MonotonicTime now);

  [[nodiscard]] ReplayReport report(MonotonicTime now) const;

 private:
  mutable std::mutex mutex_;
  ReplayReport counts_;
  LatenessHistogram lateness_;
  std::optional<MonotonicTime> began_, ended_;
  SessionTime stretch_from_, stretch_to_;
  MonotonicTime stretch_began_, stretch_ended_;
  Milliseconds session_played_{0};            // of the stretches before the running one
  std::chrono::nanoseconds clock_played_{0};  // ditto
};

}  // namespace slipstream::replay
