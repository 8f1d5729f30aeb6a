#include "source/simulation/telemetry_feed.hpp"

#include <cmath>

namespace slipstream::source {
namespace {

using simulate::CarPhase;
using simulate::CarState;

/// Where in the race's last step an instant lies, 0 … 1.
double part_of_step(const simulate::Race& race, SessionTime instant) {
  return static_cast<double>((instant - race.step_begin()).count()) /
         static_cast<double>((race.now() - race.step_begin()).count());
}

double between(double before, double now, double part) { return before + (now - before) * part; }

/// Channel 45: 12 open, 8 allowed in the next zone, 1 closed.
std::uint8_t drs_code(const CarState& car) {
  if (car.drs_open) return 12;
  return car.drs_granted ? 8 : 1;
}

domain::CarSample sample(const CarState& car, SessionTime instant, double part) {
  const simulate::Controls& controls = car.drivetrain.controls();
  const bool off = car.phase == CarPhase::parked;
  return {.time = instant,
          .car = car.entrant.number,
          .rpm = static_cast<std::uint16_t>(off ? 0 : std::lround(controls.rpm)),
          .speed_kmh = static_cast<std::uint16_t>(
              std::lround(between(car.previous_speed_ms, car.speed_ms, part) * 3.6)),
          .gear = static_cast<std::uint8_t>(off ? 0 : controls.gear),
          .throttle_pct = static_cast<std::uint8_t>(off ? 0 : std::lround(controls.throttle_pct)),
          .brake_pct = static_cast<std::uint8_t>(controls.braking && !off ? 100 : 0),
          .drs = drs_code(car)};
}

domain::CarCondition condition(const CarState& car, SessionTime instant) {
  domain::CarCondition now;
  now.time = instant;
  now.car = car.entrant.number;
  for (std::size_t wheel = 0; wheel < now.brake_temp_c.size(); ++wheel) {
    now.brake_temp_c[wheel] = static_cast<std::uint16_t>(std::lround(car.brakes.celsius()[wheel]));
  }
  now.fuel_kg = static_cast<float>(std::round(car.fuel_kg * 1000) / 1000);
  return now;
}

double lap_metres(const CarState& car, double part, double lap_length_m) {
  const double back = (1 - part) * (car.distance_m - car.previous_distance_m);
  return car.lap_m >= back ? car.lap_m - back : car.lap_m - back + lap_length_m;
}

}  // namespace

TelemetryFeed::TelemetryFeed(std::uint64_t seed) : car_data_(seed, 270), positions_(seed + 1, 263) {}

void TelemetryFeed::advance(const simulate::Race& race, std::vector<FeedEvent>& out) {
  const std::size_t before = out.size();
  car_data_.advance(race.now(), out, [&](SessionTime instant, CarDataPacket& packet) {
    const double part = part_of_step(race, instant);
    for (const CarState& car : race.cars()) {
      packet.samples.push_back(sample(car, instant, part));
      conditions_.push_back(condition(car, instant));
    }
  });
  if (out.size() > before) {
    out.push_back({.time = out.back().time, .body = CarConditionPacket{std::exchange(conditions_, {})}});
  }
  const double length = race.circuit().length_m();
  positions_.advance(race.now(), out, [&](SessionTime instant, PositionPacket& packet) {
    const double part = part_of_step(race, instant);
    for (const CarState& car : race.cars()) {
      packet.samples.push_back({.time = instant,
                                .car = car.entrant.number,
                                .at = race.circuit().at(lap_metres(car, part, length), car.lateral_m)});
    }
  });
}

}  // namespace slipstream::source
