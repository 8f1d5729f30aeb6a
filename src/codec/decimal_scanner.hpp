#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

/// Reading a decimal number eight digits at a step, without a branch that depends on how many it has.
namespace slipstream::codec {

static_assert(std::endian::native == std::endian::little, "the first byte is the lowest one");

/// The digits at the front of eight bytes.
struct DigitRun {
  static constexpr unsigned kMax = 7;
  unsigned count;       ///< 8: eight or more
  std::uint64_t value;  ///< of up to kMax digits; 0 where there are none

  static DigitRun at(const char* from) {
    constexpr std::uint64_t kZeros = 0x3030303030303030;
    constexpr std::uint64_t kToHighBit = 0x7676767676767676;  // takes 10 and more to 128 and more
    constexpr std::uint64_t kHighBits = 0x8080808080808080;
    std::uint64_t digits;
    std::memcpy(&digits, from, sizeof digits);
    digits ^= kZeros;
    // A carry spoils only bytes behind the first that is no digit.
    const std::uint64_t others = ((digits + kToHighBit) | digits) & kHighBits;
    const auto count = static_cast<unsigned>(std::countr_zero(others)) / 8;
    if (count > kMax) return {count, 0};
    // To the end of the eight, zeros in front; in two steps, as a shift by 64 has no meaning.
    digits = (digits << (8 * (kMax - count))) << 8;
    digits = digits * 10 + (digits >> 8);
    constexpr std::uint64_t kPairs = 0x000000FF000000FF;
    constexpr std::uint64_t kFirstFactors = 100 + (1'000'000ULL << 32);
    constexpr std::uint64_t kSecondFactors = 1 + (10'000ULL << 32);
    digits = (digits & kPairs) * kFirstFactors + ((digits >> 16) & kPairs) * kSecondFactors;
    return {count, digits >> 32};
  }
};

/// Reads a JSON number of up to seven digits on each side of the point and without an exponent; correctly
/// rounded. Returns where it ends, nullptr if it is anything else. Reads up to 17 bytes from `at`.
inline const char* scan_decimal(const char* at, double& value) {
  static constexpr std::array<std::uint64_t, 8> kTens{1,      10,      100,       1'000,
                                                      10'000, 100'000, 1'000'000, 10'000'000};
  const bool negative = *at == '-';
  at += negative ? 1 : 0;
  const DigitRun whole = DigitRun::at(at);
  if (whole.count == 0 || whole.count > DigitRun::kMax) return nullptr;
  if (*at == '0' && whole.count > 1) return nullptr;
  at += whole.count;
  // A field has a point mostly or never: this is foreseen.
  if (*at != '.') {
    value = negative ? -static_cast<double>(whole.value) : static_cast<double>(whole.value);
    return at;
  }
  const DigitRun fraction = DigitRun::at(++at);
  if (fraction.count == 0 || fraction.count > DigitRun::kMax) return nullptr;
  // Both are exact as doubles, so that one division rounds correctly.
  const std::uint64_t power = kTens[fraction.count];
  const double magnitude =
      static_cast<double>(whole.value * power + fraction.value) / static_cast<double>(power);
  value = negative ? -magnitude : magnitude;
  return at + fraction.count;
}

}  // namespace slipstream::codec
