#include "plot/polyline.hpp"

#include <cmath>
#include <cstdint>

#include "plot/text.hpp"

namespace slipstream::plot {
namespace {

/// In tenths of a px.
struct GridPlace {
  std::int64_t x = 0, y = 0;
  friend bool operator==(const GridPlace&, const GridPlace&) = default;
};

bool goes_straight_on(const GridPlace& a, const GridPlace& b, const GridPlace& c) {
  const auto cross = (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
  const auto along = (b.x - a.x) * (c.x - b.x) + (b.y - a.y) * (c.y - b.y);
  return cross == 0 && along > 0;
}

void append_place(std::vector<GridPlace>& run, const GridPlace& place) {
  if (!run.empty() && run.back() == place) return;
  const std::size_t size = run.size();
  if (size >= 2 && goes_straight_on(run[size - 2], run[size - 1], place)) {
    run.back() = place;
  } else {
    run.push_back(place);
  }
}

void finish_run(std::vector<GridPlace>& run, std::vector<std::string>& texts) {
  if (run.size() >= 2) {
    std::string& text = texts.emplace_back();
    for (const GridPlace& place : run) {
      if (!text.empty()) text += ' ';
      text += short_number(static_cast<double>(place.x) / 10) + ',' +
              short_number(static_cast<double>(place.y) / 10);
    }
  }
  run.clear();
}

}  // namespace

std::vector<std::string> polyline_points(std::span<const Place> places) {
  std::vector<std::string> texts;
  std::vector<GridPlace> run;
  for (const Place& place : places) {
    if (std::isfinite(place.x) && std::isfinite(place.y)) {
      append_place(run, {std::llround(place.x * 10), std::llround(place.y * 10)});
    } else {
      finish_run(run, texts);
    }
  }
  finish_run(run, texts);
  return texts;
}

}  // namespace slipstream::plot
