#include "base/base64.hpp"

#include <array>
#include <cstdint>

namespace slipstream::base {
namespace {

constexpr std::string_view kBase64Digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t kBad = 0x8000'0000;

/// What each character adds to a group of 24 bits, by its place in the group: four look-ups and three ORs
/// decode three bytes.
constexpr auto kBits = [] {
  std::array<std::array<std::uint32_t, 256>, 4> bits{};
  for (std::size_t place = 0; place < 4; ++place) {
    bits[place].fill(kBad);
    for (std::uint32_t value = 0; value < kBase64Digits.size(); ++value) {
      bits[place][static_cast<unsigned char>(kBase64Digits[value])] = value << (18 - 6 * place);
    }
  }
  return bits;
}();

std::uint32_t bits_at(std::string_view text, std::size_t index, std::size_t place) {
  return kBits[place][static_cast<unsigned char>(text[index])];
}

}  // namespace

std::optional<std::size_t> decode_base64(std::string_view text, std::span<unsigned char> out) {
  if (text.size() % 4 == 0) {
    for (int padding = 0; padding < 2 && text.ends_with('='); ++padding) text.remove_suffix(1);
  }
  const std::size_t rest = text.size() % 4;
  const std::size_t whole = text.size() - rest;
  if (rest == 1) return std::nullopt;
  unsigned char* to = out.data();
  std::uint32_t seen = 0;
  for (std::size_t i = 0; i < whole; i += 4) {
    const std::uint32_t group =
        bits_at(text, i, 0) | bits_at(text, i + 1, 1) | bits_at(text, i + 2, 2) | bits_at(text, i + 3, 3);
    seen |= group;
    *to++ = static_cast<unsigned char>(group >> 16);
    *to++ = static_cast<unsigned char>(group >> 8);
    *to++ = static_cast<unsigned char>(group);
  }
  std::uint32_t last = 0;
  for (std::size_t place = 0; place < rest; ++place) last |= bits_at(text, whole + place, place);
  if (rest >= 2) *to++ = static_cast<unsigned char>(last >> 16);
  if (rest == 3) *to++ = static_cast<unsigned char>(last >> 8);
  if (((seen | last) & kBad) != 0) return std::nullopt;
  return static_cast<std::size_t>(to - out.data());
}

void append_base64(std::string& out, std::span<const unsigned char> bytes) {
  const std::size_t before = out.size();
  out.resize(before + (bytes.size() + 2) / 3 * 4, '=');
  char* to = out.data() + before;
  const auto character = [](unsigned group, unsigned shift) { return kBase64Digits[group >> shift & 63U]; };
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const unsigned group =
        static_cast<unsigned>(bytes[i]) << 16 | static_cast<unsigned>(bytes[i + 1]) << 8 | bytes[i + 2];
    for (const unsigned shift : {18U, 12U, 6U, 0U}) *to++ = character(group, shift);
  }
  const std::size_t rest = bytes.size() - i;
  if (rest == 0) return;
  const unsigned second = rest == 2 ? bytes[i + 1] : 0U;
  const unsigned group = static_cast<unsigned>(bytes[i]) << 16 | second << 8;
  *to++ = character(group, 18);
  *to++ = character(group, 12);
  if (rest == 2) *to = character(group, 6);
}

std::string encode_base64(std::string_view bytes) {
  std::string text;
  append_base64(text, {reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()});
  return text;
}

std::optional<std::string> decode_base64(std::string_view text) {
  std::string bytes(base64_capacity(text.size()), '\0');
  const auto size = decode_base64(text, {reinterpret_cast<unsigned char*>(bytes.data()), bytes.size()});
  if (!size) return std::nullopt;
  bytes.resize(*size);
  return bytes;
}

}  // namespace slipstream::base
