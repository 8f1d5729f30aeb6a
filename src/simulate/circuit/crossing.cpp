#include "simulate/circuit/crossing.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::simulate {
namespace {

/// Steps are compared in chunks whose boxes overlap: nearly all pairs are passed over.
constexpr std::size_t kChunkSteps = 32;

struct ChunkBox {
  std::size_t begin = 0, end = 0;
  double low_x = 0, high_x = 0, low_y = 0, high_y = 0;

  [[nodiscard]] bool overlaps(const ChunkBox& other) const {
    return low_x <= other.high_x && other.low_x <= high_x && low_y <= other.high_y && other.low_y <= high_y;
  }
};

std::vector<ChunkBox> chunk_boxes(const ClosedCurve& curve) {
  std::vector<ChunkBox> boxes;
  const std::size_t size = curve.points();
  for (std::size_t begin = 0; begin < size; begin += kChunkSteps) {
    ChunkBox box{.begin = begin, .end = std::min(size, begin + kChunkSteps)};
    box.low_x = box.high_x = curve.x_m[begin];
    box.low_y = box.high_y = curve.y_m[begin];
    for (std::size_t i = begin + 1; i <= box.end; ++i) {
      box.low_x = std::min(box.low_x, curve.x_m[i % size]);
      box.high_x = std::max(box.high_x, curve.x_m[i % size]);
      box.low_y = std::min(box.low_y, curve.y_m[i % size]);
      box.high_y = std::max(box.high_y, curve.y_m[i % size]);
    }
    boxes.push_back(box);
  }
  return boxes;
}

/// Whether steps `a` and `b` meet, with less than `bridge_m` of height between them there.
bool steps_meet(const ClosedCurve& curve, std::size_t a, std::size_t b, double bridge_m) {
  const std::size_t a2 = (a + 1) % curve.points(), b2 = (b + 1) % curve.points();
  const double ax = curve.x_m[a2] - curve.x_m[a], ay = curve.y_m[a2] - curve.y_m[a];
  const double bx = curve.x_m[b2] - curve.x_m[b], by = curve.y_m[b2] - curve.y_m[b];
  const double turn = ax * by - ay * bx;
  if (turn == 0) return false;
  const double dx = curve.x_m[b] - curve.x_m[a], dy = curve.y_m[b] - curve.y_m[a];
  const double part_a = (dx * by - dy * bx) / turn, part_b = (dx * ay - dy * ax) / turn;
  if (part_a < 0 || part_a > 1 || part_b < 0 || part_b > 1) return false;
  const double height_a = curve.z_m[a] + part_a * (curve.z_m[a2] - curve.z_m[a]);
  const double height_b = curve.z_m[b] + part_b * (curve.z_m[b2] - curve.z_m[b]);
  return std::abs(height_a - height_b) < bridge_m;
}

/// Of a step of the first chunk with a later one of the second that is no neighbour.
std::optional<Crossing> crossing_of(const ClosedCurve& curve, const ChunkBox& one, const ChunkBox& other,
                                    double bridge_m) {
  const std::size_t size = curve.points();
  for (std::size_t a = one.begin; a < one.end; ++a) {
    for (std::size_t b = std::max(other.begin, a + 2); b < other.end; ++b) {
      if ((b + 1) % size == a || !steps_meet(curve, a, b, bridge_m)) continue;
      return Crossing{curve.step_m * static_cast<double>(a), curve.step_m * static_cast<double>(b)};
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Crossing> find_crossing(const ClosedCurve& curve, double bridge_m) {
  const std::vector<ChunkBox> boxes = chunk_boxes(curve);
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    for (std::size_t k = i; k < boxes.size(); ++k) {
      if (!boxes[i].overlaps(boxes[k])) continue;
      if (const auto crossing = crossing_of(curve, boxes[i], boxes[k], bridge_m)) return crossing;
    }
  }
  return std::nullopt;
}

}  // namespace slipstream::simulate
