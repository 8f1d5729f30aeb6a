#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "base/result.hpp"
#include "base/time.hpp"
#include "source/feed_event.hpp"
#include "source/padded_text.hpp"
#include "source/sample_form.hpp"
#include "source/topic.hpp"

namespace slipstream::source {

/// Values that mean "no data", by channel, and texts that could not be read.
struct MissingCounts {
  std::uint64_t throttle = 0, brake = 0, gear = 0, position = 0, unreadable = 0;

  MissingCounts& operator+=(const MissingCounts& other);
};

/// What one line or message says.
struct Payload {
  FeedBody body;
  bool key_frame = false;
  /// Telemetry only: the newest UTC in the packet. The samples' times count from the Unix epoch until
  /// `rebase` makes session times of them: zero is known only when all packets are.
  std::optional<WallTime> newest = {};
};

/// Turns samples' UTC into session time. Does nothing to other topics.
void rebase(FeedBody& body, UtcTime zero);

/// Decodes the JSON of all topics. Keeps parsers and buffers: one per thread.
class PayloadDecoder {
 public:
  explicit PayloadDecoder(Samples samples = Samples::known);
  ~PayloadDecoder();
  PayloadDecoder(PayloadDecoder&&) noexcept;
  PayloadDecoder& operator=(PayloadDecoder&&) noexcept;

  /// `json` is a line's text behind its stamp. Errors: invalid_input (no JSON, JSON of another shape than the
  /// topic's, a damaged packet); nothing of such a line is counted.
  Result<Payload> decode(const Topic& topic, PaddedText json);

  /// What was counted since the last call.
  [[nodiscard]] MissingCounts take_missing();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace slipstream::source
