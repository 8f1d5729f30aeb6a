#include "simulate/circuit/rounded_line.hpp"

#include <cmath>
#include <numbers>

namespace slipstream::simulate {
namespace {

constexpr double kArcPointsM = 8, kStraightPointsM = 30;

/// The arc at one vertex: from `begin` to `end` around `centre`, turning by `turn` (left positive).
struct Arc {
  TrackPoint begin, end, centre;
  double radius_m = 0, turn = 0;
};

TrackPoint between(const Vertex& from, const Vertex& to, double metres) {
  const double part = metres / std::hypot(to.x - from.x, to.y - from.y);
  return {from.x + part * (to.x - from.x), from.y + part * (to.y - from.y), from.z + part * (to.z - from.z)};
}

Arc arc_at(const Vertex& before, const Vertex& vertex, const Vertex& after) {
  const double in = std::atan2(vertex.y - before.y, vertex.x - before.x);
  const double out = std::atan2(after.y - vertex.y, after.x - vertex.x);
  Arc arc{.begin = {}, .end = {}, .centre = {}, .radius_m = vertex.radius_m};
  arc.turn = std::remainder(out - in, 2 * std::numbers::pi);
  const double tangent_m = vertex.radius_m * std::tan(std::abs(arc.turn) / 2);
  arc.begin = between(vertex, before, tangent_m);
  arc.end = between(vertex, after, tangent_m);
  const double inwards = in + std::copysign(std::numbers::pi / 2, arc.turn);
  arc.centre.x = arc.begin.x + vertex.radius_m * std::cos(inwards);
  arc.centre.y = arc.begin.y + vertex.radius_m * std::sin(inwards);
  return arc;
}

void append_straight(std::vector<TrackPoint>& line, const TrackPoint& from, const TrackPoint& to) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  const int pieces = static_cast<int>(std::ceil(length / kStraightPointsM));
  for (int i = 1; i < pieces; ++i) {
    const double part = static_cast<double>(i) / pieces;
    line.push_back(
        {from.x + part * (to.x - from.x), from.y + part * (to.y - from.y), from.z + part * (to.z - from.z)});
  }
}

void append_arc(std::vector<TrackPoint>& line, const Arc& arc) {
  line.push_back(arc.begin);
  if (arc.radius_m == 0) return;
  const int pieces = static_cast<int>(std::ceil(arc.radius_m * std::abs(arc.turn) / kArcPointsM));
  const double from = std::atan2(arc.begin.y - arc.centre.y, arc.begin.x - arc.centre.x);
  for (int i = 1; i < pieces; ++i) {
    const double part = static_cast<double>(i) / pieces;
    const double angle = from + part * arc.turn;
    line.push_back({arc.centre.x + arc.radius_m * std::cos(angle),
                    arc.centre.y + arc.radius_m * std::sin(angle),
                    arc.begin.z + part * (arc.end.z - arc.begin.z)});
  }
  line.push_back(arc.end);
}

}  // namespace

std::vector<TrackPoint> rounded_line(std::span<const Vertex> vertices) {
  const std::size_t size = vertices.size();
  std::vector<Arc> arcs;
  arcs.reserve(size);
  for (std::size_t i = 0; i < size; ++i) {
    arcs.push_back(arc_at(vertices[(i + size - 1) % size], vertices[i], vertices[(i + 1) % size]));
  }
  std::vector<TrackPoint> line;
  for (std::size_t i = 0; i < size; ++i) {
    append_arc(line, arcs[i]);
    append_straight(line, arcs[i].end, arcs[(i + 1) % size].begin);
  }
  return line;
}

}  // namespace slipstream::simulate
