#pragma once

#include <string>
#include <vector>

namespace slipstream::plot {

/// The values an axis covers.
struct Range {
  double low = 0, high = 1;

  [[nodiscard]] double length() const { return high - low; }
  /// Grown to hold the value; NaN changes nothing.
  void include(double value);
  /// Longer by `part` of the length at each end.
  [[nodiscard]] Range padded(double part) const;
  /// A range that holds nothing yet: include() makes it one.
  [[nodiscard]] static Range empty();
  [[nodiscard]] bool is_empty() const { return !(low <= high); }
};

struct Tick {
  double at = 0;
  std::string label;
};

/// The step between ticks that are 1, 2 or 5 times a power of ten apart, about `wanted` in the range.
[[nodiscard]] double tick_step(Range range, int wanted);

/// Round numbers within the range, about `wanted` of them, all with as many decimals as the step needs; a
/// minus is U+2212.
[[nodiscard]] std::vector<Tick> number_ticks(Range range, int wanted);
/// Whole numbers only: at least 1 apart.
[[nodiscard]] std::vector<Tick> whole_ticks(Range range, int wanted);
/// Seconds as lap times, "1:16", "1:16.5".
[[nodiscard]] std::vector<Tick> lap_time_ticks(Range range_s, int wanted);
/// A range that begins on a tick and ends a little above: for values that are read from below.
[[nodiscard]] Range floor_rounded(Range range, int wanted);

/// "1:16.070", "59.999", "1:02:03.000"; with `decimals` from 0 to 3. `seconds` is not negative.
[[nodiscard]] std::string lap_time_text(double seconds, int decimals = 3);
/// With sign, "+0.030", "−0.262"; what rounds to zero has none.
[[nodiscard]] std::string signed_text(double value, int decimals);
/// With a U+2212 for a minus.
[[nodiscard]] std::string number_text(double value, int decimals);

}  // namespace slipstream::plot
