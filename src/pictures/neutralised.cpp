#include "pictures/neutralised.hpp"

#include <algorithm>
#include <limits>

#include "plot/text.hpp"

namespace slipstream::pictures {
namespace {

/// The strongest of a lap's statuses; nullptr if the race was free.
const char* word_of(const std::string& track_status) {
  const auto has = [&](const char* codes) { return track_status.find_first_of(codes) != std::string::npos; };
  if (has("5")) return "red flag";
  if (has("4")) return "safety car";
  if (has("67")) return "virtual safety car";
  return nullptr;
}

}  // namespace

std::vector<Neutralised> neutralised_laps(const SessionLaps& laps, std::size_t winner) {
  std::vector<Neutralised> bands;
  for (const domain::Lap& lap : laps.of(winner)) {
    const char* word = word_of(lap.track_status);
    if (word == nullptr) continue;
    const bool goes_on =
        !bands.empty() && bands.back().word == word && bands.back().last_lap + 1 == lap.lap_number;
    if (goes_on) {
      bands.back().last_lap = lap.lap_number;
    } else {
      bands.push_back({lap.lap_number, lap.lap_number, word});
    }
  }
  return bands;
}

void draw_bands(plot::Canvas& canvas, const plot::Axes& axes, const std::vector<Neutralised>& bands) {
  constexpr double kSize = 11;
  double free_from = -std::numeric_limits<double>::infinity();
  for (const Neutralised& band : bands) {
    const auto group =
        canvas.group(fmt::format("{}, laps {} to {}", band.word, band.first_lap, band.last_lap));
    const double left = axes.x_at(band.first_lap - 1), right = axes.x_at(band.last_lap);
    canvas.rectangle({left, axes.area().top, right - left, axes.area().height}, plot::ink::kRaised);
    canvas.line({left, axes.area().top}, {right, axes.area().top}, {plot::ink::kSlotB, 3});
    const double width = plot::text_width(band.word, kSize);
    const double begin = std::max(axes.area().left, (left + right - width) / 2);
    if (begin < free_from) continue;
    canvas.text({begin, axes.area().top - 6}, band.word, {.size_px = kSize, .ink = plot::ink::kText2});
    free_from = begin + width + 8;
  }
}

}  // namespace slipstream::pictures
