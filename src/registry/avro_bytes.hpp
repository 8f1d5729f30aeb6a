#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace slipstream::registry {

/// Takes the parts of Avro's binary encoding off the front of some bytes; nullopt: what is left is none. One
/// thread.
class AvroBytes {
 public:
  explicit AvroBytes(std::string_view bytes) : rest_(bytes) {}

  /// An int or long: zigzag, seven bits a byte, at most ten bytes.
  std::optional<std::int64_t> integer() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) return std::nullopt;
      const auto byte = static_cast<std::uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      if (shift == 63 && byte > 1) return std::nullopt;
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1));
    }
    return std::nullopt;
  }

  /// A float or double.
  template <class Number>
  std::optional<Number> number() {
    static_assert(std::endian::native == std::endian::little);
    const auto bytes = take(sizeof(Number));
    if (!bytes) return std::nullopt;
    std::array<char, sizeof(Number)> raw{};
    bytes->copy(raw.data(), raw.size());
    return std::bit_cast<Number>(raw);
  }

  std::optional<std::string_view> take(std::size_t count) {
    if (count > rest_.size()) return std::nullopt;
    const std::string_view taken = rest_.substr(0, count);
    rest_.remove_prefix(count);
    return taken;
  }

  /// A text or bytes, with their length in front.
  std::optional<std::string_view> counted() {
    const auto count = integer();
    if (!count || *count < 0) return std::nullopt;
    return take(static_cast<std::size_t>(*count));
  }

  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
};

}  // namespace slipstream::registry
