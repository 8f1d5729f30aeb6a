#include "codec/telemetry_scanner.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

namespace slipstream::codec {
namespace {

constexpr std::uint64_t kLowBits = 0x0101010101010101;
constexpr std::uint64_t kHighBits = 0x8080808080808080;
static_assert(std::endian::native == std::endian::little, "the first byte is the lowest one");

/// Marks (among others behind the first) the first byte that ends a plain text: a quote, a backslash, a
/// control character or one beyond ASCII.
std::uint64_t special_bytes(std::uint64_t bytes) {
  const auto zeros = [](std::uint64_t x) { return (x - kLowBits) & ~x; };
  const std::uint64_t quotes = zeros(bytes ^ (kLowBits * '"'));
  const std::uint64_t backslashes = zeros(bytes ^ (kLowBits * '\\'));
  const std::uint64_t control = (bytes - kLowBits * 0x20) & ~bytes;
  return (quotes | backslashes | control | bytes) & kHighBits;
}

/// The first special byte at or behind `at`; reads up to 8 bytes beyond it.
const char* find_special(const char* at) {
  while (true) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, at, sizeof bytes);
    const std::uint64_t found = special_bytes(bytes);
    if (found != 0) return at + std::countr_zero(found) / 8;
    at += sizeof bytes;
  }
}

/// A key with its closing quote as words, so that comparing is a few instructions without a branch.
struct KeyPattern {
  static constexpr std::size_t kWords = 3;
  std::array<std::uint64_t, kWords> bytes{};
  std::array<std::uint64_t, kWords> mask{};

  constexpr explicit KeyPattern(std::string_view name) {
    for (std::size_t i = 0; i <= name.size(); ++i) {
      const auto byte = static_cast<unsigned char>(i < name.size() ? name[i] : '"');
      bytes[i / 8] |= std::uint64_t{byte} << (i % 8 * 8);
      mask[i / 8] |= std::uint64_t{0xFF} << (i % 8 * 8);
    }
  }
  [[nodiscard]] bool matches(const char* at) const {
    std::array<std::uint64_t, kWords> found;
    std::memcpy(found.data(), at, sizeof found);
    std::uint64_t differences = 0;
    for (std::size_t i = 0; i < kWords; ++i) differences |= (found[i] ^ bytes[i]) & mask[i];
    return differences == 0;
  }
};
static_assert(sizeof(KeyPattern::bytes) <= kScannerPadding);

template <std::size_t... Index>
constexpr std::array<KeyPattern, kTelemetryFieldCount> make_patterns(std::index_sequence<Index...>) {
  return {KeyPattern{kTelemetryFieldNames[Index]}...};
}
constexpr auto kPatterns = make_patterns(std::make_index_sequence<kTelemetryFieldCount>{});

/// `at` is behind the opening quote of a key. The guess `next` is nearly always right.
TelemetryField match_key(const char* at, std::size_t next) {
  for (std::size_t i = 0; i < kTelemetryFieldCount; ++i) {
    const std::size_t candidate =
        next + i < kTelemetryFieldCount ? next + i : next + i - kTelemetryFieldCount;
    if (kPatterns[candidate].matches(at)) return static_cast<TelemetryField>(candidate);
  }
  return TelemetryField::unknown;
}

}  // namespace

bool scan_own_telemetry(std::string_view json, PartialTelemetry& to) {
  // The terminator in the padding stops every search below.
  const char* at = json.data();
  const char* const end = at + json.size();
  if (json.empty() || *at != '{') return false;
  std::size_t next = 0;
  while (true) {
    if (at[1] != '"') return false;
    at += 2;
    const TelemetryField field = match_key(at, next);
    if (field == TelemetryField::unknown) return false;
    next = (static_cast<std::size_t>(field) + 1) % kTelemetryFieldCount;
    at += kTelemetryFieldNames[static_cast<std::size_t>(field)].size() + 1;
    if (*at != ':') return false;
    const char* const token = ++at;
    std::string_view text;
    if (*token == '"') {
      at = find_special(token + 1);
      if (*at != '"') return false;
      text = {token + 1, static_cast<std::size_t>(at - token - 1)};
      ++at;
    } else {
      while (static_cast<unsigned char>(*at) > ' ' && *at != ',' && *at != '}') ++at;
    }
    if (at >= end || at == token) return false;
    const std::string_view value{token, static_cast<std::size_t>(at - token)};
    if (!assign_field(to, field, value, text).empty()) return false;
    if (*at == '}') return at + 1 == end;
    if (*at != ',') return false;
  }
}

}  // namespace slipstream::codec
