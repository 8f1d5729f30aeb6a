#include <algorithm>
#include <cmath>

#include "simulate/circuit/check_line.hpp"
#include "simulate/circuit/circuits.hpp"
#include "simulate/circuit/closed_curve.hpp"
#include "simulate/circuit/periodic.hpp"

namespace slipstream::simulate {
namespace {

constexpr std::size_t kLeastLapPoints = 30;
constexpr double kNewPointM = 1;    // a car that stands or crawls gives no new point
constexpr double kWidestGapM = 80;  // between end and begin: four samples at top speed
constexpr double kSeamM = 200;      // the end is bent towards the begin over so much on both sides
constexpr std::size_t kSeamPoints = 5;
constexpr double kPlanStepM = 8, kNoiseSigmaM = 11;

double chord_m(const TrackPoint& a, const TrackPoint& b) { return std::hypot(b.x - a.x, b.y - a.y); }

std::vector<TrackPoint> moving_points(std::span<const domain::Point> lap) {
  std::vector<TrackPoint> line;
  for (const domain::Point& point : lap) {
    const TrackPoint metres{point.x / 10.0, point.y / 10.0, point.z / 10.0};
    if (line.empty() || chord_m(line.back(), metres) >= kNewPointM) line.push_back(metres);
  }
  return line;
}

/// Takes away what was driven beyond the place where the lap begins: when a lap ends is known to a sample
/// only.
void cut_overlap(std::vector<TrackPoint>& line) {
  const TrackPoint first = line.front(), towards = line[kSeamPoints];
  const double length = chord_m(first, towards);
  const auto ahead_m = [&](const TrackPoint& point) {
    return ((point.x - first.x) * (towards.x - first.x) + (point.y - first.y) * (towards.y - first.y)) /
           length;
  };
  while (line.size() > kLeastLapPoints && chord_m(line.back(), first) < kWidestGapM &&
         ahead_m(line.back()) > -kNewPointM) {
    line.pop_back();
  }
}

/// From the end of the lap to its begin, across the direction of travel: a car does not end a lap where
/// between the walls it began it.
TrackPoint seam_offset(std::span<const TrackPoint> line) {
  const TrackPoint &last = line.back(), &before = line[line.size() - kSeamPoints];
  const double length = chord_m(before, last);
  const double along_x = (last.x - before.x) / length, along_y = (last.y - before.y) / length;
  const double dx = line.front().x - last.x, dy = line.front().y - last.y;
  const double across = dy * along_x - dx * along_y;
  return {-across * along_y, across * along_x, line.front().z - last.z};
}

/// 1 at the seam, falling smoothly to 0 at kSeamM.
double seam_weight(double distance_m) {
  const double part = std::clamp(1 - distance_m / kSeamM, 0.0, 1.0);
  return part * part * (3 - 2 * part);
}

void shift(TrackPoint& point, const TrackPoint& offset, double share) {
  point.x += share * offset.x;
  point.y += share * offset.y;
  point.z += share * offset.z;
}

void close_seam(std::vector<TrackPoint>& line) {
  const TrackPoint offset = seam_offset(line);
  double along = 0;
  for (std::size_t i = 0; i < line.size() && along < kSeamM; ++i) {
    const TrackPoint unshifted = line[i];
    const double step = i + 1 < line.size() ? chord_m(unshifted, line[i + 1]) : kSeamM;
    shift(line[i], offset, -0.5 * seam_weight(along));
    along += step;
  }
  along = 0;
  for (std::size_t i = line.size(); i-- > 0 && along < kSeamM;) {
    const double step = i > 0 ? chord_m(line[i], line[i - 1]) : kSeamM;
    shift(line[i], offset, 0.5 * seam_weight(along));
    along += step;
  }
}

/// Smoothed, and what smoothing took from the corners given back: what is left out twice is noise.
std::vector<double> without_noise(const std::vector<double>& values, double sigma) {
  std::vector<double> smooth = smooth_periodic(values, sigma);
  std::vector<double> rest(values.size());
  for (std::size_t i = 0; i < values.size(); ++i) rest[i] = values[i] - smooth[i];
  rest = smooth_periodic(rest, sigma);
  for (std::size_t i = 0; i < values.size(); ++i) smooth[i] += rest[i];
  return smooth;
}

}  // namespace

Result<CircuitPlan> plan_from_lap(std::string_view name, std::span<const domain::Point> lap) {
  std::vector<TrackPoint> line = moving_points(lap);
  if (line.size() < kLeastLapPoints) {
    return fail(ErrorCode::invalid_argument,
                "a lap of {} different positions is too short for a circuit: at least {} are needed",
                line.size(), kLeastLapPoints);
  }
  cut_overlap(line);
  const double gap_m = chord_m(line.back(), line.front());
  if (gap_m > kWidestGapM) {
    return fail(ErrorCode::invalid_argument,
                "the lap does not close: it ends {:.0f} m from where it begins, {:.0f} m are allowed", gap_m,
                kWidestGapM);
  }
  if (auto checked = check_line(line); !checked) return propagate(checked);
  close_seam(line);
  ClosedCurve curve = trace_curve(line, kPlanStepM);
  const double sigma = kNoiseSigmaM / curve.step_m;
  curve.x_m = without_noise(curve.x_m, sigma);
  curve.y_m = without_noise(curve.y_m, sigma);
  curve.z_m = without_noise(curve.z_m, sigma);
  CircuitPlan plan{.name = std::string(name)};
  for (std::size_t i = 0; i < curve.points(); ++i) {
    plan.line.push_back({curve.x_m[i], curve.y_m[i], curve.z_m[i]});
  }
  return plan;
}

}  // namespace slipstream::simulate
