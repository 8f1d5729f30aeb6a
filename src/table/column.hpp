#pragma once

#include <cassert>
#include <chrono>
#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace slipstream::table {

enum class Type : std::uint8_t {
  boolean,
  int64,
  float64,
  text,       ///< UTF-8
  timestamp,  ///< UTC, microseconds since 1970
  duration,   ///< nanoseconds, as pandas' timedelta64[ns]
};

/// "text", "timestamp", …: as messages name it.
[[nodiscard]] std::string_view name_of(Type type);

/// A named column: values of one type, any of them missing. Values lie side by side, texts in one buffer.
/// A float64 column holds no NaN: a NaN given to it is a missing value.
class Column {
 public:
  Column(std::string name, Type type) : name_(std::move(name)), type_(type) {}
  /// Take a vector as it is; in `values` of double a NaN is a missing value.
  Column(std::string name, std::vector<double> values);
  Column(std::string name, std::vector<std::int64_t> values);

  [[nodiscard]] const std::string& name() const { return name_; }
  [[nodiscard]] Type type() const { return type_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t missing() const { return missing_; }
  [[nodiscard]] bool has(std::size_t row) const {
    return missing_ == 0 || ((present_[row / 64] >> (row % 64)) & 1U) != 0;
  }

  void reserve(std::size_t rows);
  /// Empties it, keeping its memory.
  void clear();

  /// Appends a value of the column's type (anything else is a bug): bool, an integer, a floating-point
  /// number, text, a std::chrono duration, a time of the system clock; or an optional of these.
  template <class Value>
  void append(const Value& value);
  template <class Value>
  void append(const std::optional<Value>& value) {
    if (value) return append(*value);
    append_missing();
  }
  void append_missing(std::size_t count = 1);
  /// Appends rows [begin, end) of a column of the same type.
  void append(const Column& other, std::size_t begin, std::size_t end);
  /// Appends the column's own representation: int64, microseconds or nanoseconds.
  void append_integer(std::int64_t value);
  void append_double(double value);
  void append_boolean(bool value);
  void append_text(std::string_view value);

  /// Values by row, for int64, timestamp (µs) and duration (ns); what a missing row has there means nothing.
  [[nodiscard]] std::span<const std::int64_t> integers() const { return integers_; }
  [[nodiscard]] std::span<const double> doubles() const { return doubles_; }
  /// 0 or 1.
  [[nodiscard]] std::span<const std::uint8_t> booleans() const { return booleans_; }
  [[nodiscard]] std::string_view text(std::size_t row) const {
    return std::string_view{text_}.substr(static_cast<std::size_t>(offsets_[row]),
                                          static_cast<std::size_t>(offsets_[row + 1] - offsets_[row]));
  }

  /// The value of a row, nullopt where it is missing.
  [[nodiscard]] std::optional<std::int64_t> integer_at(std::size_t row) const {
    return has(row) ? std::optional{integers_[row]} : std::nullopt;
  }
  [[nodiscard]] std::optional<double> double_at(std::size_t row) const {
    return has(row) ? std::optional{doubles_[row]} : std::nullopt;
  }
  [[nodiscard]] std::optional<bool> boolean_at(std::size_t row) const {
    return has(row) ? std::optional{booleans_[row] != 0} : std::nullopt;
  }
  [[nodiscard]] std::optional<std::string_view> text_at(std::size_t row) const {
    return has(row) ? std::optional{text(row)} : std::nullopt;
  }
  [[nodiscard]] std::optional<std::chrono::nanoseconds> duration_at(std::size_t row) const {
    return has(row) ? std::optional{std::chrono::nanoseconds{integers_[row]}} : std::nullopt;
  }

  /// For bulk readers and writers: the bit of row r is bit r % 64 of word r / 64; empty when nothing is
  /// missing.
  [[nodiscard]] std::span<const std::uint64_t> presence() const { return present_; }
  /// One more than there are rows: where each text begins in `text_bytes`.
  [[nodiscard]] std::span<const std::int64_t> text_offsets() const { return offsets_; }
  [[nodiscard]] std::string_view text_bytes() const { return text_; }

  /// Append many at once, in the column's own representation; `present` as in `presence`, nullptr when all
  /// are.
  void append_integers(std::span<const std::int64_t> values, const std::uint64_t* present = nullptr);
  void append_doubles(std::span<const double> values, const std::uint64_t* present = nullptr);

 private:
  /// Counts `count` more rows, present where `present` says so or is nullptr.
  void grow(std::size_t count, const std::uint64_t* present = nullptr) {
    if (missing_ > 0 || present != nullptr) return grow_marked(count, present);
    size_ += count;
  }
  void grow_marked(std::size_t count, const std::uint64_t* present);
  void mark_missing(std::size_t row);
  void append_placeholder(std::size_t count);

  std::string name_;
  Type type_;
  std::size_t size_ = 0;
  std::size_t missing_ = 0;
  std::vector<std::uint64_t> present_;    ///< empty until a value is missing
  std::vector<std::int64_t> integers_;    ///< int64, timestamp, duration
  std::vector<double> doubles_;           ///< float64
  std::vector<std::uint8_t> booleans_;    ///< boolean
  std::string text_;                      ///< text: all values, one after the other
  std::vector<std::int64_t> offsets_{0};  ///< text: where each begins, and the end
};

inline void Column::append_integer(std::int64_t value) {
  assert(type_ == Type::int64 || type_ == Type::timestamp || type_ == Type::duration);
  integers_.push_back(value);
  grow(1);
}

inline void Column::append_double(double value) {
  assert(type_ == Type::float64);
  if (std::isnan(value)) return append_missing();
  doubles_.push_back(value);
  grow(1);
}

inline void Column::append_boolean(bool value) {
  assert(type_ == Type::boolean);
  booleans_.push_back(value ? 1 : 0);
  grow(1);
}

inline void Column::append_text(std::string_view value) {
  assert(type_ == Type::text);
  text_.append(value);
  offsets_.push_back(static_cast<std::int64_t>(text_.size()));
  grow(1);
}

template <class Value>
void Column::append(const Value& value) {
  if constexpr (std::same_as<Value, bool>) {
    append_boolean(value);
  } else if constexpr (std::integral<Value>) {
    append_integer(static_cast<std::int64_t>(value));
  } else if constexpr (std::floating_point<Value>) {
    append_double(static_cast<double>(value));
  } else if constexpr (std::convertible_to<const Value&, std::string_view>) {
    append_text(value);
  } else if constexpr (requires { value.time_since_epoch(); }) {
    static_assert(std::same_as<typename Value::clock, std::chrono::system_clock>, "only UTC is a timestamp");
    append_integer(std::chrono::duration_cast<std::chrono::microseconds>(value.time_since_epoch()).count());
  } else {
    append_integer(std::chrono::duration_cast<std::chrono::nanoseconds>(value).count());
  }
}

}  // namespace slipstream::table
