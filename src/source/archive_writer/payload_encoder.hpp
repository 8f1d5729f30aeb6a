#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "source/archive_writer/packet_deflater.hpp"
#include "source/feed_event.hpp"
#include "source/feed_json.hpp"

namespace slipstream::source {

/// The name of the topic that a body belongs to; empty for one that cannot be written: a topic that is not
/// known, of which nothing was kept, and a packet without samples.
[[nodiscard]] std::string_view topic_of(const FeedBody& body);

/// Makes the JSON of a line: the counterpart of PayloadDecoder. Keeps its buffers: one per thread.
class PayloadEncoder {
 public:
  /// `zero` is the UTC of session time zero.
  explicit PayloadEncoder(UtcTime zero) : zero_(zero) {}

  /// What follows the stamp. For bodies that have a topic; valid until the next call. A packet cannot say
  /// that it is a key frame. Errors: invalid_argument (a packet of more than readers take).
  Result<std::string_view> encode(const FeedBody& body, FeedJson::Frame frame);

 private:
  struct Visitor;

  UtcTime zero_;
  PacketDeflater deflater_;
  std::string json_, packet_;
};

}  // namespace slipstream::source
