#include "cli/circuit_of_session.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "pictures/session_laps.hpp"

namespace slipstream::cli {
namespace {

struct DrivenLap {
  std::size_t driver = 0;
  domain::Lap lap;
};

std::optional<DrivenLap> fastest_clean_lap(const prepare::PreparedSession& session) {
  const pictures::SessionLaps laps(session);
  std::optional<DrivenLap> fastest;
  for (std::size_t driver = 0; driver < laps.drivers(); ++driver) {
    for (const domain::Lap& lap : laps.of(driver)) {
      if (!lap.lap_time || !lap.lap_start || !lap.lap_end || lap.pit_in || lap.pit_out) continue;
      if (!fastest || *lap.lap_time < *fastest->lap.lap_time) fastest = {driver, lap};
    }
  }
  return fastest;
}

struct DrawnLap {
  std::vector<domain::Point> points;
  std::vector<SessionTime> times;
};

DrawnLap drawn_by(const prepare::TelemetryColumns& car, const domain::Lap& lap) {
  DrawnLap drawn;
  const auto first = std::ranges::lower_bound(car.time, *lap.lap_start) - car.time.begin();
  for (auto row = static_cast<std::size_t>(first); row < car.size() && car.time[row] < *lap.lap_end; ++row) {
    if (car.source[row] != prepare::RowSource::position || std::isnan(car.x[row])) continue;
    drawn.points.push_back({static_cast<std::int32_t>(std::lround(car.x[row])),
                            static_cast<std::int32_t>(std::lround(car.y[row])),
                            static_cast<std::int32_t>(std::lround(car.z[row]))});
    drawn.times.push_back(car.time[row]);
  }
  return drawn;
}

/// How far round the lap the car was at `time`, 0 … 1.
double part_at(const DrawnLap& drawn, SessionTime time) {
  double length = 0;
  double at = 0;
  for (std::size_t i = 1; i < drawn.points.size(); ++i) {
    length +=
        std::hypot(drawn.points[i].x - drawn.points[i - 1].x, drawn.points[i].y - drawn.points[i - 1].y);
    if (drawn.times[i] <= time) at = length;
  }
  return length > 0 ? at / length : 0;
}

}  // namespace

Result<simulate::CircuitPlan> circuit_of_session(const prepare::PreparedSession& session) {
  const std::string& key = session.info().key;
  if (!session.info().has.position) {
    return fail(ErrorCode::invalid_input, "{} has no positions of cars: a circuit cannot be drawn from it",
                key);
  }
  const auto fastest = fastest_clean_lap(session);
  if (!fastest) return fail(ErrorCode::invalid_input, "{} has no complete lap to draw a circuit from", key);
  const DrawnLap drawn = drawn_by(session.telemetry(fastest->driver), fastest->lap);
  auto plan = simulate::plan_from_lap(session.info().circuit, drawn.points);
  if (!plan) return fail_at(key, plan.error().code, "{}", plan.error().message);
  plan->country = session.info().country;
  plan->location = session.info().circuit;
  const auto& sectors = fastest->lap.sectors;
  if (sectors[0] && sectors[1]) {
    plan->sector_1_end = part_at(drawn, *fastest->lap.lap_start + *sectors[0]);
    plan->sector_2_end = part_at(drawn, *fastest->lap.lap_start + *sectors[0] + *sectors[1]);
  }
  return plan;
}

}  // namespace slipstream::cli
