#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

/// Avro's binary encoding of what the lab writes (https://avro.apache.org/docs/1.11.1/specification/).
namespace slipstream::lab {

/// An int or long: zigzag, seven bits a byte.
inline void append_long(std::string& out, std::int64_t value) {
  auto rest = static_cast<std::uint64_t>(value) << 1U ^ static_cast<std::uint64_t>(value >> 63);
  for (; rest >= 0x80; rest >>= 7U) out += static_cast<char>(rest | 0x80U);
  out += static_cast<char>(rest);
}

inline void append_double(std::string& out, double value) {
  static_assert(std::endian::native == std::endian::little);
  const auto bytes = std::bit_cast<std::array<char, sizeof value>>(value);
  out.append(bytes.data(), bytes.size());
}

inline void append_text(std::string& out, std::string_view text) {
  append_long(out, static_cast<std::int64_t>(text.size()));
  out += text;
}

}  // namespace slipstream::lab
