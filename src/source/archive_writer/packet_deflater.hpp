#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct libdeflate_compressor;

namespace slipstream::source {

/// Packs the payload of a `.z` topic: base64 of raw DEFLATE. Keeps its buffers: one per thread.
class PacketDeflater {
 public:
  PacketDeflater();

  /// Appends the packed text to `out`.
  void append(std::string& out, std::string_view text);

 private:
  struct Free {
    void operator()(libdeflate_compressor* compressor) const;
  };
  std::unique_ptr<libdeflate_compressor, Free> compressor_;
  std::vector<unsigned char> compressed_;
};

}  // namespace slipstream::source
