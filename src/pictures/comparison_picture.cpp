#include "pictures/comparison_picture.hpp"

#include <algorithm>
#include <cmath>

#include "pictures/corner_ticks.hpp"
#include "pictures/session_laps.hpp"
#include "pictures/styles.hpp"
#include "plot/axes.hpp"
#include "plot/frame.hpp"
#include "plot/text.hpp"

namespace slipstream::pictures {
namespace {

using Channel = std::vector<double> ComparedLap::*;

/// A strip of the picture with one channel of both laps.
struct Strip {
  Channel channel;
  std::string title;
  plot::Range range;
  std::vector<plot::Tick> ticks;
  double height_px;
};

std::vector<Strip> strips_of(const Comparison& comparison) {
  const double top = std::max(comparison.a.top_kmh, comparison.b.top_kmh);
  const plot::Range speed =
      plot::floor_rounded({std::min(comparison.a.lowest_kmh, comparison.b.lowest_kmh), top}, 4);
  return {{&ComparedLap::speed_kmh, "km/h", speed, plot::number_ticks(speed, 4), 200},
          {&ComparedLap::throttle_pct, "throttle %", {0, 100}, plot::number_ticks({0, 100}, 2), 70},
          {&ComparedLap::brake_pct, "brake %", {0, 100}, {{0, "0"}, {100, "100"}}, 44},
          {&ComparedLap::gear, "gear", {0, 8}, plot::whole_ticks({0, 8}, 4), 80}};
}

/// Above zero in a's ink, below in b's: whoever is ahead.
void fill_delta(plot::Canvas& canvas, const plot::Axes& axes, const Comparison& comparison) {
  const auto fill = [&](double sign, plot::Ink ink) {
    std::vector<plot::Place> outline{axes.at(0, 0)};
    for (std::size_t i = 0; i < comparison.delta_s.size(); ++i) {
      const double value = sign * std::max(0.0, sign * comparison.delta_s[i]);
      outline.push_back(axes.at(comparison.distance_m[i], value));
    }
    outline.push_back(axes.at(comparison.distance_m.back(), 0));
    canvas.polygon(outline, ink, 0.22);
  };
  fill(1, plot::ink::kSlotA);
  fill(-1, plot::ink::kSlotB);
}

void draw_delta(plot::Canvas& canvas, const plot::Axes& axes, const Comparison& comparison) {
  const auto group = canvas.group(fmt::format("Delta, {} less {}", comparison.b.label, comparison.a.label));
  fill_delta(canvas, axes, comparison);
  canvas.line(axes.at(0, 0), axes.at(comparison.distance_m.back(), 0), {plot::ink::kText3, 1});
  canvas.polyline(axes.at(comparison.distance_m, comparison.delta_s), {plot::ink::kText, 2});
  for (const double line_m : comparison.timing_lines_m) {
    const double at = DistanceMap{comparison.distance_m, comparison.delta_s}.own_at(line_m);
    const plot::Place place = axes.at(line_m, at);
    canvas.ring(place, 3.6, plot::ink::kPaper, {plot::ink::kText, 1.6});
    if (line_m <= 0) continue;
    const bool last = line_m >= comparison.distance_m.back();
    canvas.text({place.x - (last ? 8 : 0), place.y - 9}, plot::signed_text(at, 3),
                {.size_px = 12,
                 .ink = plot::ink::kText,
                 .anchor = last ? plot::Anchor::end : plot::Anchor::middle,
                 .bold = true,
                 .halo = true});
  }
}

plot::Axes delta_axes(const plot::Box& box, const Comparison& comparison) {
  plot::Range range{0, 0};
  for (const double delta : comparison.delta_s) range.include(delta);
  constexpr double kLeastS = 0.05;  // equal laps are not to look like a fight
  if (range.length() < kLeastS) range = {range.low - kLeastS / 2, range.high + kLeastS / 2};
  range = range.padded(0.14);
  std::vector<plot::Tick> ticks = plot::number_ticks(range, 4);
  for (plot::Tick& tick : ticks) {
    if (tick.at > 0) tick.label = "+" + tick.label;
  }
  return {box,
          distance_axis(comparison.distance_m.back(), plot::TickLabels::hidden),
          {range, std::move(ticks), ""}};
}

void draw_strip(plot::Canvas& canvas, const plot::Axes& axes, const Comparison& comparison,
                const Strip& strip) {
  const auto draw = [&](const ComparedLap& lap, std::size_t slot) {
    const auto group = canvas.group(strip.title + ", " + lap.label);
    canvas.polyline(axes.at(comparison.distance_m, lap.*strip.channel), slot_pen(slot));
  };
  draw(comparison.b, 1);
  draw(comparison.a, 0);
}

std::string legend_name(const ComparedLap& lap) {
  std::string name = fmt::format("{} {} (lap {}", lap.driver.id.view(),
                                 plot::lap_time_text(base::seconds(*lap.lap.lap_time)), lap.lap.lap_number);
  if (lap.lap.compound) name += fmt::format(", {}", tyre_style(*lap.lap.compound).name);
  return name + ")";
}

}  // namespace

std::string method_of(const Comparison& comparison) {
  return fmt::format(
      "Distance is {}'s, its speed integrated; {}'s lap is stretched to it at {} and at {} slow corners. The "
      "delta is exact at {} by the official times, an estimate between, smoothed over 100 m.",
      comparison.a.label, comparison.b.label,
      comparison.exact_at_sectors ? "the timing lines" : "begin and end", comparison.corners_matched,
      comparison.exact_at_sectors ? "the timing lines (rings)" : "begin and end");
}

std::string draw_comparison(const Comparison& comparison, const domain::SessionInfo& info,
                            const std::string& corners_source, plot::Theme theme) {
  constexpr double kDelta = 150, kGap = 26;
  const auto strips = strips_of(comparison);
  plot::Canvas canvas(1200, 872, theme);
  const std::string title = fmt::format("{} against {}", comparison.a.label, comparison.b.label);
  std::string note = method_of(comparison);
  if (!corners_source.empty()) note += " Numbers on top: " + corners_source + ".";
  const plot::Box page = plot::draw_caption(canvas, {title, session_title(info), note});
  plot::Box box{page.left + 40, page.top + 48, page.width - 48, kDelta};
  plot::draw_legend(canvas, {box.left, page.top + 12},
                    {{legend_name(comparison.a), slot_pen(0)}, {legend_name(comparison.b), slot_pen(1)}});

  const plot::Axes delta = delta_axes(box, comparison);
  delta.draw(canvas);
  double bottom = box.bottom();
  for (const Strip& strip : strips) bottom += kGap + strip.height_px;
  draw_corner_ticks(canvas, delta, comparison.corners, box.top, bottom);
  draw_delta(canvas, delta, comparison);
  const plot::TextStyle small{.size_px = 11.5, .ink = plot::ink::kText2, .halo = true};
  canvas.text({box.left + 6, box.top + 13}, fmt::format("s, above zero {} is ahead", comparison.a.label),
              small);
  for (const Strip& strip : strips) {
    box = {box.left, box.bottom() + kGap, box.width, strip.height_px};
    const bool last = &strip == &strips.back();
    const plot::Axes axes(box,
                          distance_axis(comparison.distance_m.back(),
                                        last ? plot::TickLabels::shown : plot::TickLabels::hidden),
                          {strip.range, strip.ticks, strip.title});
    axes.draw(canvas);
    draw_strip(canvas, axes, comparison, strip);
  }
  const double end = comparison.delta_s.back();
  return canvas.finish(
      title + ", " + session_title(info),
      fmt::format("{} is {} s {} over the lap. Below: speed, throttle, brake and gear of both over "
                  "{:.0f} m.",
                  comparison.a.label, plot::number_text(std::abs(end), 3), end >= 0 ? "faster" : "slower",
                  comparison.distance_m.back()));
}

}  // namespace slipstream::pictures
