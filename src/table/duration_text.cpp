#include "table/duration_text.hpp"

#include <array>
#include <cstddef>

namespace slipstream::table {
namespace {

constexpr std::int64_t kNanosInSecond = 1'000'000'000;
/// More would overflow when it is multiplied; about 292 years are the end anyway.
constexpr std::int64_t kMostSeconds = 9'000'000'000;

/// Reads a text from its front.
class DurationReader {
 public:
  explicit DurationReader(std::string_view text) : rest_(text) {}

  [[nodiscard]] bool done() const { return rest_.empty(); }

  bool skip(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  /// At least one digit, at most what seconds may be.
  std::optional<std::int64_t> digits() {
    std::int64_t value = 0;
    std::size_t count = 0;
    while (count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9') {
      value = value * 10 + (rest_[count] - '0');
      if (value > kMostSeconds) return std::nullopt;
      ++count;
    }
    if (count == 0) return std::nullopt;
    rest_.remove_prefix(count);
    return value;
  }

  /// ".147" → nanoseconds; 0 when there is no point. More than 9 decimals must be zeros.
  std::optional<std::int64_t> fraction() {
    if (!skip(".")) return 0;
    std::int64_t value = 0;
    std::int64_t unit = kNanosInSecond / 10;
    while (!rest_.empty() && rest_.front() >= '0' && rest_.front() <= '9') {
      if (unit == 0 && rest_.front() != '0') return std::nullopt;
      value += unit * (rest_.front() - '0');
      unit /= 10;
      rest_.remove_prefix(1);
    }
    return value;
  }

  /// "77.147", "1:17.147" or "1:01:17.147" → nanoseconds.
  std::optional<std::int64_t> clock() {
    std::int64_t total = 0;
    for (int part = 0; part < 3; ++part) {
      const auto value = digits();
      if (!value || (part > 0 && *value > 59)) return std::nullopt;
      total = total * 60 + *value;
      if (total > kMostSeconds) return std::nullopt;
      if (!skip(":")) break;
      if (part == 2) return std::nullopt;
    }
    const auto nanos = fraction();
    if (!nanos) return std::nullopt;
    return total * kNanosInSecond + *nanos;
  }

 private:
  std::string_view rest_;
};

}  // namespace

std::optional<std::chrono::nanoseconds> parse_duration(std::string_view text) {
  DurationReader reader(text);
  const bool negative = reader.skip("-");
  std::int64_t total = 0;
  if (text.find("day") != std::string_view::npos) {
    const auto days = reader.digits();
    if (!days || *days > kMostSeconds / 86'400 || !(reader.skip(" days") || reader.skip(" day"))) {
      return std::nullopt;
    }
    total = *days * 86'400 * kNanosInSecond * (negative ? -1 : 1);
    if (reader.done()) return std::chrono::nanoseconds{total};
    if (!reader.skip(" ")) return std::nullopt;
    reader.skip("+");
    const auto clock = reader.clock();
    if (!clock || !reader.done() || *clock > 86'400 * kNanosInSecond) return std::nullopt;
    return std::chrono::nanoseconds{total + *clock};
  }
  const auto clock = reader.clock();
  if (!clock || !reader.done()) return std::nullopt;
  return std::chrono::nanoseconds{negative ? -*clock : *clock};
}

bool is_duration_text(std::string_view text) {
  return text.find_first_of(":d") != std::string_view::npos && parse_duration(text).has_value();
}

}  // namespace slipstream::table
