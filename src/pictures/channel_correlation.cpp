#include "pictures/correlation.hpp"
#include "pictures/picture.hpp"
#include "plot/frame.hpp"
#include "plot/marks.hpp"

namespace slipstream::pictures {
namespace {

std::string drivers_text(const PictureRequest& request, const std::vector<std::size_t>& drivers) {
  if (request.drivers.empty()) return fmt::format("{} drivers", drivers.size());
  std::string text;
  for (const std::size_t driver : drivers) {
    if (!text.empty()) text += ", ";
    text += request.session.drivers()[driver].id.view();
  }
  return text;
}

}  // namespace

Result<std::string> draw_channel_correlation(const PictureRequest& request) {
  const domain::SessionInfo& info = request.session.info();
  if (!info.has.telemetry) {
    return fail(ErrorCode::invalid_input, "{} has no telemetry: there are no channels to correlate",
                info.key);
  }
  const auto drivers = request.drivers.empty() ? request.laps.by_fastest_lap() : request.drivers;
  const Correlation correlation = correlate_channels(request.session, request.laps, drivers);
  if (correlation.samples == 0) {
    return fail(ErrorCode::invalid_input, "{} has no telemetry on a timed lap outside the pits", info.key);
  }
  plot::Canvas canvas(760, 720, request.theme);
  const std::string title = "How the channels go together";
  const plot::Box page = plot::draw_caption(
      canvas,
      {title, session_title(info) + ": correlation, from \u22121 to +1",
       fmt::format(
           "Pearson's r of {} car samples of {}, on timed laps without the pits. An empty cell: a channel "
           "that is not known or never changes.",
           correlation.samples, drivers_text(request, drivers))});
  const plot::Box matrix = page.inset(76, 0, 0, 64);
  plot::draw_matrix(canvas, matrix, {kCorrelated.begin(), kCorrelated.end()},
                    [&](std::size_t row, std::size_t column) { return correlation.r[row][column]; });
  plot::draw_ramp_key(canvas, {matrix.right() - 220, page.bottom() - 22, 220, 8}, plot::diverging_ramp(),
                      "\u22121 opposite", "+1 together", "");
  return canvas.finish(title + ", " + session_title(info),
                       fmt::format("A matrix of {} channels.", kCorrelated.size()));
}

}  // namespace slipstream::pictures
