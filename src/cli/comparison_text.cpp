#include "cli/comparison_text.hpp"

#include <algorithm>
#include <cmath>

#include "cli/text_table.hpp"
#include "pictures/comparison_picture.hpp"
#include "pictures/session_laps.hpp"
#include "pictures/styles.hpp"
#include "plot/ticks.hpp"

namespace slipstream::cli {
namespace {

using pictures::ComparedLap;
using pictures::Comparison;

/// A row of the table of both laps: texts of a value of a and of b, and of their difference.
class SideBySide {
 public:
  explicit SideBySide(const Comparison& comparison)
      : table_({"", comparison.a.label, comparison.b.label,
                comparison.b.label + " \u2212 " + comparison.a.label}) {}

  void add_time(const std::string& name, std::optional<Milliseconds> a, std::optional<Milliseconds> b) {
    const auto text = [](std::optional<Milliseconds> time) {
      return time ? plot::lap_time_text(base::seconds(*time)) : "";
    };
    table_.add({name, text(a), text(b), a && b ? plot::signed_text(base::seconds(*b - *a), 3) : ""});
  }
  template <class Number>
  void add(const std::string& name, std::optional<Number> a, std::optional<Number> b, double times = 1) {
    const auto text = [times](std::optional<Number> value) {
      return value ? plot::number_text(times * *value, 0) : "";
    };
    table_.add({name, text(a), text(b), a && b ? plot::signed_text(times * (*b - *a), 0) : ""});
  }
  void add_text(const std::string& name, const std::string& a, const std::string& b) {
    table_.add({name, a, b, ""});
  }
  [[nodiscard]] std::string to_string() const { return table_.to_string(); }

 private:
  TextTable table_;
};

std::string tyres_of(const domain::Lap& lap) {
  if (!lap.compound) return "";
  const auto name = pictures::tyre_style(*lap.compound).name;
  return lap.tyre_life ? fmt::format("{}, {} laps old", name, *lap.tyre_life) : std::string{name};
}

std::string both_laps(const Comparison& comparison) {
  const ComparedLap &a = comparison.a, &b = comparison.b;
  SideBySide rows(comparison);
  rows.add_time("lap time", a.lap.lap_time, b.lap.lap_time);
  for (std::size_t i = 0; i < 3; ++i) {
    rows.add_time(fmt::format("sector {}", i + 1), a.lap.sectors[i], b.lap.sectors[i]);
  }
  const domain::SpeedTraps &at_a = a.lap.speeds, &at_b = b.lap.speeds;
  rows.add("trap, sector 1, km/h", at_a.i1, at_b.i1);
  rows.add("trap, sector 2", at_a.i2, at_b.i2);
  rows.add("finish line", at_a.fl, at_b.fl);
  rows.add("speed trap", at_a.st, at_b.st);
  rows.add("top speed", std::optional{a.top_kmh}, std::optional{b.top_kmh});
  rows.add("lowest speed", std::optional{a.lowest_kmh}, std::optional{b.lowest_kmh});
  rows.add("full throttle, % of time", a.full_throttle, b.full_throttle, 100);
  rows.add("braking, % of time", a.braking, b.braking, 100);
  rows.add_text("lap", std::to_string(a.lap.lap_number), std::to_string(b.lap.lap_number));
  rows.add_text("tyres", tyres_of(a.lap), tyres_of(b.lap));
  return rows.to_string();
}

std::string delta_line(const Comparison& comparison) {
  constexpr std::size_t kColumns = 72;
  const auto [low, high] = std::ranges::minmax(comparison.delta_s);
  return fmt::format("{} \u2212 {} along the lap, {} to {} s; above zero {} is ahead\n{}\n",
                     comparison.b.label, comparison.a.label, plot::signed_text(low, 3),
                     plot::signed_text(high, 3), comparison.a.label,
                     block_line(comparison.delta_s, kColumns));
}

std::string by_section(const Comparison& comparison) {
  const std::string &a = comparison.a.label, &b = comparison.b.label;
  TextTable table(
      {"section", "from m", "to m", a + " lowest km/h", b + " lowest", "lost by " + b + ", s", "delta"});
  double delta = 0;
  for (const pictures::Section& section : comparison.sections) {
    delta += section.lost_s;
    table.add({section.name, plot::number_text(section.begin_m, 0), plot::number_text(section.end_m, 0),
               plot::number_text(section.a_lowest_kmh, 0), plot::number_text(section.b_lowest_kmh, 0),
               plot::signed_text(section.lost_s, 3), plot::signed_text(delta, 3)});
  }
  return table.to_string();
}

}  // namespace

std::string block_line(const std::vector<double>& values, std::size_t width) {
  static constexpr std::array kBlocks{"\u2581", "\u2582", "\u2583", "\u2584",
                                      "\u2585", "\u2586", "\u2587", "\u2588"};
  if (values.empty()) return "";
  const auto [low, high] = std::ranges::minmax(values);
  std::string line;
  for (std::size_t column = 0; column < width; ++column) {
    const double value = values[column * (values.size() - 1) / std::max<std::size_t>(1, width - 1)];
    const double part = high > low ? (value - low) / (high - low) : 0.5;
    line +=
        kBlocks[std::min<std::size_t>(kBlocks.size() - 1, static_cast<std::size_t>(part * kBlocks.size()))];
  }
  return line;
}

std::string comparison_text(const Comparison& comparison, const domain::SessionInfo& info) {
  return fmt::format("{}  {}\n\n{}\n{}\n{}\n{}\n", info.key, pictures::session_title(info),
                     both_laps(comparison), delta_line(comparison), by_section(comparison),
                     pictures::method_of(comparison));
}

}  // namespace slipstream::cli
