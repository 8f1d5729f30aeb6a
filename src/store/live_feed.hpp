#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/samples.hpp"
#include "store/log_position.hpp"

namespace slipstream::store {

enum class LiveKind : std::uint8_t { telemetry, session, alert, replay };
[[nodiscard]] std::string_view to_string(LiveKind kind);

/// One car's part of a telemetry frame.
struct LiveSample {
  domain::TelemetrySample sample;
  WallTime produced_at;
};

/// One event of the live stream. Immutable and shared by all clients.
struct LiveEvent {
  LiveKind kind = LiveKind::session;
  WallTime produced_at;             ///< of its newest record
  LogPosition position;             ///< everything read once this event is known
  std::optional<LogPlace> place;    ///< of the one record it stands for; nullopt for telemetry
  domain::DriverId driver;          ///< whom it is about; empty: everybody, or a frame
  std::string data;                 ///< JSON: the record, or the frame of all its drivers
  std::vector<LiveSample> samples;  ///< of a frame
};
using LiveEventPtr = std::shared_ptr<const LiveEvent>;

/// A frame as the stream sends it: one column per channel, missing values null.
void write_frame(const std::vector<const LiveSample*>& samples, std::string& out);

struct LiveFeedOptions {
  std::chrono::seconds history{60};
  std::size_t max_events = 20'000;
  std::size_t max_bytes = std::size_t{24} << 20;
  int frames_per_second = 20;  ///< at most, above real time
};

/// The events of the last minute, numbered. One thread adds; any number read.
class LiveFeed {
 public:
  using Number = std::uint64_t;
  explicit LiveFeed(LiveFeedOptions options = {});

  // The writing thread:
  /// Collects a sample for the frame of its tick; a sample of a later tick first sends the frame before it.
  void add_sample(const domain::TelemetrySample& sample, WallTime produced_at, const LogPlace& place);
  void add_record(LiveKind kind, const LogPlace& place, WallTime produced_at, domain::DriverId driver,
                  std::string_view json);
  /// Another run: earlier events lead nowhere, clients get a snapshot.
  void start_run(std::string_view run_id);
  /// Sends a frame that waits, if its time has come. Call after each batch and while has_pending().
  void flush(WallTime now);
  [[nodiscard]] bool has_pending() const { return !pending_.empty(); }

  // Any thread:
  /// One past the newest event, and the position it stands for.
  struct Head {
    Number next = 0;
    LogPosition position;
    std::uint64_t run_number = 0;  ///< rises with every start_run
  };
  [[nodiscard]] Head head() const;
  /// Events from `first` on, at most `limit`; nullopt if `first` is no longer kept.
  [[nodiscard]] std::optional<std::vector<LiveEventPtr>> events_from(Number first, std::size_t limit) const;
  /// Whence a client that knows `position` goes on without a hole; nullopt: it needs a snapshot.
  [[nodiscard]] std::optional<Number> resume_at(const LogPosition& position) const;

 private:
  void send_frame();
  void push(std::shared_ptr<LiveEvent> event);
  [[nodiscard]] bool take_token(WallTime now);

  const LiveFeedOptions options_;
  // Of the writing thread:
  std::vector<LiveSample> pending_;  // the latest of each driver since the last frame
  LogPosition position_;
  double tokens_;
  WallTime tokens_at_{};
  // Shared:
  mutable std::mutex mutex_;
  std::deque<LiveEventPtr> events_;
  Number first_ = 0;
  std::size_t bytes_ = 0;
  LogPosition before_first_;  // what was read before events_.front()
  LogPosition head_position_;
  std::uint64_t run_number_ = 0;
};

}  // namespace slipstream::store
