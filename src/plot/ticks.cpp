#include "plot/ticks.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include <fmt/format.h>

namespace slipstream::plot {
namespace {

constexpr double kSlack = 1e-9;  // of a step: a tick on the range's end belongs to it

int decimals_of(double step) { return std::max(0, static_cast<int>(-std::floor(std::log10(step) + kSlack))); }

std::vector<Tick> ticks_every(double step, Range range, const std::function<std::string(double)>& label) {
  std::vector<Tick> ticks;
  const double first = std::ceil(range.low / step - kSlack), last = std::floor(range.high / step + kSlack);
  for (double i = first; i <= last; ++i) {
    const double at = i == 0 ? 0 : i * step;
    ticks.push_back({at, label(at)});
  }
  return ticks;
}

}  // namespace

void Range::include(double value) {
  if (std::isnan(value)) return;
  low = std::min(low, value);
  high = std::max(high, value);
}

Range Range::padded(double part) const { return {low - part * length(), high + part * length()}; }

Range Range::empty() {
  return {std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
}

double tick_step(Range range, int wanted) {
  const double rough = range.length() / std::max(1, wanted);
  if (!(rough > 0) || !std::isfinite(rough)) return 1;
  const double power = std::pow(10, std::floor(std::log10(rough)));
  for (const double times : {1.0, 2.0, 5.0}) {
    // The nearest of them by ratio: 1.41 is between 1 and 2, 3.16 between 2 and 5.
    if (rough / power <= times * (times == 2.0 ? std::sqrt(2.5) : std::sqrt(2.0))) return times * power;
  }
  return 10 * power;
}

std::vector<Tick> number_ticks(Range range, int wanted) {
  const double step = tick_step(range, wanted);
  const int decimals = decimals_of(step);
  return ticks_every(step, range, [decimals](double at) { return number_text(at, decimals); });
}

std::vector<Tick> whole_ticks(Range range, int wanted) {
  return ticks_every(std::max(1.0, tick_step(range, wanted)), range,
                     [](double at) { return number_text(at, 0); });
}

std::vector<Tick> lap_time_ticks(Range range_s, int wanted) {
  constexpr double kSexagesimal[] = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600};
  double step = tick_step(range_s, wanted);
  if (step > 1) {
    const auto* const above = std::ranges::lower_bound(kSexagesimal, range_s.length() / std::max(1, wanted));
    if (above != std::end(kSexagesimal)) step = *above;
  }
  const int decimals = decimals_of(step);
  return ticks_every(step, range_s, [decimals](double at) { return lap_time_text(at, decimals); });
}

Range floor_rounded(Range range, int wanted) {
  const double step = tick_step(range, wanted);
  return {std::floor(range.low / step + kSlack) * step, range.high + 0.04 * range.length()};
}

std::string lap_time_text(double seconds, int decimals) {
  const auto scale = static_cast<long long>(std::pow(10, decimals));
  const long long units = std::llround(seconds * static_cast<double>(scale));
  const long long whole = units / scale, minutes = whole / 60;
  const std::string rest = decimals == 0 ? "" : fmt::format(".{:0{}}", units % scale, decimals);
  if (minutes == 0) return fmt::format("{}{}", whole, rest);
  if (minutes < 60) return fmt::format("{}:{:02}{}", minutes, whole % 60, rest);
  return fmt::format("{}:{:02}:{:02}{}", minutes / 60, minutes % 60, whole % 60, rest);
}

std::string number_text(double value, int decimals) {
  std::string text = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
  return value < 0 && !is_zero ? "\u2212" + text : text;
}

std::string signed_text(double value, int decimals) {
  std::string text = number_text(value, decimals);
  const bool is_zero = text.find_first_not_of("0.") == std::string::npos;
  return value > 0 && !is_zero ? "+" + text : text;
}

}  // namespace slipstream::plot
