#pragma once

#include <cstddef>
#include <memory>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "source/padded_text.hpp"

struct libdeflate_decompressor;

namespace slipstream::source {

/// Unpacks the payload of a `.z` topic: base64 of raw DEFLATE. Keeps its buffers: one per thread.
class PacketInflater {
 public:
  /// A packet is a few kilobytes; whatever inflates beyond this is refused.
  static constexpr std::size_t kLargest = std::size_t{4} << 20;

  PacketInflater();

  /// The text in the packet, valid until the next call. Errors: invalid_input (no base64; damaged, truncated
  /// or too large DEFLATE data).
  Result<PaddedText> inflate(std::string_view base64);

 private:
  struct Free {
    void operator()(libdeflate_decompressor* decompressor) const;
  };
  std::unique_ptr<libdeflate_decompressor, Free> decompressor_;
  std::vector<unsigned char> compressed_;
  std::vector<char> text_;
};

}  // namespace slipstream::source
