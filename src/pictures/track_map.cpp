#include <algorithm>
#include <cmath>

#include "pictures/lap_trace.hpp"
#include "pictures/map_view.hpp"
#include "pictures/picture.hpp"
#include "plot/frame.hpp"
#include "plot/marks.hpp"

namespace slipstream::pictures {
namespace {

enum class Pedals : std::uint8_t { neither, braking, full_throttle };

Pedals pedals_at(const LapTrace& lap, std::size_t i) {
  if (lap.brake_pct[i] > 0) return Pedals::braking;
  return lap.throttle_pct[i] >= kFullThrottlePct ? Pedals::full_throttle : Pedals::neither;
}

plot::Pen pen_of(Pedals pedals) {
  switch (pedals) {
    case Pedals::braking: return {plot::ink::kLoss, 8};
    case Pedals::full_throttle: return {plot::ink::kGain, 3.5};
    case Pedals::neither: break;
  }
  return {plot::ink::kText3, 1.6};
}

void draw_pedals(plot::Canvas& canvas, const std::vector<plot::Place>& line, const LapTrace& lap) {
  const std::span<const plot::Place> places = line;
  for (std::size_t begin = 0; begin + 1 < places.size();) {
    std::size_t end = begin + 1;
    while (end + 1 < places.size() && pedals_at(lap, end) == pedals_at(lap, begin)) ++end;
    canvas.polyline(places.subspan(begin, end - begin + 1), pen_of(pedals_at(lap, begin)));
    begin = end;
  }
}

/// The start line across the track, and a triangle beside it that shows which way it goes.
void draw_start(plot::Canvas& canvas, const std::vector<plot::Place>& line) {
  const plot::Place at = line.front(), next = line[std::min<std::size_t>(6, line.size() - 1)];
  const double length = std::hypot(next.x - at.x, next.y - at.y);
  if (!(length > 0)) return;
  const auto group = canvas.group("start and finish");
  const double dx = (next.x - at.x) / length, dy = (next.y - at.y) / length;
  canvas.line({at.x - 9 * dy, at.y + 9 * dx}, {at.x + 9 * dy, at.y - 9 * dx}, {plot::ink::kText, 2.5});
  const plot::Place foot{at.x + 14 * dy, at.y - 14 * dx};
  const std::vector<plot::Place> arrow{{foot.x + 5 * dy, foot.y - 5 * dx},
                                       {foot.x - 5 * dy, foot.y + 5 * dx},
                                       {foot.x + 12 * dx, foot.y + 12 * dy}};
  canvas.polygon(arrow, plot::ink::kText);
}

/// Beside the apex, on the side asked for unless the track itself is there.
plot::Place label_place(plot::Place apex, plot::Place way, const std::vector<plot::Place>& line) {
  constexpr double kAside = 21, kRoom = 15;
  const plot::Place outside{apex.x + kAside * way.x, apex.y + kAside * way.y};
  const plot::Place inside{apex.x - kAside * way.x, apex.y - kAside * way.y};
  const auto is_free = [&](plot::Place at) {
    return std::ranges::none_of(
        line, [&](plot::Place track) { return std::hypot(track.x - at.x, track.y - at.y) < kRoom; });
  };
  return !is_free(outside) && is_free(inside) ? inside : outside;
}

void draw_corners(plot::Canvas& canvas, const MapView& view, const std::vector<CornerMark>& corners,
                  const std::vector<plot::Place>& line) {
  for (const CornerMark& corner : corners) {
    const auto group = canvas.group("Turn " + corner.name);
    const plot::Place at = label_place(view.at(corner.x, corner.y), view.direction(corner.label_deg), line);
    canvas.ring(at, 9.5, plot::ink::kPaper, {plot::ink::kLine, 1});
    canvas.text({at.x, at.y + 4}, corner.name,
                {.size_px = 11, .ink = plot::ink::kText, .anchor = plot::Anchor::middle, .bold = true});
  }
}

Result<LapTrace> lap_to_map(const PictureRequest& request) {
  const domain::SessionInfo& info = request.session.info();
  if (!info.has.telemetry || !info.has.position) {
    return fail(ErrorCode::invalid_input, "{} has no {} of the cars: the track cannot be drawn from it",
                info.key, info.has.telemetry ? "positions" : "telemetry");
  }
  const auto ranked = request.laps.by_fastest_lap();
  if (ranked.empty()) return fail(ErrorCode::invalid_input, "{} has no lap with a time", info.key);
  auto chosen =
      choose_lap(request.session, request.laps,
                 request.drivers.empty() ? ranked.front() : request.drivers.front(), request.lap_number);
  if (!chosen) return propagate(chosen);
  auto trace = trace_lap(request.session, *chosen);
  if (!trace) return propagate(trace);
  if (std::ranges::count_if(trace->x, [](double x) { return std::isfinite(x); }) < 2) {
    return fail(ErrorCode::invalid_input, "{}: the positions of this lap are not known",
                name_of(trace->driver, trace->lap));
  }
  return trace;
}

}  // namespace

Result<std::string> draw_track_map(const PictureRequest& request) {
  auto lap = lap_to_map(request);
  if (!lap) return propagate(lap);
  plot::Canvas canvas(1200, 690, request.theme);
  const std::string title = "The track at speed";
  const std::string whose =
      fmt::format("{}, {}", name_of(lap->driver, lap->lap), plot::lap_time_text(lap->seconds()));
  const plot::Box page = plot::draw_caption(
      canvas, {title, session_title(request.session.info()) + ": " + whose,
               request.circuit.source.empty() ? "Corners: not known" : "Numbers: " + request.circuit.source});
  const plot::Box left = plot::Box{page.left, page.top, 0.6 * page.width, page.height}.inset(30, 84, 30, 34);
  const plot::Box right =
      plot::Box{page.left + 0.62 * page.width, page.top, 0.38 * page.width, page.height}.inset(24, 56, 24,
                                                                                               60);

  plot::Range speeds = plot::Range::empty();
  for (const double speed : lap->speed_kmh) speeds.include(speed);
  const MapView view(*lap, left, request.circuit.turned_deg);
  const auto line = view.line(*lap);
  {
    const auto group = canvas.group("Speed, " + whose);
    canvas.polyline(line, {plot::ink::kRaised, 13});
    plot::draw_colored_line(canvas, line, lap->speed_kmh, speeds, plot::sequential_ramp(), 7);
  }
  draw_start(canvas, line);
  draw_corners(canvas, view, request.circuit.corners, line);
  plot::draw_ramp_key(canvas, {page.left, page.top + 22, 220, 8}, plot::sequential_ramp(),
                      fmt::format("{:.0f}", speeds.low), fmt::format("{:.0f}", speeds.high), "Speed, km/h");

  const MapView pedals_view(*lap, right, request.circuit.turned_deg);
  {
    const auto group = canvas.group("Pedals, " + whose);
    draw_pedals(canvas, pedals_view.line(*lap), *lap);
  }
  canvas.text({right.left - 24, page.top + 16}, "Braking and acceleration", {.size_px = 11.5});
  plot::draw_legend(canvas, {right.left - 24, page.top + 36},
                    {{"braking", pen_of(Pedals::braking)},
                     {"full throttle", pen_of(Pedals::full_throttle)},
                     {"neither", pen_of(Pedals::neither)}});
  return canvas.finish(
      title + ", " + session_title(request.session.info()),
      fmt::format("Two maps of the lap: one coloured by speed from {:.0f} to {:.0f} km/h with {} "
                  "numbered corners, one with braking and full throttle.",
                  speeds.low, speeds.high, request.circuit.corners.size()));
}

}  // namespace slipstream::pictures
