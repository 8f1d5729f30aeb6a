#include "simulate/race/race.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::simulate {
namespace {

constexpr Milliseconds kStep{static_cast<std::int64_t>(kStepSeconds * 1000)};
constexpr Milliseconds kFormationAfter{20'000}, kLightsFor{9'000}, kFinalisedAfter{60'000},
    kEndsAfter{30'000};
/// Who is not back then has been forgotten on the track.
constexpr Milliseconds kLongestCoolDown{600'000};

/// Seconds into a step after which `metres` are driven, the acceleration being even.
double seconds_to(double metres, const CarState& car) {
  const double change = (car.speed_ms - car.previous_speed_ms) / kStepSeconds;
  const double speed =
      std::sqrt(std::max(0.0, car.previous_speed_ms * car.previous_speed_ms + 2 * change * metres));
  const double sum = car.previous_speed_ms + speed;
  return sum > 0 ? std::clamp(2 * metres / sum, 0.0, kStepSeconds) : kStepSeconds;
}

double speed_after(double seconds, const CarState& car) {
  return car.previous_speed_ms + (car.speed_ms - car.previous_speed_ms) * seconds / kStepSeconds;
}

SessionTime within_step(SessionTime begin, double seconds) {
  return begin + Milliseconds{std::llround(seconds * 1000)};
}

}  // namespace

SessionTime Race::step_begin() const { return now_ - kStep; }

std::span<const RaceEvent> Race::step() {
  events_.clear();
  now_ += kStep;
  advance_session();
  control_->advance(kStepSeconds);
  traffic_->update();
  for (std::size_t index = 0; index < cars_.size(); ++index) advance(index);
  for (ControlEvent& event : control_->take()) {
    std::visit([&](auto& what) { tell(now_, std::move(what)); }, event);
  }
  std::ranges::stable_sort(events_, {}, &RaceEvent::time);
  return events_;
}

void Race::advance_session() {
  const Milliseconds since = now_ - stage_since_;
  const auto enter = [&](Stage stage) {
    stage_ = stage;
    stage_since_ = now_;
  };
  switch (stage_) {
    case Stage::waiting:
      if (since < kFormationAfter) return;
      control_->pit_exit_opens();
      return enter(Stage::forming);
    case Stage::forming:
      if (std::ranges::all_of(cars_, [](const CarState& car) {
            return car.speed_ms == 0 && car.grid_m - car.distance_m < 2;
          })) {
        enter(Stage::lights);
      }
      return;
    case Stage::lights:
      if (since < kLightsFor) return;
      start();
      return enter(Stage::racing);
    case Stage::racing:
      if (parked_ == cars_.size()) return end_without_flag();
      if (!control_->session_is_stopped()) return;
      suspend();
      return enter(Stage::suspended);
    case Stage::suspended:
      if (parked_ == cars_.size()) return end_without_flag();
      if (!resumes_at_ && all_wait()) announce_restart();
      if (!resumes_at_ || now_ < *resumes_at_) return;
      resume();
      return enter(Stage::reforming);
    case Stage::reforming:
      if (all_lined_up()) enter(Stage::lights);
      return;
    case Stage::flagged:
      if (since < kFinalisedAfter || (parked_ < cars_.size() && since < kLongestCoolDown)) return;
      control_->race_ends();
      tell(now_, domain::SessionState::finalised);
      return enter(Stage::done);
    case Stage::done:
      if (since < kEndsAfter) return;
      if (!over_) tell(now_, domain::SessionState::ended);
      over_ = true;
  }
}

void Race::end_without_flag() {
  tell(now_, domain::SessionState::finished);
  stage_ = Stage::flagged;
  stage_since_ = now_;
}

void Race::start() {
  if (started_) {
    control_->race_restarts();
  } else {
    control_->race_starts();
    tell(now_, domain::SessionState::started);
  }
  started_ = true;
  for (CarState& car : cars_) {
    if (car.phase == CarPhase::parked) continue;
    car.phase = CarPhase::racing;
    car.launch_in_s = car.entrant.reaction_s;
    begin_lap(car);
  }
}

void Race::begin_lap(CarState& car) {
  const double tyre_part =
      tyre_loss_s(car.tyres, car.wear) / lap_reference_s_ / std::max(grip_sensitivity_, 0.05);
  const double form = car.random.normal(0, car.entrant.consistency);
  car.conditions = {.fuel_kg = car.fuel_kg,
                    .grip = options_.pace * car.entrant.pace * (1 + form) * std::max(0.5, 1 - tyre_part),
                    .power = options_.pace,
                    .air_density = circuit_->air_density()};
  solve_lap(*circuit_, model_, car.conditions, car.profile);
}

void Race::choose_stop(CarState& car) {
  if (car.failing || car.pit_reason != PitReason::none || car.lap >= laps_) return;
  if (car.next_stop >= car.strategy.stops.size()) return;
  const bool due = car.strategy.stops[car.next_stop].lap <= car.lap;
  const bool cheap = control_->stops_are_cheap() && car.tyres.age >= 8 && laps_ - car.lap >= 5;
  if (due || cheap) car.pit_reason = PitReason::tyres;
}

void Race::advance(std::size_t index) {
  CarState& car = cars_[index];
  if (car.phase == CarPhase::parked) {
    car.previous_distance_m = car.distance_m;
    car.previous_speed_ms = car.speed_ms;
    fail_or_stop(index);
    return;
  }
  if (stage_ == Stage::waiting) return;
  car.launch_in_s -= kStepSeconds;
  const double from_m = car.lap_m;
  const Ahead& ahead = traffic_->ahead(index);
  const int sector = marshal_sector(car.lap_m);
  move(car, {.circuit = *circuit_,
             .model = model_,
             .control = *control_,
             .room = room_behind(car, ahead, *circuit_, control_->passing_allowed(sector)),
             .is_leader = control_->safety_car_is_out() && leader() == &car,
             .under_yellow = control_->yellow_flag_at(sector)});
  if (car.phase == CarPhase::forming) return;
  update_drs(car, from_m, ahead);
  show_blue_flag(car, ahead);
  cross_lines(index);
  use_pit_lane(index, from_m);
  recover_from_spin(car);
  make_mistake(index);
  fail_or_stop(index);
}

void Race::update_drs(CarState& car, double from_m, const Ahead& ahead) {
  for (std::size_t zone = 0; zone < circuit_->drs_zones.size(); ++zone) {
    const DrsZone& marks = circuit_->drs_zones[zone];
    if (passed(from_m, car, marks.detection_m)) {
      const bool close = ahead.car != nullptr && ahead.gap_m < car.speed_ms;
      car.drs_granted = close && control_->drs_enabled() && car.phase == CarPhase::racing
                            ? std::optional{zone}
                            : std::nullopt;
    }
    if (car.drs_granted == zone && passed(from_m, car, marks.open_m)) car.drs_open = control_->drs_enabled();
    if (passed(from_m, car, marks.close_m)) car.drs_open = false;
  }
  if (car.phase != CarPhase::racing) car.drs_open = false;
}

void Race::show_blue_flag(CarState& car, const Ahead& ahead) {
  if (!control_->passing_allowed(marshal_sector(car.lap_m)) || ahead.car == nullptr ||
      car.phase != CarPhase::racing)
    return;
  if (ahead.car->phase != CarPhase::racing || ahead.gap_m > 1.2 * car.speed_ms) return;
  if (car.distance_m - ahead.car->distance_m < circuit_->length_m() / 2) return;
  control_->on_blue_flag(ahead.car->entrant, options_.start + now_.time_since_epoch());
}

void Race::cross_lines(std::size_t index) {
  CarState& car = cars_[index];
  const double length = circuit_->length_m();
  const double trap_m = (car.lap - 1) * length + circuit_->speed_trap_m;
  if (!car.trap_passed && car.distance_m >= trap_m) {
    car.trap_passed = true;
    const double seconds = seconds_to(trap_m - car.previous_distance_m, car);
    tell(within_step(step_begin(), seconds), SpeedTrap{index, speed_after(seconds, car) * 3.6});
  }
  while (true) {
    const TimingLine& line = lines_[car.next_line];
    const double at_m = (car.lap - 1) * length + line.at_m;
    if (car.distance_m < at_m) return;
    const double seconds = seconds_to(at_m - car.previous_distance_m, car);
    const SessionTime time = within_step(step_begin(), seconds);
    tell(time, LineCrossing{.car = index,
                            .lap = car.lap,
                            .sector = line.sector,
                            .mini_sector = line.mini_sector,
                            .ends_sector = line.ends_sector,
                            .ends_lap = line.ends_lap,
                            .in_pit_lane = car.phase == CarPhase::pit_lane,
                            .speed_kmh = speed_after(seconds, car) * 3.6});
    if (++car.next_line == lines_.size()) end_lap(index, time);
  }
}

void Race::end_lap(std::size_t index, SessionTime time) {
  CarState& car = cars_[index];
  const int ended = car.lap++;
  car.next_line = 0;
  car.trap_passed = false;
  ++car.tyres.age;
  if (ended == leader_lap_ && stage_ < Stage::flagged) leader_ends_lap(ended, time);
  if (stage_ == Stage::flagged && !car.finished && !car.retired) {
    car.finished = true;
    tell(time, CarFinished{index});
    if (car.phase == CarPhase::racing) car.phase = CarPhase::cooling;
    car.pit_reason = PitReason::park;
    car.served = false;
  }
  begin_lap(car);
  if (stage_ == Stage::racing) choose_stop(car);
  if (stage_ == Stage::suspended) call_in(car);
}

void Race::leader_ends_lap(int lap, SessionTime time) {
  if (lap < laps_) {
    leader_lap_ = lap + 1;
    control_->on_leader_lap(leader_lap_);
    return;
  }
  control_->chequered_flag();
  tell(time, domain::SessionState::finished);
  stage_ = Stage::flagged;
  stage_since_ = now_;
}

bool Race::passed(double from_m, const CarState& car, double at_m) const {
  const bool wrapped = car.lap_m < from_m;
  if (!wrapped) return from_m < at_m && at_m <= car.lap_m;
  return from_m < at_m || at_m <= car.lap_m;
}

const CarState* Race::leader() const {
  const CarState* first = nullptr;
  for (const CarState& car : cars_) {
    if (car.on_track() && !car.failing && (first == nullptr || car.distance_m > first->distance_m))
      first = &car;
  }
  return first;
}

}  // namespace slipstream::simulate
