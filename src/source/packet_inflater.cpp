#include "source/packet_inflater.hpp"

#include <cstring>

#include <libdeflate.h>

#include "base/base64.hpp"

namespace slipstream::source {

void PacketInflater::Free::operator()(libdeflate_decompressor* decompressor) const {
  libdeflate_free_decompressor(decompressor);
}

PacketInflater::PacketInflater()
    : decompressor_(libdeflate_alloc_decompressor()), text_((std::size_t{64} << 10) + kPadding) {}

Result<PaddedText> PacketInflater::inflate(std::string_view base64) {
  const std::size_t capacity = base::base64_capacity(base64.size());
  if (compressed_.size() < capacity) compressed_.resize(capacity);
  const auto size = base::decode_base64(base64, compressed_);
  if (!size) return fail(ErrorCode::invalid_input, "the packet is not base64");

  std::size_t written = 0;
  while (true) {
    const auto outcome = libdeflate_deflate_decompress(decompressor_.get(), compressed_.data(), *size,
                                                       text_.data(), text_.size() - kPadding, &written);
    if (outcome == LIBDEFLATE_SUCCESS) break;
    if (outcome != LIBDEFLATE_INSUFFICIENT_SPACE) {
      return fail(ErrorCode::invalid_input, "the packet's compressed data is damaged or cut off");
    }
    if (text_.size() > kLargest) {
      return fail(ErrorCode::invalid_input, "the packet inflates to more than {} MiB", kLargest >> 20);
    }
    text_.resize(text_.size() * 2);
  }
  std::memset(text_.data() + written, 0, kPadding);
  std::string_view text{text_.data(), written};
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  return PaddedText{text};
}

}  // namespace slipstream::source
