#include "source/base64.hpp"

#include <array>
#include <cstdint>

namespace slipstream::source {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::uint32_t kBad = 0x8000'0000;

/// What each character adds to a group of 24 bits, by its place in the group: four look-ups and three ORs
/// decode three bytes.
constexpr auto kBits = [] {
  std::array<std::array<std::uint32_t, 256>, 4> bits{};
  for (std::size_t place = 0; place < 4; ++place) {
    bits[place].fill(kBad);
    for (std::uint32_t value = 0; value < kAlphabet.size(); ++value) {
      bits[place][static_cast<unsigned char>(kAlphabet[value])] = value << (18 - 6 * place);
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

}  // namespace slipstream::source
