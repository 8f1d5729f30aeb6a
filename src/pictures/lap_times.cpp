#include <algorithm>
#include <cmath>
#include <map>

#include "pictures/picture.hpp"
#include "pictures/styles.hpp"
#include "plot/axes.hpp"
#include "plot/frame.hpp"
#include "plot/marks.hpp"

namespace slipstream::pictures {
namespace {

constexpr double kQuick = 1.07;  // FastF1's pick_quicklaps: of the session's fastest lap
constexpr double kColumn = 48, kHeight = 620;

struct QuickLaps {
  std::size_t driver = 0;
  std::vector<const domain::Lap*> laps = {};
  plot::BoxStatistics box = {};
};

double seconds_of(const domain::Lap* lap) { return base::seconds(*lap->lap_time); }

std::vector<QuickLaps> quick_laps(const PictureRequest& request, const std::vector<std::size_t>& drivers,
                                  double limit_s) {
  std::vector<QuickLaps> columns;
  for (const std::size_t driver : drivers) {
    QuickLaps column{.driver = driver};
    std::vector<double> times;
    for (const domain::Lap& lap : request.laps.of(driver)) {
      if (!lap.lap_time || lap.pit_in || lap.pit_out || seconds_of(&lap) >= limit_s) continue;
      column.laps.push_back(&lap);
      times.push_back(seconds_of(&lap));
    }
    if (times.empty()) continue;
    column.box = plot::box_statistics(std::move(times));
    columns.push_back(std::move(column));
  }
  std::ranges::stable_sort(columns, {}, [](const QuickLaps& column) { return column.box.median; });
  return columns;
}

domain::Compound compound_of(const domain::Lap& lap) {
  return lap.compound.value_or(domain::Compound::unknown);
}

/// A mark of its own for the dry compounds, so that colour is not all that tells them apart.
void draw_lap(plot::Canvas& canvas, plot::Place at, domain::Compound compound) {
  const plot::Ink ink = tyre_style(compound).ink;
  switch (compound) {
    case domain::Compound::medium: canvas.ring(at, 2.6, plot::ink::kPaper, {ink, 1.4}); break;
    case domain::Compound::hard: canvas.rectangle({at.x - 2.5, at.y - 2.5, 5, 5}, ink); break;
    default: canvas.circle(at, 2.9, ink); break;
  }
}

/// Laps side by side in the order driven, so that equal times don't hide each other.
void draw_column(plot::Canvas& canvas, const plot::Axes& axes, const QuickLaps& column, double center_px,
                 const std::string& driver) {
  const plot::BoxStatistics& box = column.box;
  const auto group =
      canvas.group(fmt::format("{}: {} laps, median {}, quartiles {} and {}", driver, column.laps.size(),
                               plot::lap_time_text(box.median), plot::lap_time_text(box.lower_quartile),
                               plot::lap_time_text(box.upper_quartile)));
  const double box_width = 0.3 * kColumn, spread = 0.44 * kColumn;
  plot::draw_box_plot(canvas, axes, center_px - 0.26 * kColumn, box_width, box, plot::ink::kText2);
  for (std::size_t i = 0; i < column.laps.size(); ++i) {
    const double part = (static_cast<double>(i) + 0.5) / static_cast<double>(column.laps.size());
    draw_lap(canvas, {center_px + spread * part, axes.y_at(seconds_of(column.laps[i]))},
             compound_of(*column.laps[i]));
  }
  canvas.text({center_px, axes.area().bottom() + 20}, driver,
              {.size_px = 12.5, .ink = plot::ink::kText, .anchor = plot::Anchor::middle, .bold = true});
}

void draw_compounds(plot::Canvas& canvas, plot::Place at, const std::vector<QuickLaps>& columns) {
  std::map<domain::Compound, int> counts;
  for (const QuickLaps& column : columns) {
    for (const domain::Lap* lap : column.laps) ++counts[compound_of(*lap)];
  }
  for (const auto& [compound, count] : counts) {
    draw_lap(canvas, {at.x, at.y - 4}, compound);
    const std::string name{tyre_style(compound).name};
    at.x = plot::draw_legend(canvas, {at.x - 18, at.y},
                             {{name, {plot::ink::kPaper}, plot::LegendEntry::Mark::none}}) +
           8;
  }
}

}  // namespace

Result<std::string> draw_lap_times(const PictureRequest& request) {
  const domain::SessionInfo& info = request.session.info();
  const auto ranked = request.laps.by_fastest_lap();
  if (ranked.empty()) return fail(ErrorCode::invalid_input, "{} has no lap with a time", info.key);
  const double fastest_s = seconds_of(request.laps.fastest(ranked.front())), limit_s = kQuick * fastest_s;
  const auto columns = quick_laps(request, request.drivers.empty() ? ranked : request.drivers, limit_s);
  if (columns.empty()) {
    return fail(ErrorCode::invalid_input, "{}: no lap below {} outside the pits (107 % of the fastest)",
                info.key, plot::lap_time_text(limit_s));
  }
  plot::Range times = plot::Range::empty();
  for (const QuickLaps& column : columns) {
    for (const domain::Lap* lap : column.laps) times.include(seconds_of(lap));
  }
  const auto count = static_cast<double>(columns.size());
  plot::Canvas canvas(std::max(620.0, 120 + kColumn * count), kHeight, request.theme);
  const std::string title = "Lap times";
  const plot::Box page = plot::draw_caption(
      canvas,
      {title, session_title(info) + ": fastest median first",
       fmt::format("Laps below 107 % of the fastest lap ({}), without laps into and out of the pits. Box: "
                   "quartiles and median; whiskers: up to 1.5 times the box's length.",
                   plot::lap_time_text(limit_s))});
  const plot::Range padded = times.padded(0.04);
  const plot::Axes axes(page.inset(46, 42, 8, 28), {{0, count}, {}, ""},
                        {padded, plot::lap_time_ticks(padded, 8), ""});
  axes.draw(canvas);
  draw_compounds(canvas, {axes.area().left + 6, page.top + 14}, columns);
  for (std::size_t i = 0; i < columns.size(); ++i) {
    draw_column(canvas, axes, columns[i], axes.x_at(static_cast<double>(i) + 0.5),
                std::string{request.session.drivers()[columns[i].driver].id.view()});
  }
  return canvas.finish(title + ", " + session_title(info),
                       fmt::format("A box and points for each of {} drivers.", columns.size()));
}

}  // namespace slipstream::pictures
