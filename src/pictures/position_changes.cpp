#include <algorithm>
#include <map>

#include "pictures/neutralised.hpp"
#include "pictures/picture.hpp"
#include "pictures/styles.hpp"
#include "plot/axes.hpp"
#include "plot/frame.hpp"

namespace slipstream::pictures {
namespace {

constexpr double kWidth = 1100, kRow = 27;

/// A driver's position at the end of each lap, the grid at lap 0.
struct PositionLine {
  std::size_t driver = 0;
  std::vector<double> laps = {}, positions = {};
};

std::vector<PositionLine> position_lines(const PictureRequest& request,
                                         const std::vector<std::size_t>& drivers) {
  std::vector<PositionLine> lines;
  for (const std::size_t driver : drivers) {
    PositionLine line{.driver = driver};
    if (const auto grid = request.session.drivers()[driver].grid; grid && *grid > 0) {
      line.laps.push_back(0);
      line.positions.push_back(*grid);
    }
    for (const domain::Lap& lap : request.laps.of(driver)) {
      if (!lap.position) continue;
      line.laps.push_back(lap.lap_number);
      line.positions.push_back(*lap.position);
    }
    if (!line.laps.empty()) lines.push_back(std::move(line));
  }
  return lines;
}

/// Who drove to the end, perhaps laps behind, has a place in the result that nobody who drove further has.
bool has_finished(const PositionLine& line, const std::vector<PositionLine>& lines, double last_lap) {
  constexpr double kClassified = 0.9;  // of the winner's laps: sporting regulations
  return line.laps.back() >= kClassified * last_lap &&
         std::ranges::none_of(lines, [&](const PositionLine& other) {
           return other.positions.back() == line.positions.back() && other.laps.back() > line.laps.back();
         });
}

enum class End : std::uint8_t { finish, out };

void draw_driver(plot::Canvas& canvas, const plot::Axes& axes, const PositionLine& line, const plot::Pen& pen,
                 const std::string& id, End how) {
  const auto group =
      canvas.group(fmt::format("{}: from {} to {}", id, line.positions.front(), line.positions.back()));
  canvas.polyline(axes.at(line.laps, line.positions), pen);
  const plot::Place end = axes.at(line.laps.back(), line.positions.back());
  canvas.circle(end, 3.2, pen.ink);
  const plot::TextStyle style{.size_px = 12.5, .ink = pen.ink, .bold = true, .halo = true};
  if (how == End::finish) {
    canvas.text({axes.area().right() + 12, end.y + 4.3}, id, style);
  } else {
    canvas.text({end.x + 5, end.y - 6}, id + " out", style);
  }
}

}  // namespace

Result<std::string> draw_position_changes(const PictureRequest& request) {
  const domain::SessionInfo& info = request.session.info();
  if (info.type != "Race") {
    return fail(ErrorCode::invalid_input,
                "{} is no race: positions lap by lap are of races and sprints only (its type is {})",
                info.key, info.type.empty() ? "not known" : info.type);
  }
  const std::vector<std::size_t> by_result = request.laps.by_result();
  const auto lines = position_lines(request, request.drivers.empty() ? by_result : request.drivers);
  double last_lap = 0, last_position = 0;
  for (const PositionLine& line : lines) {
    last_lap = std::max(last_lap, line.laps.back());
    last_position = std::max(last_position, *std::ranges::max_element(line.positions));
  }
  if (last_lap < 1) {
    return fail(ErrorCode::invalid_input, "{} does not say who was where at the end of laps", info.key);
  }
  plot::Canvas canvas(kWidth, 150 + kRow * last_position, request.theme);
  const std::string title = "Positions lap by lap";
  const plot::Box page = plot::draw_caption(
      canvas,
      {title,
       session_title(info) + ": from the grid to the end of each lap; dashed: the second car of a team", ""});
  std::vector<plot::Tick> places;
  for (int place = 1; place <= last_position; ++place) {
    places.push_back({static_cast<double>(place), std::to_string(place)});
  }
  const plot::Range laps{0, last_lap};
  const plot::Axes axes(page.inset(28, 16, 54, 22), {laps, plot::whole_ticks(laps, 12), "lap"},
                        {{last_position + 0.5, 0.5}, std::move(places), ""});
  draw_bands(canvas, axes, neutralised_laps(request.laps, by_result.front()));
  axes.draw(canvas);
  const std::vector<plot::Pen> pens = team_pens(request.session.drivers());
  for (const PositionLine& line : lines) {
    draw_driver(canvas, axes, line, pens[line.driver],
                std::string{request.session.drivers()[line.driver].id.view()},
                has_finished(line, lines, last_lap) ? End::finish : End::out);
  }
  return canvas.finish(
      title + ", " + session_title(info),
      fmt::format("A line for each of {} drivers: position at the end of each of {:.0f} laps.", lines.size(),
                  last_lap));
}

}  // namespace slipstream::pictures
