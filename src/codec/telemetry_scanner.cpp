#include "codec/telemetry_scanner.hpp"

#include <array>
#include <bit>
#include <charconv>
#include <cstdint>
#include <cstring>
#include <system_error>
#include <utility>

#include "codec/decimal_scanner.hpp"
#include "codec/telemetry_values.hpp"

namespace slipstream::codec {
namespace {

constexpr std::uint64_t kLowBits = 0x0101010101010101;
constexpr std::uint64_t kHighBits = 0x8080808080808080;

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

/// `"name":` as an array, so that comparing with it is a few instructions.
template <TelemetryField Field>
constexpr auto make_key() {
  constexpr std::string_view kField = kTelemetryFieldNames[static_cast<std::size_t>(Field)];
  std::array<char, kField.size() + 3> key{'"'};
  for (std::size_t i = 0; i < kField.size(); ++i) key[i + 1] = kField[i];
  key[kField.size() + 1] = '"';
  key[kField.size() + 2] = ':';
  static_assert(key.size() <= kScannerPadding);
  return key;
}

/// Each scan_ returns where it ended, nullptr if what it met is not of our own form.
const char* scan_null(const char* at) { return std::memcmp(at, "null", 4) == 0 ? at + 4 : nullptr; }

template <TelemetryField Field>
const char* scan_text(const char* at, PartialTelemetry& to) {
  if (*at != '"') return scan_null(at);
  const char* const end = find_special(++at);
  if (*end != '"') return nullptr;
  const std::string_view text{at, static_cast<std::size_t>(end - at)};
  if constexpr (Field == TelemetryField::track_status) {
    if (text.empty() || !assign_track_status(to.record.sample.track_status, text.back()).empty())
      return nullptr;
  } else {
    if (!assign_text(to, Field, text).empty()) return nullptr;
  }
  return end + 1;
}

/// A count of any length; the padding ends it.
const char* scan_count(const char* at, std::uint64_t& to) {
  if (*at == '0' && at[1] >= '0' && at[1] <= '9') return nullptr;
  constexpr std::ptrdiff_t kMaxDigits = 20;
  const auto [end, error] = std::from_chars(at, at + kMaxDigits, to);
  return error == std::errc{} ? end : nullptr;
}

template <TelemetryField Field>
const char* scan_number(const char* at, PartialTelemetry& to) {
  if constexpr (Field == TelemetryField::seq) return scan_count(at, to.record.stamp.seq);
  double value = 0;
  const char* const end = scan_decimal(at, value);
  if (end == nullptr) return scan_null(at);
  return assign_number(to, Field, value).empty() ? end : nullptr;
}

/// Takes the field at `at`, if it is this one, and the comma behind it. False: neither its value nor its end
/// is of our own form. At the last field's closing brace `at` stays.
template <TelemetryField Field>
bool scan_field(const char*& at, PartialTelemetry& to) {
  static constexpr auto kKey = make_key<Field>();
  if (std::memcmp(at, kKey.data(), kKey.size()) != 0) return true;
  constexpr bool kIsText = kind_of(Field) == FieldKind::text || Field == TelemetryField::track_status;
  const char* const value = at + kKey.size();
  const char* end = nullptr;
  if constexpr (kIsText) {
    end = scan_text<Field>(value, to);
  } else {
    end = scan_number<Field>(value, to);
  }
  if (end == nullptr) return false;
  at = *end == ',' ? end + 1 : end;
  return *end == ',' || *end == '}';
}

template <std::size_t... Index>
bool scan_fields(const char*& at, PartialTelemetry& to, std::index_sequence<Index...> /*in our order*/) {
  return (scan_field<static_cast<TelemetryField>(Index)>(at, to) && ...);
}

}  // namespace

bool scan_own_telemetry(std::string_view json, PartialTelemetry& to) {
  // The zeros in the padding stop every search.
  if (json.empty() || json.front() != '{') return false;
  const char* at = json.data() + 1;
  if (!scan_fields(at, to, std::make_index_sequence<kTelemetryFieldCount>{})) return false;
  return at[-1] != ',' && *at == '}' && at + 1 == json.data() + json.size();
}

}  // namespace slipstream::codec
