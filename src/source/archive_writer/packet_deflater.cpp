#include "source/archive_writer/packet_deflater.hpp"

#include <libdeflate.h>

#include "base/base64.hpp"

namespace slipstream::source {
namespace {

/// 6 packs as tightly as the feed itself, 7 % less, and writes an archive half as fast.
constexpr int kLevel = 3;

}  // namespace

void PacketDeflater::Free::operator()(libdeflate_compressor* compressor) const {
  libdeflate_free_compressor(compressor);
}

PacketDeflater::PacketDeflater() : compressor_(libdeflate_alloc_compressor(kLevel)) {}

void PacketDeflater::append(std::string& out, std::string_view text) {
  const std::size_t bound = libdeflate_deflate_compress_bound(compressor_.get(), text.size());
  if (compressed_.size() < bound) compressed_.resize(bound);
  const std::size_t size = libdeflate_deflate_compress(compressor_.get(), text.data(), text.size(),
                                                       compressed_.data(), compressed_.size());
  base::append_base64(out, {compressed_.data(), size});
}

}  // namespace slipstream::source
