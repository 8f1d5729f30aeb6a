#include "cli/scaling/scaling_picture.hpp"

#include <algorithm>
#include <functional>

#include <fmt/format.h>

#include "plot/axes.hpp"
#include "plot/frame.hpp"

namespace slipstream::cli {
namespace {

/// How far CPU per record may go from the first scenario's.
constexpr double kCpuTolerance = 0.15;

/// One strip of the picture: a figure of each scenario, and of each of its readings.
struct Strip {
  std::string title;
  double height_px;
  int decimals;
  plot::Ink ink;
  std::function<double(const ScalingFigures&)> median;
  std::function<double(const ScalingFigures&, const TimedReading&)> single;
};

std::vector<Strip> strips_of(const ScalingReport& report) {
  const ScalingFigures& first = report.scenarios.front();
  const auto records = [](const ScalingFigures& figures) {
    return static_cast<double>(figures.shape.records);
  };
  return {{"CPU seconds per million records", 190, 3, plot::ink::kSlotA,
           [](const ScalingFigures& figures) { return figures.cpu_seconds_per_million(); },
           [records](const ScalingFigures& figures, const TimedReading& reading) {
             return reading.cpu_seconds / records(figures) * 1e6;
           }},
          {"thousand records a second", 150, 0, plot::ink::kSlotB,
           [](const ScalingFigures& figures) { return figures.records_per_second() / 1e3; },
           [records](const ScalingFigures& figures, const TimedReading& reading) {
             return records(figures) / reading.seconds / 1e3;
           }},
          {fmt::format("efficiency, T{}/Tn", first.shape.consumers), 110, 2, plot::ink::kSlotD,
           [&first](const ScalingFigures& figures) { return scaling_efficiency(first, figures); },
           [&first](const ScalingFigures&, const TimedReading& reading) {
             return first.seconds() / reading.seconds;
           }}};
}

plot::Axes axes_of(const plot::Box& box, const ScalingReport& report, const Strip& strip,
                   plot::TickLabels labels) {
  plot::Range values{0, 0};
  std::vector<plot::Tick> places;
  for (const ScalingFigures& figures : report.scenarios) {
    places.push_back({static_cast<double>(places.size()) + 0.5, std::to_string(figures.shape.consumers)});
    for (const TimedReading& reading : figures.readings) values.include(strip.single(figures, reading));
  }
  values.high *= 1.22;  // room for the numbers over the medians
  const double count = static_cast<double>(places.size());
  return {box,
          {{0, count}, std::move(places), labels == plot::TickLabels::shown ? "consumers" : "", labels},
          {values, plot::number_ticks(values, 4), strip.title}};
}

/// Where CPU per record still counts as that of the first scenario.
void draw_tolerance(plot::Canvas& canvas, const plot::Axes& axes, double first) {
  const auto group = canvas.group(fmt::format("within {:.0f} % of the first", kCpuTolerance * 100));
  const double top = axes.y_at(std::min(first * (1 + kCpuTolerance), axes.y_axis().range.high));
  canvas.rectangle({axes.area().left, top, axes.area().width, axes.y_at(first * (1 - kCpuTolerance)) - top},
                   plot::ink::kSlotA, 0.1);
}

void draw_figures(plot::Canvas& canvas, const plot::Axes& axes, const ScalingReport& report,
                  const Strip& strip) {
  const auto group = canvas.group(strip.title);
  std::vector<plot::Place> medians;
  medians.reserve(report.scenarios.size());
  for (const ScalingFigures& figures : report.scenarios)
    medians.push_back(axes.at(static_cast<double>(medians.size()) + 0.5, strip.median(figures)));
  canvas.polyline(medians, {strip.ink, 2});
  for (std::size_t i = 0; i < medians.size(); ++i) {
    const ScalingFigures& figures = report.scenarios[i];
    for (const TimedReading& reading : figures.readings)
      canvas.circle({medians[i].x, axes.y_at(strip.single(figures, reading))}, 2.6, strip.ink, 0.45);
    canvas.ring(medians[i], 3.8, plot::ink::kPaper, {strip.ink, 1.8});
    canvas.text(
        {medians[i].x, medians[i].y - 12}, fmt::format("{:.{}f}", strip.median(figures), strip.decimals),
        {.size_px = 12, .ink = plot::ink::kText, .anchor = plot::Anchor::middle, .bold = true, .halo = true});
  }
}

}  // namespace

std::string draw_scaling(const ScalingReport& report, plot::Theme theme) {
  const ScalingFigures &first = report.scenarios.front(), &last = report.scenarios.back();
  plot::Canvas canvas(820, 724, theme);
  const std::string title = "Weak scaling on Kafka";
  const std::string subtitle =
      fmt::format("{} to {} consumers of one group; each {} cars, {} partitions, {} records",
                  first.shape.consumers, last.shape.consumers, first.shape.cars / first.shape.consumers,
                  first.shape.partitions / first.shape.consumers,
                  fmt::group_digits(first.shape.records / static_cast<std::uint64_t>(first.shape.consumers)));
  const plot::Box page = plot::draw_caption(
      canvas,
      {title, subtitle,
       fmt::format(
           "Measured on {} cores, which the brokers may share: more consumers than cores cannot read "
           "faster, but they must not make a record dearer. Band: within {:.0f} % of the first. Dots: "
           "single readings; rings: their medians.",
           report.cores, kCpuTolerance * 100)});
  constexpr double kGap = 40;
  plot::Box box{page.left + 40, page.top - 16, page.width - 60, 0};
  const std::vector<Strip> strips = strips_of(report);
  for (const Strip& strip : strips) {
    const bool is_first = &strip == &strips.front(), is_last = &strip == &strips.back();
    box = {box.left, box.bottom() + kGap, box.width, strip.height_px};
    const plot::Axes axes =
        axes_of(box, report, strip, is_last ? plot::TickLabels::shown : plot::TickLabels::hidden);
    if (is_first) draw_tolerance(canvas, axes, first.cpu_seconds_per_million());
    axes.draw(canvas);
    draw_figures(canvas, axes, report, strip);
  }
  return canvas.finish(
      title, fmt::format("{}. CPU per record with {} consumers: {:.2f} times that with {}.", subtitle,
                         last.shape.consumers, cpu_ratio(first, last), first.shape.consumers));
}

}  // namespace slipstream::cli
