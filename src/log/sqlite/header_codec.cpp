#include "log/sqlite/header_codec.hpp"

#include <optional>

namespace slipstream::log::sqlite {
namespace {

constexpr int kMaxLengthBits = 28;

void put(std::string_view bytes, std::string& out) {
  std::size_t length = bytes.size();
  for (; length >= 0x80; length >>= 7) out += static_cast<char>(length | 0x80);
  out += static_cast<char>(length);
  out += bytes;
}

/// Takes a length and that many bytes off the front; nullopt if `rest` does not hold them.
std::optional<std::string_view> take(std::string_view& rest) {
  std::size_t length = 0;
  for (int shift = 0;; shift += 7) {
    if (rest.empty() || shift > kMaxLengthBits) return std::nullopt;
    const auto byte = static_cast<unsigned char>(rest.front());
    rest.remove_prefix(1);
    length |= static_cast<std::size_t>(byte & 0x7f) << shift;
    if (byte < 0x80) break;
  }
  if (length > rest.size()) return std::nullopt;
  const std::string_view taken = rest.substr(0, length);
  rest.remove_prefix(length);
  return taken;
}

}  // namespace

void encode_headers(const RecordBatch& batch, std::size_t index, std::string& out) {
  out.clear();
  const std::size_t count = batch[index].header_count;
  for (std::size_t number = 0; number < count; ++number) {
    const HeaderView header = batch.header(index, number);
    put(header.key, out);
    put(header.value, out);
  }
}

bool decode_headers(std::string_view bytes, std::vector<HeaderView>& out) {
  out.clear();
  while (!bytes.empty()) {
    const auto key = take(bytes);
    const auto value = key ? take(bytes) : std::nullopt;
    if (!value) return false;
    out.push_back({*key, *value});
  }
  return true;
}

}  // namespace slipstream::log::sqlite
