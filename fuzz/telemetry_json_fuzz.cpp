// The JSON inside a telemetry packet → samples: packed as the feed packs it, so that mutations reach the
// decoder behind base64 and DEFLATE. The first byte chooses the topic.
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <libdeflate.h>

#include "source/payload.hpp"

using namespace slipstream::source;

namespace {

std::string base64(const std::vector<unsigned char>& bytes) {
  constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); i += 3) {
    const auto at = [&](std::size_t k) { return i + k < bytes.size() ? bytes[i + k] : 0U; };
    const unsigned group = at(0) << 16 | at(1) << 8 | at(2);
    for (std::size_t k = 0; k < 4; ++k)
      text += i + k <= bytes.size() ? kAlphabet[group >> (18 - 6 * k) & 63] : '=';
  }
  return text;
}

std::string pack(std::string_view json) {
  const std::unique_ptr<libdeflate_compressor, decltype(&libdeflate_free_compressor)> compressor{
      libdeflate_alloc_compressor(1), &libdeflate_free_compressor};
  std::vector<unsigned char> bytes(libdeflate_deflate_compress_bound(compressor.get(), json.size()));
  bytes.resize(
      libdeflate_deflate_compress(compressor.get(), json.data(), json.size(), bytes.data(), bytes.size()));
  return base64(bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static PayloadDecoder decoder;
  if (size == 0) return 0;
  constexpr std::array kTopics{"Position.z", "CarData.z", "CarCondition.z"};
  const Topic& topic = *find_topic(kTopics[data[0] % kTopics.size()]);
  const TextBuffer line('"' + pack({reinterpret_cast<const char*>(data) + 1, size - 1}) + '"');
  static_cast<void>(decoder.decode(topic, line.padded()));
  return 0;
}
