#include "simulate/race/traffic.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace slipstream::simulate {
namespace {

constexpr double kCarLength = 5.6;
constexpr double kFreeBeyond = 150;
constexpr double kTowWithinSeconds = 0.9;
constexpr double kDirtyWithinSeconds = 1.3;
/// How fast a gap that is too small is opened again.
constexpr double kSettleSeconds = 1.4;
/// Where nobody may pass, a slower car is closed in on with no harder braking than this.
constexpr double kApproachBrakingMs2 = 8;

bool in_passing_zone(const Circuit& circuit, double lap_m) {
  return std::ranges::any_of(circuit.passing_zones, [&](const PassingZone& zone) {
    return lap_m >= zone.begin_m && lap_m <= zone.end_m;
  });
}

/// Cars in trouble are driven around, whatever flags are out.
bool is_in_the_way(const CarState& car) { return car.on_track() && !car.in_trouble(); }

/// The car in front is in another race: lapped, or on the way to the pits.
bool lets_by(const CarState& car, const CarState& ahead, double lap_length_m) {
  return ahead.phase == CarPhase::cooling || car.distance_m - ahead.distance_m > lap_length_m * 0.5 ||
         ahead.pit_reason != PitReason::none;
}

/// From which a car is down to the other's speed before it is beside it.
double approach_ms(const Ahead& ahead) {
  const double room_m = std::max(0.0, ahead.gap_m - kCarLength - 1);
  return std::sqrt(ahead.car->speed_ms * ahead.car->speed_ms + 2 * kApproachBrakingMs2 * room_m);
}

}  // namespace

Traffic::Traffic(std::span<const CarState> cars, double lap_length_m)
    : cars_(cars), lap_length_m_(lap_length_m), order_(cars.size()), ahead_(cars.size()) {
  std::iota(order_.begin(), order_.end(), std::size_t{0});
}

void Traffic::update() {
  for (std::size_t begin = 0; begin < order_.size(); begin += kFieldSize) {
    update_field(std::span(order_).subspan(begin, std::min(kFieldSize, order_.size() - begin)));
  }
}

void Traffic::update_field(std::span<std::size_t> field) {
  for (std::size_t i = 1; i < field.size(); ++i) {
    const std::size_t car = field[i];
    std::size_t place = i;
    for (; place > 0 && cars_[field[place - 1]].lap_m < cars_[car].lap_m; --place)
      field[place] = field[place - 1];
    field[place] = car;
  }
  std::size_t in_front = field.size();  // the nearest one, going backwards round the lap; none yet
  for (std::size_t i = field.size(); i-- > 0 && in_front == field.size();) {
    if (is_in_the_way(cars_[field[i]])) in_front = i;
  }
  for (std::size_t i = 0; i < field.size(); ++i) {
    Ahead& ahead = ahead_[field[i]];
    ahead = {};
    const CarState& car = cars_[field[i]];
    if (!car.on_track()) continue;
    if (in_front != i && in_front != field.size()) {
      const CarState& other = cars_[field[in_front]];
      double gap = other.lap_m - car.lap_m;
      if (gap < 0 || (gap == 0 && in_front > i)) gap += lap_length_m_;
      if (gap <= kFreeBeyond) ahead = {&other, gap};
    }
    if (is_in_the_way(car)) in_front = i;
  }
}

Room room_behind(const CarState& car, const Ahead& ahead, const Circuit& circuit, bool passing) {
  Room room;
  if (ahead.car == nullptr) return room;
  const double speed = std::max(car.speed_ms, 1.0);
  const double headway_s = ahead.gap_m / speed;
  const bool straight = in_passing_zone(circuit, car.lap_m);
  if (straight && headway_s < kTowWithinSeconds) room.tow = 0.25 + 0.35 * (1 - headway_s / kTowWithinSeconds);
  if (!straight && headway_s < kDirtyWithinSeconds)
    room.grip_factor = 1 - 0.008 * (1 - headway_s / kDirtyWithinSeconds);
  if (passing && (straight || lets_by(car, *ahead.car, circuit.length_m()))) return room;
  const double wanted_gap = kCarLength + 1.5 + speed * (0.32 - 0.14 * car.entrant.boldness);
  const double settle = (ahead.gap_m - wanted_gap) / kSettleSeconds;
  room.limit_ms = std::max(ahead.car->speed_ms + settle, ahead.car->speed_ms * 0.88);
  if (passing) return room;
  if (ahead.gap_m < kCarLength + 1) room.limit_ms = std::min(room.limit_ms, ahead.car->speed_ms * 0.95);
  if (car.phase != CarPhase::forming) room.limit_ms = std::min(room.limit_ms, approach_ms(ahead));
  return room;
}

}  // namespace slipstream::simulate
