#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "source/padded_text.hpp"

namespace slipstream::source {

/// A topic's message inside a frame of the feed; its JSON is not decoded yet.
struct FeedMessage {
  std::string topic;
  PaddedText json;              ///< points into the frame
  std::optional<WallTime> utc;  ///< nullopt: part of the state sent after subscribing, which has no time
};

/// Reads what SignalR sends and what FastF1's recorder writes. Keeps buffers: one per thread.
class FrameReader {
 public:
  FrameReader();
  ~FrameReader();
  FrameReader(FrameReader&&) noexcept;
  FrameReader& operator=(FrameReader&&) noexcept;

  /// The messages in one frame, none in a keep-alive. A frame is one of
  /// - the old endpoint's {"C":…,"M":[{"M":"feed","A":[topic,data,utc]},…]}, {"R":{topic:state,…}}, {};
  /// - ASP.NET Core SignalR's {"type":1,"target":"feed","arguments":[topic,data,utc]},
  ///   {"type":3,"result":{topic:state,…}}, {"type":6}, {"type":7}, without the 0x1E that ends it;
  /// - the recorder's [topic,data,utc], utc empty for the state.
  /// Errors: invalid_input.
  Result<std::vector<FeedMessage>> read(PaddedText frame);

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace slipstream::source
