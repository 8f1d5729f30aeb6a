#pragma once

#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "base/time.hpp"

namespace slipstream::analytics {

/// Writes state compactly: integers as zigzag varints, doubles as 8 bytes, texts with their length.
class StateWriter {
 public:
  void integer(std::int64_t value) {
    auto rest = (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
    for (; rest >= 0x80; rest >>= 7) bytes_ += static_cast<char>(rest | 0x80);
    bytes_ += static_cast<char>(rest);
  }
  void number(double value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void text(std::string_view value) {
    integer(static_cast<std::int64_t>(value.size()));
    bytes_ += value;
  }
  void time(SessionTime value) { integer(value.time_since_epoch().count()); }
  void number(const std::optional<double>& value) {
    integer(value.has_value());
    if (value) number(*value);
  }
  void time(const std::optional<SessionTime>& value) {
    integer(value.has_value());
    if (value) time(*value);
  }
  [[nodiscard]] std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

/// Reads what StateWriter wrote. After the first thing that does not fit, ok() is false and all that is read
/// is zero or empty; a count is never more than the bytes that are left.
class StateReader {
 public:
  explicit StateReader(std::string_view bytes) : rest_(bytes) {}

  std::int64_t integer() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (rest_.empty()) return refuse();
      const auto byte = static_cast<std::uint8_t>(rest_.front());
      rest_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7FU} << shift;
      if (byte < 0x80) return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
    }
    return refuse();
  }
  /// An integer that fits `T`.
  template <class T>
  T integer_as() {
    const std::int64_t value = integer();
    if (value < static_cast<std::int64_t>(std::numeric_limits<T>::min()) ||
        (sizeof(T) < 8 && value > static_cast<std::int64_t>(std::numeric_limits<T>::max()))) {
      return static_cast<T>(refuse());
    }
    return static_cast<T>(value);
  }
  bool truth() { return integer() != 0; }
  double number() {
    double value = 0;
    if (rest_.size() < sizeof value) {
      refuse();
      return 0;
    }
    std::memcpy(&value, rest_.data(), sizeof value);
    rest_.remove_prefix(sizeof value);
    return value;
  }
  std::string_view text() {
    const std::string_view value = rest_.substr(0, count());
    rest_.remove_prefix(value.size());
    return value;
  }
  SessionTime time() { return SessionTime{Milliseconds{integer()}}; }
  std::optional<double> maybe_number() { return truth() ? std::optional{number()} : std::nullopt; }
  std::optional<SessionTime> maybe_time() { return truth() ? std::optional{time()} : std::nullopt; }
  /// Of things of at least a byte each.
  std::size_t count() {
    const std::int64_t value = integer();
    if (value >= 0 && static_cast<std::uint64_t>(value) <= rest_.size())
      return static_cast<std::size_t>(value);
    return static_cast<std::size_t>(refuse());
  }
  [[nodiscard]] bool ok() const { return ok_; }
  /// All was read, and all of it fitted.
  [[nodiscard]] bool done() const { return ok_ && rest_.empty(); }

 private:
  std::int64_t refuse() {
    ok_ = false;
    rest_ = {};
    return 0;
  }
  std::string_view rest_;
  bool ok_ = true;
};

}  // namespace slipstream::analytics
