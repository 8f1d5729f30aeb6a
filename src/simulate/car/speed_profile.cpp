#include "simulate/car/speed_profile.hpp"

#include <algorithm>
#include <cmath>
#include <span>

#include "simulate/car/forces.hpp"

namespace slipstream::simulate {
namespace {

/// Tyres at their sideways limit still transmit a fifth of their grip forwards: slip angles are not what
/// the friction circle makes of them, and a car holds its speed through a corner.
constexpr float kLeastShareSquared = 0.04F;

constexpr float kUsualCornerSpeed2 = 50 * 50;

/// The part of longitudinal grip that cornering leaves over.
float share_left(const ForceTable::Cell& cell, float curvature, float speed2) {
  const float lateral = curvature * speed2;
  return std::sqrt(std::max(kLeastShareSquared, 1 - lateral * lateral * cell.lateral_inverse_2));
}

/// Squared speed at which a car just holds a line of `curvature`: where grip · (gravity + load · u) is
/// curvature · u. Grip depends on u, but little: two passes from any speed end within 0.1 %.
float corner_limit(const ForceTable& forces, float curvature) {
  const auto gravity = static_cast<float>(kGravity);
  float limit = std::min(kUsualCornerSpeed2, forces.top_speed2());
  for (int pass = 0; pass < 2; ++pass) {
    const float grip = forces.at(limit).grip_lateral;
    const float missing = curvature - grip * forces.load_per_speed2();
    const bool limited = missing * forces.top_speed2() > grip * gravity;
    limit = limited ? grip * gravity / missing : forces.top_speed2();
  }
  return limit;
}

/// Corner limits at each point; returns the slowest place.
std::size_t fill_corner_limits(const Circuit& circuit, const ForceTable& forces, std::span<float> limits) {
  for (std::size_t i = 0; i < limits.size(); ++i) {
    limits[i] = corner_limit(forces, std::abs(circuit.curvature[i]));
  }
  return static_cast<std::size_t>(std::ranges::min_element(limits) - limits.begin());
}

/// Lowers limits to what leaves room to brake for all that follows.
void brake_backwards(const Circuit& circuit, const ForceTable& forces, std::size_t slowest,
                     std::span<float> speed2) {
  const auto gravity = static_cast<float>(kGravity);
  const auto two_steps = static_cast<float>(2 * circuit.step_m);
  float u = speed2[slowest];
  std::size_t i = slowest;
  for (std::size_t count = 1; count < speed2.size(); ++count) {
    const ForceTable::Cell& cell = forces.at(u);
    const float share = share_left(cell, circuit.curvature[i], u);
    i = i == 0 ? speed2.size() - 1 : i - 1;
    const float slowing = cell.braking * share + cell.resistance + gravity * circuit.slope[i];
    u = std::min(speed2[i], u + two_steps * std::max(0.0F, slowing));
    speed2[i] = u;
  }
}

float sped_up(const ForceTable::Cell& cell, float u, float curvature, float resistance, float two_steps) {
  const float drive = std::min(cell.engine, cell.traction * share_left(cell, curvature, u));
  return std::max(1.0F, u + two_steps * (drive - resistance));
}

/// From the slowest place forwards with engine and tyres, below what `open` holds: the bound by corners and
/// brakes. Overwrites it with the solution for an open flap and `closed` with the other.
void accelerate_forwards(const Circuit& circuit, const ForceTable& forces, std::size_t slowest,
                         std::span<float> closed, std::span<float> open) {
  const auto gravity = static_cast<float>(kGravity);
  const auto two_steps = static_cast<float>(2 * circuit.step_m);
  closed[slowest] = open[slowest];
  float u_closed = open[slowest], u_open = open[slowest];
  std::size_t i = slowest;
  for (std::size_t count = 1; count < closed.size(); ++count) {
    const float hill = gravity * circuit.slope[i], curvature = circuit.curvature[i];
    const ForceTable::Cell& cell_closed = forces.at(u_closed);
    const ForceTable::Cell& cell_open = forces.at(u_open);
    const float resistance = circuit.drs_allowed[i] != 0 ? cell_open.resistance_drs : cell_open.resistance;
    u_closed = sped_up(cell_closed, u_closed, curvature, cell_closed.resistance + hill, two_steps);
    u_open = sped_up(cell_open, u_open, curvature, resistance + hill, two_steps);
    i = i + 1 == closed.size() ? 0 : i + 1;
    u_closed = std::min(u_closed, open[i]);
    u_open = std::min(u_open, open[i]);
    closed[i] = u_closed;
    open[i] = u_open;
  }
}

}  // namespace

void solve_lap(const Circuit& circuit, const CarModel& car, const LapConditions& conditions,
               SpeedProfile& profile) {
  const ForceTable forces(car, conditions);
  profile.closed.resize(circuit.points());
  profile.open.resize(circuit.points());
  const std::size_t slowest = fill_corner_limits(circuit, forces, profile.open);
  brake_backwards(circuit, forces, slowest, profile.open);
  accelerate_forwards(circuit, forces, slowest, profile.closed, profile.open);
  for (float& value : profile.closed) value = std::sqrt(value);
  for (float& value : profile.open) value = std::sqrt(value);
}

double SpeedProfile::at(const Circuit& circuit, double distance_m, double openness) const {
  const double index = circuit.wrapped(distance_m) / circuit.step_m;
  const std::size_t here = std::min(static_cast<std::size_t>(index), closed.size() - 1);
  const std::size_t next = here + 1 == closed.size() ? 0 : here + 1;
  const double part = index - static_cast<double>(here);
  const double speed_closed = closed[here] + part * (closed[next] - closed[here]);
  const double speed_open = open[here] + part * (open[next] - open[here]);
  return speed_closed + openness * (speed_open - speed_closed);
}

double lap_seconds(const Circuit& circuit, const SpeedProfile& profile, double openness) {
  const auto speed = [&](std::size_t i) {
    return profile.closed[i] + openness * (profile.open[i] - profile.closed[i]);
  };
  double seconds = 0;
  double before = speed(circuit.points() - 1);
  for (std::size_t i = 0; i < circuit.points(); ++i) {
    const double here = speed(i);
    seconds += 2 * circuit.step_m / (before + here);
    before = here;
  }
  return seconds;
}

}  // namespace slipstream::simulate
