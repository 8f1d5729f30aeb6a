#pragma once

#include <string_view>

#include "base/result.hpp"
#include "net/http_head.hpp"

namespace slipstream::net {

/// Where the body of a good answer (200 or 206), or of any if that was asked for, goes. Called by the thread
/// that asked.
class BodySink {
 public:
  virtual ~BodySink() = default;
  /// An answer begins; once in each attempt that has one, before its bytes.
  virtual Result<> begin(const HttpHead& head) = 0;
  /// The next bytes; an error ends the transfer for good.
  virtual Result<> write(std::string_view bytes) = 0;
};

}  // namespace slipstream::net
