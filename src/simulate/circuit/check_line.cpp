#include "simulate/circuit/check_line.hpp"

#include <cmath>

namespace slipstream::simulate {
namespace {

constexpr std::size_t kLeastPoints = 8;
constexpr double kLeastLengthM = 500, kMostLengthM = 30'000;
constexpr double kSamePointM = 0.01;

}  // namespace

Result<void> check_line(std::span<const TrackPoint> line) {
  if (line.size() < kLeastPoints) {
    return fail(ErrorCode::invalid_argument, "a circuit needs {} points, there are {}", kLeastPoints,
                line.size());
  }
  double along = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const TrackPoint &point = line[i], &next = line[(i + 1) % line.size()];
    if (!std::isfinite(point.x) || !std::isfinite(point.y) || !std::isfinite(point.z)) {
      return fail(ErrorCode::invalid_argument, "point {} of the line is not a number", i + 1);
    }
    const double chord = std::hypot(next.x - point.x, next.y - point.y);
    if (chord < kSamePointM) {
      return fail(ErrorCode::invalid_argument, "point {} of the line and the next are the same", i + 1);
    }
    along += chord;
  }
  if (along < kLeastLengthM || along > kMostLengthM) {
    return fail(ErrorCode::invalid_argument, "a circuit is {:.0f} m to {:.0f} m long, this one is {:.0f} m",
                kLeastLengthM, kMostLengthM, along);
  }
  return {};
}

}  // namespace slipstream::simulate
