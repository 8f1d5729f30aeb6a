#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "store/live_event.hpp"
#include "store/log_position.hpp"

namespace slipstream::store {

struct LiveFeedOptions {
  std::chrono::seconds history{60};
  std::size_t max_events = 20'000;
  std::size_t max_bytes = std::size_t{24} << 20;
  double frames_per_second = 20;  ///< at most, over a few frames
};

/// The events of the last minute, numbered. One thread adds; any number read.
///
/// A frame is one tick: the samples of one session time, or those of it that a batch brought. When ticks come
/// faster than frames_per_second, a frame holds the newest sample of each driver since the frame before.
class LiveFeed {
 public:
  using Number = std::uint64_t;
  explicit LiveFeed(LiveFeedOptions options = {});

  // The writing thread:
  /// What time it is: records produced longer ago than the history are not made into events.
  void set_now(WallTime now) { now_ = now; }
  /// Collects a sample; one of a later tick sends the frame before it.
  void add_sample(const LiveSample& sample, const LogPlace& place);
  /// `json`: the record as it stands in the log. `driver`: whom it is about, or empty.
  void add_record(LiveKind kind, const LogPlace& place, WallTime produced_at, domain::DriverId driver,
                  std::string_view json);
  /// Another run: earlier events lead nowhere, clients get a snapshot.
  void start_run(std::string_view run_id);
  /// Sends the frame that waits if the rate allows it. After each batch.
  void flush_due();
  /// Sends the frame that waits. When nothing more comes.
  void flush();
  [[nodiscard]] bool has_pending() const { return !pending_.empty(); }

  // Any thread:
  struct Head {
    Number next = 0;               ///< one past the newest event
    std::string id;                ///< of a client that knows everything so far
    std::uint64_t run_number = 0;  ///< rises with every start_run
  };
  [[nodiscard]] Head head() const;

  struct Events {
    std::vector<LiveEventPtr> events;
    bool hole = false;  ///< events before these are no longer kept, or of another run: a snapshot is needed
  };
  /// Events from `first` on. `run_number`: of the head at which the client began.
  [[nodiscard]] Events events_from(Number first, std::uint64_t run_number) const;
  /// Whence a client that knows `position` goes on without a hole; nullopt: it needs a snapshot.
  [[nodiscard]] std::optional<Number> resume_at(const LogPosition& position) const;

 private:
  void send_frame();
  void push(std::shared_ptr<LiveEvent> event);
  void drop_oldest();
  [[nodiscard]] bool is_old(WallTime produced_at) const;
  [[nodiscard]] bool take_token(WallTime at);
  void pass_over(const LogPosition& records);

  const LiveFeedOptions options_;
  // Of the writing thread:
  FrameBuilder pending_;
  LogPosition pending_records_;
  SessionTime pending_tick_;
  std::optional<SessionTime> sent_tick_;  // of the newest frame
  WallTime pending_at_;
  LogPosition sent_;  // what events stand for so far
  double tokens_;
  WallTime tokens_at_;
  WallTime now_;
  // Shared:
  mutable std::mutex mutex_;
  std::deque<LiveEventPtr> events_;  // guarded by mutex_, as all below
  Number first_ = 0;
  std::size_t bytes_ = 0;
  LogPosition gone_;  // what events that are no longer kept stood for
  std::string head_id_;
  std::string run_id_;
  std::uint64_t run_number_ = 0;
};

}  // namespace slipstream::store
