#include <algorithm>
#include <map>

#include "pictures/neutralised.hpp"
#include "pictures/picture.hpp"
#include "pictures/styles.hpp"
#include "plot/axes.hpp"
#include "plot/frame.hpp"
#include "plot/text.hpp"

namespace slipstream::pictures {
namespace {

constexpr double kStintRow = 27, kStintsWidth = 1100;

/// Laps in a row on one set of tyres.
struct TyreRun {
  int first_lap = 0, last_lap = 0;
  std::optional<int> stint;
  domain::Compound compound = domain::Compound::unknown;
  std::optional<bool> fresh;

  [[nodiscard]] int laps() const { return last_lap - first_lap + 1; }
};

std::vector<TyreRun> tyre_runs(std::span<const domain::Lap> laps) {
  std::vector<TyreRun> runs;
  for (const domain::Lap& lap : laps) {
    const auto compound = lap.compound.value_or(domain::Compound::unknown);
    const bool goes_on = !runs.empty() && runs.back().stint == lap.stint && runs.back().compound == compound;
    if (goes_on) {
      runs.back().last_lap = lap.lap_number;
    } else {
      runs.push_back({lap.lap_number, lap.lap_number, lap.stint, compound, lap.fresh_tyre});
    }
  }
  return runs;
}

std::string describe(const TyreRun& run) {
  std::string text =
      fmt::format("laps {} to {}: {}", run.first_lap, run.last_lap, tyre_style(run.compound).name);
  if (run.fresh && run.compound != domain::Compound::unknown) text += *run.fresh ? ", new" : ", used";
  return text;
}

void draw_run(plot::Canvas& canvas, const plot::Axes& axes, double top, const TyreRun& run,
              const std::string& driver) {
  const TyreStyle tyre = tyre_style(run.compound);
  const auto group = canvas.group(driver + ", " + describe(run));
  const double left = axes.x_at(run.first_lap - 1), right = axes.x_at(run.last_lap);
  const plot::Box bar{left + 0.75, top + 4, right - left - 1.5, kStintRow - 8};
  const bool used = run.fresh == false && run.compound != domain::Compound::unknown;
  if (used) {
    canvas.rectangle(bar, plot::ink::kPaper, 1, 3);
    canvas.outline(bar.inset(1, 1, 1, 1), {tyre.ink, 2}, 3);
  } else {
    canvas.rectangle(bar, tyre.ink, 1, 3);
  }
  const std::string with_laps = fmt::format("{} {}", tyre.letter, run.laps());
  const auto fits = [&](std::string_view text) { return plot::text_width(text, 12) + 8 <= bar.width; };
  const std::string text = fits(with_laps) ? with_laps : fits(tyre.letter) ? std::string{tyre.letter} : "";
  if (text.empty()) return;
  canvas.text({bar.center().x, bar.center().y + 4.3}, text,
              {.size_px = 12,
               .ink = used ? tyre.ink : plot::ink::kPaper,
               .anchor = plot::Anchor::middle,
               .bold = true});
}

std::vector<plot::LegendEntry> legend_of(const std::vector<std::vector<TyreRun>>& runs) {
  std::map<domain::Compound, plot::LegendEntry> entries;
  for (const auto& of_driver : runs) {
    for (const TyreRun& run : of_driver) {
      const TyreStyle tyre = tyre_style(run.compound);
      entries[run.compound] = {
          fmt::format("{} {}", tyre.letter, tyre.name), {tyre.ink}, plot::LegendEntry::Mark::block};
    }
  }
  std::vector<plot::LegendEntry> list;
  list.reserve(entries.size());
  for (const auto& [compound, entry] : entries) list.push_back(entry);
  return list;
}

}  // namespace

Result<std::string> draw_tyre_strategy(const PictureRequest& request) {
  const std::vector<std::size_t> drivers =
      request.drivers.empty() ? request.laps.by_result() : request.drivers;
  std::vector<std::vector<TyreRun>> runs;
  int last_lap = 0;
  bool any_known = false;
  for (const std::size_t driver : drivers) {
    const auto laps = request.laps.of(driver);
    runs.push_back(tyre_runs(laps));
    if (!laps.empty()) last_lap = std::max(last_lap, laps.back().lap_number);
    any_known = any_known ||
                std::ranges::any_of(laps, [](const domain::Lap& lap) { return lap.compound.has_value(); });
  }
  if (!any_known) {
    return fail(ErrorCode::invalid_input, "{} does not say which tyres were driven (no TimingAppData)",
                request.session.info().key);
  }
  const double height = 168 + kStintRow * static_cast<double>(drivers.size());
  plot::Canvas canvas(kStintsWidth, height, request.theme);
  const std::string title = "Tyre strategies";
  const plot::Box page = plot::draw_caption(
      canvas,
      {title,
       session_title(request.session.info()) + ": compound and laps of each stint; outlined: a used set",
       ""});
  plot::draw_legend(canvas, {page.left + 44, page.top + 12}, legend_of(runs));
  const plot::Range laps{0, static_cast<double>(std::max(1, last_lap))};
  const plot::Axes axes(page.inset(44, 40, 8, 26), {laps, plot::whole_ticks(laps, 12), "lap"},
                        {{static_cast<double>(drivers.size()), 0}, {}, ""});
  if (request.session.info().type == "Race" && request.drivers.empty()) {
    draw_bands(canvas, axes, neutralised_laps(request.laps, drivers.front()));
  }
  axes.draw(canvas);
  for (std::size_t row = 0; row < drivers.size(); ++row) {
    const std::string driver{request.session.drivers()[drivers[row]].id.view()};
    const double top = axes.y_at(static_cast<double>(row));
    canvas.text({page.left + 34, top + kStintRow / 2 + 4.3}, driver,
                {.size_px = 12.5, .ink = plot::ink::kText, .anchor = plot::Anchor::end, .bold = true});
    for (const TyreRun& run : runs[row]) draw_run(canvas, axes, top, run, driver);
  }
  return canvas.finish(title + ", " + session_title(request.session.info()),
                       fmt::format("A bar for each of {} drivers, in stints by compound over {} laps.",
                                   drivers.size(), last_lap));
}

}  // namespace slipstream::pictures
