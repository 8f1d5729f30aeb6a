#include <algorithm>

#include "pictures/corner_ticks.hpp"
#include "pictures/lap_matching.hpp"
#include "pictures/lap_trace.hpp"
#include "pictures/picture.hpp"
#include "pictures/styles.hpp"
#include "plot/axes.hpp"
#include "plot/frame.hpp"

namespace slipstream::pictures {
namespace {

constexpr std::size_t kByDefault = 3;

/// The drivers asked for, or the fastest that have telemetry.
Result<std::vector<LapTrace>> traces_of(const PictureRequest& request) {
  std::vector<LapTrace> traces;
  for (const std::size_t driver : request.drivers) {
    auto chosen = choose_lap(request.session, request.laps, driver, request.lap_number);
    if (!chosen) return propagate(chosen);
    auto trace = trace_lap(request.session, *chosen);
    if (!trace) return propagate(trace);
    traces.push_back(std::move(*trace));
  }
  if (!request.drivers.empty()) return traces;
  for (const std::size_t driver : request.laps.by_fastest_lap()) {
    auto chosen = choose_lap(request.session, request.laps, driver, request.lap_number);
    if (!chosen) continue;
    if (auto trace = trace_lap(request.session, *chosen)) traces.push_back(std::move(*trace));
    if (traces.size() == kByDefault) break;
  }
  return traces;
}

/// The lap's samples on the reference's distance.
struct SpeedLine {
  std::vector<double> distance_m, speed_kmh;
};

SpeedLine speed_on(const LapTrace& reference, const LapTrace& lap) {
  const DistanceMap to_own = match_to(reference, lap);
  SpeedLine line;
  constexpr double kStepM = 5;
  for (double distance = 0; distance <= reference.length_m(); distance += kStepM) {
    line.distance_m.push_back(distance);
    line.speed_kmh.push_back(lap.value_at(lap.speed_kmh, to_own.own_at(distance)));
  }
  return line;
}

std::string lap_text(const LapTrace& trace) {
  return fmt::format("{} {} (lap {})", trace.driver.id.view(), plot::lap_time_text(trace.seconds()),
                     trace.lap.lap_number);
}

}  // namespace

Result<std::string> draw_speed_traces(const PictureRequest& request) {
  const domain::SessionInfo& info = request.session.info();
  if (!info.has.telemetry) {
    return fail(ErrorCode::invalid_input, "{} has no telemetry: speeds over distance are not known",
                info.key);
  }
  if (request.drivers.size() > kMostSlots) {
    return fail(ErrorCode::invalid_argument, "{} drivers in one chart cannot be told apart: name up to {}",
                request.drivers.size(), kMostSlots);
  }
  auto traces = traces_of(request);
  if (!traces) return propagate(traces);
  if (traces->empty()) return fail(ErrorCode::invalid_input, "{} has no timed lap with telemetry", info.key);
  const LapTrace& reference = traces->front();
  plot::Canvas canvas(1200, 560, request.theme);
  const std::string title =
      request.lap_number ? fmt::format("Speed on lap {}", *request.lap_number) : "Speed on the fastest laps";
  const auto corners = places_on(reference, request.circuit.corners);
  const plot::Box page = plot::draw_caption(
      canvas, {title, session_title(info),
               fmt::format("Distance: speed integrated; laps are stretched to {}'s so that timing lines "
                           "coincide and speeds in slow corners fit. Numbers on top are corners{}.",
                           reference.driver.id.view(),
                           request.circuit.source.empty() ? "" : " (" + request.circuit.source + ")")});
  plot::Range speeds = plot::Range::empty();
  for (const LapTrace& trace : *traces) {
    for (const double speed : trace.speed_kmh) speeds.include(speed);
  }
  speeds = plot::floor_rounded(speeds, 6);
  const plot::Axes axes(page.inset(36, 56, 8, 36),
                        distance_axis(reference.length_m(), plot::TickLabels::shown),
                        {speeds, plot::number_ticks(speeds, 6), ""});
  axes.draw(canvas);
  draw_corner_ticks(canvas, axes, corners, axes.area().top, axes.area().bottom());
  std::vector<plot::LegendEntry> legend;
  legend.reserve(traces->size());
  for (std::size_t i = traces->size(); i-- > 0;) {
    const SpeedLine line = speed_on(reference, (*traces)[i]);
    const auto group = canvas.group(lap_text((*traces)[i]));
    canvas.polyline(axes.at(line.distance_m, line.speed_kmh), slot_pen(i));
  }
  for (std::size_t i = 0; i < traces->size(); ++i) legend.push_back({lap_text((*traces)[i]), slot_pen(i)});
  canvas.text({page.left, page.top + 12}, "km/h", {.size_px = 11.5});
  plot::draw_legend(canvas, {axes.area().left, page.top + 12}, legend);
  return canvas.finish(title + ", " + session_title(info),
                       fmt::format("Speed in km/h over {:.0f} m of distance, a line for each of {} drivers.",
                                   reference.length_m(), traces->size()));
}

}  // namespace slipstream::pictures
