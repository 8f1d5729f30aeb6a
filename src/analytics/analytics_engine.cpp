#include "analytics/analytics_engine.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::analytics {
namespace {

/// Session time between two looks for silent cars.
constexpr Milliseconds kSilenceCheckEvery{500};

AlertMoment last_moment(const CarState& car) { return {car.last_time, car.date, car.lap_number}; }

}  // namespace

AnalyticsEngine::AnalyticsEngine(RuleSetPtr rules, std::int32_t alert_partitions)
    : rules_(std::move(rules)), alert_partitions_(std::max(alert_partitions, 1)) {
  index_rules();
}

void AnalyticsEngine::index_rules() {
  sample_rules_.clear();
  silence_rules_.clear();
  for (std::size_t i = 0; i < rules_->rules.size(); ++i) {
    const Rule& rule = rules_->rules[i];
    if (!rule.enabled) continue;
    (rule.predicate->trigger == Trigger::sample ? sample_rules_ : silence_rules_).push_back(i);
  }
}

RunState& AnalyticsEngine::run_of(std::string_view run_id, std::string_view session_key, Alerts& out) {
  if (recent_ == nullptr || recent_->run_id != run_id) {
    const auto found = std::find_if(runs_.begin(), runs_.end(),
                                    [&](const auto& candidate) { return candidate->run_id == run_id; });
    if (found != runs_.end()) {
      recent_ = found->get();
    } else {
      if (runs_.size() >= kMaxRuns) drop_quietest_run(out);
      recent_ = runs_.emplace_back(std::make_unique<RunState>()).get();
      recent_->run_id = run_id;
      recent_->session_key = session_key;
    }
  }
  recent_->last_used = ++uses_;
  return *recent_;
}

void AnalyticsEngine::drop_quietest_run(Alerts& out) {
  const auto quietest = std::min_element(
      runs_.begin(), runs_.end(), [](const auto& a, const auto& b) { return a->last_used < b->last_used; });
  close_all(**quietest, out);
  runs_.erase(quietest);
  recent_ = nullptr;
}

void AnalyticsEngine::begin_telemetry(RunState& run, Alerts& out) {
  run.has_telemetry = true;
  for (const auto& other : runs_) {
    if (other.get() == &run || other->session_key != run.session_key) continue;
    close_all(*other, out);
    other->cars.clear();
  }
}

CarState& AnalyticsEngine::car_of(RunState& run, domain::DriverId driver) {
  const auto [found, is_new] = run.cars.try_emplace(driver);
  CarState& car = found->second;
  if (is_new) {
    car.derived.set_options(rules_->derived);
    car.rules.resize(rules_->rules.size());
  }
  return car;
}

void AnalyticsEngine::apply(const codec::TelemetryRecord& record, Alerts& out) {
  const domain::TelemetrySample& sample = record.sample;
  RunState& run = run_of(record.stamp.run_id, record.stamp.session_key, out);
  if (!run.has_telemetry) begin_telemetry(run, out);
  ++counters_.samples;
  note_producer(run, record.stamp.seq);
  CarState& car = car_of(run, sample.driver);
  if (sample.time < car.last_time) {
    ++counters_.late_samples;
    return;
  }
  car.last_time = sample.time;
  car.last_produced_at = record.stamp.produced_at;
  car.date = sample.date;
  if (sample.lap_number) car.lap_number = sample.lap_number;
  if (sample.speed_kmh) car.moving = *sample.speed_kmh > 0;
  end_silence(run, car, sample.driver, last_moment(car), out);
  apply_rules(run, car, sample, out);
  run.clock = std::max(run.clock, sample.time);
  if (!run.several_producers && run.clock - run.silence_check >= kSilenceCheckEvery)
    find_silent(run, run.clock, {}, out);
}

void AnalyticsEngine::apply_rules(RunState& run, CarState& car, const domain::TelemetrySample& sample,
                                  Alerts& out) {
  const DerivedSample derived = car.derived.apply(sample);
  car.shifts.add(sample.time, sample.gear);
  const Observation now{sample, derived, car.drs_open, car.shifts};
  const bool per_sample = rules_->mode == AlertMode::per_sample;
  for (const std::size_t index : sample_rules_) {
    const Rule& rule = rules_->rules[index];
    RuleState& state = car.rules[index];
    const Finding finding = rule.predicate->evaluate(now, rule.parameters, state.open);
    if (per_sample) {
      if (finding.truth == Truth::yes) {
        emit(run, sample_alert(run, rule, sample.driver, finding, last_moment(car)), out);
      }
      continue;
    }
    if (finding.truth != Truth::yes && state.idle()) continue;
    const Change change = advance(state, rule, finding, sample.time);
    if (change == Change::opened) {
      emit(run, opening_alert(run, rule, sample.driver, state, finding, last_moment(car)), out);
    } else if (change == Change::closed) {
      emit(run, closing_alert(run, rule, sample.driver, state, last_moment(car)), out);
      state = {};
    }
  }
  if (sample.drs_open) car.drs_open = sample.drs_open;
}

void AnalyticsEngine::caught_up(Alerts& out) {
  for (const auto& run : runs_) {
    if (run->pulse) {
      const RunState::Pulse pulse = *run->pulse;
      run->pulse.reset();
      find_silent(*run, pulse.position, pulse.produced_at, out);
    }
    if (run->ended) close_all(*run, out);
  }
}

void AnalyticsEngine::set_rules(RuleSetPtr rules, Alerts& out) {
  const RuleSetPtr before = std::exchange(rules_, std::move(rules));
  index_rules();
  for (const auto& run : runs_) {
    for (auto& [driver, car] : run->cars) {
      std::vector<RuleState> states(rules_->rules.size());
      for (std::size_t i = 0; i < before->rules.size(); ++i) {
        const Rule& rule = before->rules[i];
        const Rule* same = rules_->find(rule.name);
        if (same != nullptr && same->enabled && same->predicate == rule.predicate &&
            rules_->mode == before->mode) {
          states[static_cast<std::size_t>(same - rules_->rules.data())] = car.rules[i];
        } else if (car.rules[i].open) {
          close_rule(*run, rule, driver, car, car.rules[i], out);
        }
      }
      car.rules = std::move(states);
      car.derived.set_options(rules_->derived);
    }
  }
}

void AnalyticsEngine::close_all(RunState& run, Alerts& out) {
  for (auto& [driver, car] : run.cars) {
    for (std::size_t i = 0; i < car.rules.size(); ++i) {
      RuleState& state = car.rules[i];
      if (state.open) close_rule(run, rules_->rules[i], driver, car, state, out);
      state = {};
    }
  }
}

void AnalyticsEngine::close_rule(RunState& run, const Rule& rule, domain::DriverId driver,
                                 const CarState& car, const RuleState& state, Alerts& out) {
  if (rules_->mode == AlertMode::per_sample) return;
  AlertMoment at = last_moment(car);
  if (rule.predicate->trigger == Trigger::silence) at.time = std::max(run.clock, *state.true_since);
  emit(run, closing_alert(run, rule, driver, state, at), out);
}

void AnalyticsEngine::emit(RunState& run, domain::Alert alert, Alerts& out) {
  const auto partition = std::min(static_cast<std::int32_t>(alert.severity), alert_partitions_ - 1);
  auto& seq = run.next_seq[static_cast<std::size_t>(partition)];
  out.push_back({run.run_id, run.session_key, seq++, partition, std::move(alert)});
}

}  // namespace slipstream::analytics
