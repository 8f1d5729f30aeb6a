#include <algorithm>

#include "analytics/analytics_engine.hpp"
#include "analytics/state_bytes.hpp"

/// The part of the engine that saves its state and takes it up again.
namespace slipstream::analytics {
namespace {

constexpr std::int64_t kVersion = 2;

void write_rule(StateWriter& to, std::string_view name, const RuleState& state) {
  to.text(name);
  to.integer(state.open);
  to.time(state.true_since);
  to.time(state.false_since);
  to.number(state.extreme);
  to.number(state.threshold);
  to.number(state.beyond);
}

RuleState read_rule(StateReader& from) {
  RuleState state;
  state.open = from.truth();
  state.true_since = from.maybe_time();
  state.false_since = from.maybe_time();
  state.extreme = from.maybe_number();
  state.threshold = from.maybe_number();
  state.beyond = from.number();
  if (state.open && !state.true_since) state = {};
  return state;
}

void write_shifts(StateWriter& to, const ShiftHistory::State& shifts) {
  to.integer(shifts.gear);
  to.integer(shifts.direction);
  to.integer(shifts.count);
  for (std::size_t i = 0; i < shifts.count; ++i) to.time(shifts.times[i]);
}

ShiftHistory::State read_shifts(StateReader& from) {
  ShiftHistory::State shifts;
  shifts.gear = from.integer_as<std::int8_t>();
  shifts.direction = from.integer_as<std::int8_t>();
  shifts.count = static_cast<std::uint8_t>(std::min(from.count(), ShiftHistory::kKept));
  for (std::size_t i = 0; i < shifts.count; ++i) shifts.times[i] = from.time();
  return shifts;
}

void write_calibration(StateWriter& to, const DerivedChannels::Calibration& calibration) {
  to.integer(calibration.last_gear);
  to.integer(calibration.gear_held);
  for (const RunningMedian::State& gear : calibration.gears) {
    to.integer(gear.count);
    if (gear.count == 0) continue;
    for (const double height : gear.heights) to.number(height);
    for (const std::uint32_t rank : gear.ranks) to.integer(rank);
  }
}

DerivedChannels::Calibration read_calibration(StateReader& from) {
  DerivedChannels::Calibration calibration;
  calibration.last_gear = from.integer_as<std::int8_t>();
  calibration.gear_held = from.integer_as<std::int32_t>();
  for (RunningMedian::State& gear : calibration.gears) {
    gear.count = from.integer_as<std::uint32_t>();
    if (gear.count == 0) continue;
    for (double& height : gear.heights) height = from.number();
    for (std::uint32_t& rank : gear.ranks) rank = from.integer_as<std::uint32_t>();
  }
  return calibration;
}

void write_car(StateWriter& to, domain::DriverId driver, const CarState& car, const RuleSet& rules) {
  to.text(driver);
  to.time(car.last_time);
  to.integer(car.last_produced_at.time_since_epoch().count());
  to.integer(car.lap_number.value_or(-1));
  to.time(car.date ? std::optional{SessionTime{car.date->time_since_epoch()}} : std::nullopt);
  to.integer(car.drs_open ? 1 + *car.drs_open : 0);
  to.integer(car.moving);
  write_shifts(to, car.shifts.state());
  write_calibration(to, car.derived.calibration());
  to.integer(
      std::count_if(car.rules.begin(), car.rules.end(), [](const auto& rule) { return !rule.idle(); }));
  for (std::size_t i = 0; i < car.rules.size(); ++i) {
    if (!car.rules[i].idle()) write_rule(to, rules.rules[i].name, car.rules[i]);
  }
}

/// Of a rule that is no longer there, nothing is kept.
void read_car(StateReader& from, CarState& car, const RuleSet& rules) {
  car.last_time = from.time();
  car.last_produced_at = WallTime{std::chrono::microseconds{from.integer()}};
  const auto lap = from.integer_as<std::int32_t>();
  if (lap >= 0) car.lap_number = lap;
  const auto date = from.maybe_time();
  if (date) car.date = UtcTime{date->time_since_epoch()};
  const std::int64_t drs = from.integer();
  if (drs != 0) car.drs_open = drs == 2;
  car.moving = from.truth();
  car.shifts.restore(read_shifts(from));
  car.derived.restore(read_calibration(from));
  for (std::size_t left = from.count(); left > 0; --left) {
    const std::string_view name = from.text();
    const RuleState state = read_rule(from);
    const Rule* rule = rules.find(name);
    if (rule != nullptr) car.rules[static_cast<std::size_t>(rule - rules.rules.data())] = state;
  }
}

void write_run_facts(StateWriter& to, const RunState& run) {
  to.text(run.run_id);
  to.text(run.session_key);
  to.time(run.clock);
  to.time(run.silence_check);
  to.integer(run.has_telemetry);
  to.integer(run.ended);
  to.integer(static_cast<std::int64_t>(run.ended_parts.size()));
  for (const int part : run.ended_parts) to.integer(part);
  to.integer(static_cast<std::int64_t>(run.telemetry_seq));
  to.integer(run.several_producers);
  to.time(run.pulse ? std::optional{run.pulse->position} : std::nullopt);
  if (run.pulse) to.integer(run.pulse->produced_at.time_since_epoch().count());
  for (const std::uint64_t seq : run.next_seq) to.integer(static_cast<std::int64_t>(seq));
  to.integer(static_cast<std::int64_t>(run.off_track.size()));
  for (const auto& [driver, off] : run.off_track) {
    to.text(driver);
    to.integer(off.in_pit | off.stopped << 1 | off.retired << 2 | off.knocked_out << 3);
  }
}

void read_run_facts(StateReader& from, RunState& run) {
  run.run_id = from.text();
  run.session_key = from.text();
  run.clock = from.time();
  run.silence_check = from.time();
  run.has_telemetry = from.truth();
  run.ended = from.truth();
  for (std::size_t left = from.count(); left > 0; --left)
    run.ended_parts.insert(from.integer_as<std::int32_t>());
  run.telemetry_seq = static_cast<std::uint64_t>(from.integer());
  run.several_producers = from.truth();
  const auto pulse = from.maybe_time();
  if (pulse) run.pulse = RunState::Pulse{*pulse, WallTime{std::chrono::microseconds{from.integer()}}};
  for (std::uint64_t& seq : run.next_seq) seq = static_cast<std::uint64_t>(from.integer());
  for (std::size_t left = from.count(); left > 0; --left) {
    const domain::DriverId driver = from.text();
    const std::int64_t bits = from.integer();
    run.off_track[driver] = {(bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0};
  }
}

Result<> check_version(StateReader& from) {
  const std::int64_t version = from.integer();
  if (version == kVersion) return {};
  if (from.ok() && version > 0) {
    return fail(ErrorCode::unsupported, "the state is of version {}, this program knows {}", version,
                kVersion);
  }
  return fail(ErrorCode::invalid_input, "the bytes are no state of the rules");
}

}  // namespace

std::string AnalyticsEngine::save_state() const {
  StateWriter to;
  to.integer(kVersion);
  to.integer(static_cast<std::int64_t>(runs_.size()));
  for (const auto& run : runs_) {
    write_run_facts(to, *run);
    to.integer(static_cast<std::int64_t>(run->cars.size()));
    for (const auto& [driver, car] : run->cars) write_car(to, driver, car, *rules_);
  }
  return to.take();
}

Result<> AnalyticsEngine::load_state(std::string_view bytes) {
  runs_.clear();
  recent_ = nullptr;
  StateReader from(bytes);
  auto version = check_version(from);
  if (!version) return version;
  for (std::size_t left = from.count(); left > 0; --left) {
    RunState& run = *runs_.emplace_back(std::make_unique<RunState>());
    read_run_facts(from, run);
    run.last_used = ++uses_;
    for (std::size_t cars = from.count(); cars > 0; --cars) {
      const domain::DriverId driver = from.text();
      read_car(from, car_of(run, driver), *rules_);
    }
  }
  if (from.done()) return {};
  runs_.clear();
  return fail(ErrorCode::invalid_input, "the state is cut short or damaged");
}

}  // namespace slipstream::analytics
