#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "http/event_stream.hpp"
#include "http/message.hpp"
#include "store/store.hpp"

namespace slipstream::api {

/// What one client of the live stream wants.
struct LiveFilter {
  std::array<bool, 4> kinds{true, true, true, true};  ///< by store::LiveKind
  bool snapshot = true, lag = true;
  std::vector<std::string> drivers;       ///< empty: all; of telemetry, alerts and messages per car
  std::chrono::milliseconds interval{0};  ///< between telemetry frames, at least

  [[nodiscard]] bool wants(store::LiveKind kind) const { return kinds[static_cast<std::size_t>(kind)]; }
  [[nodiscard]] bool wants_driver(const domain::DriverId& driver) const;
};
/// ?events=telemetry,alert&drivers=VER,HAM&hz=5. Errors: invalid_argument, naming the parameter.
Result<LiveFilter> read_live_filter(const http::Request& request);

/// The live stream of one client (CONTRACTS §3.3): a snapshot first, unless it resumes; then events as they
/// come. A client that is more than kMaxFramesBehind frames late gets one frame with the newest sample of
/// each driver instead of them, and a `lag` with their number; everything else is sent in full. One thread at
/// a time.
class LiveStream : public http::EventStream {
 public:
  static constexpr std::size_t kMaxFramesBehind = 20;
  static constexpr std::size_t kBytesAtOnce = std::size_t{1} << 20;

  /// `last_event_id`: what the client says it knows; empty if nothing. `store` must outlive the stream.
  LiveStream(const store::Store& store, LiveFilter filter, std::string_view last_event_id,
             std::function<WallTime()> now);

  bool pull(std::string& out) override;

 private:
  void send_snapshot(std::string& out);
  void send(const store::LiveEvent& event, std::string& out);
  void send_frame(const store::LiveEvent& event, std::string& out);
  void send_held(std::string& out);
  void send_lag(std::size_t ticks, std::string_view id, std::string& out);
  void hold(const store::LiveEvent& event);
  [[nodiscard]] bool knows(const store::LiveEvent& event) const;
  [[nodiscard]] bool frame_is_due() const { return now_() - last_frame_at_ >= filter_.interval; }

  const store::Store& store_;
  const LiveFilter filter_;
  const std::function<WallTime()> now_;
  bool needs_snapshot_ = true;
  store::LiveFeed::Number next_ = 0;
  std::uint64_t run_number_ = 0;
  store::LogPosition resumed_from_;            // what the client knew when it came back
  store::LiveFeed::Number resumed_until_ = 0;  // events before this are sent one by one, however many
  store::FrameBuilder held_;                   // what has not been sent because of `hz`
  std::string held_id_;
  WallTime last_frame_at_{};
};

/// Appends one event in the form of server-sent events. `data` has no line breaks.
void append_event(std::string_view name, std::string_view id, std::string_view data, std::string& out);

}  // namespace slipstream::api
