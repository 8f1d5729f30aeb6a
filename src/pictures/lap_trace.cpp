#include "pictures/lap_trace.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace slipstream::pictures {
namespace {

using prepare::TelemetryColumns;

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();
constexpr double kLongestHoleS = 2;  // as the merge of the streams has it
constexpr double kShortestLapM = 500;
constexpr double kKmh = 3.6;  // of 1 m/s

double known_or_nan(std::int8_t value) { return value == TelemetryColumns::kUnknown ? kNone : value; }

void append_row(LapTrace& trace, const TelemetryColumns& car, std::size_t row, double time_s) {
  trace.time_s.push_back(time_s);
  trace.speed_kmh.push_back(car.speed_kmh[row]);
  trace.throttle_pct.push_back(car.throttle_pct[row]);
  trace.brake_pct.push_back(car.brake_pct[row]);
  trace.gear.push_back(known_or_nan(car.gear[row]));
  trace.x.push_back(car.x[row]);
  trace.y.push_back(car.y[row]);
}

/// The samples around the lap: one more at each end, if there is one.
LapTrace samples_around(const TelemetryColumns& car, SessionTime start, double lap_s) {
  LapTrace trace;
  for (std::size_t row = 0; row < car.size(); ++row) {
    if (std::isnan(car.speed_kmh[row])) continue;
    const double time_s = base::seconds(car.time[row] - start);
    if (time_s < -kLongestHoleS) continue;
    if (time_s > lap_s + kLongestHoleS) break;
    append_row(trace, car, row, time_s);
  }
  return trace;
}

/// The place of `value` in rising values: the sample before it and the part of the way to the next.
struct Between {
  std::size_t sample = 0;
  double part = 0;
};

Between between(const std::vector<double>& rising, double value) {
  const auto after = std::ranges::upper_bound(rising, value);
  if (after == rising.begin()) return {};
  if (after == rising.end()) return {rising.size() - 2, 1};
  const auto sample = static_cast<std::size_t>(after - rising.begin()) - 1;
  return {sample, (value - rising[sample]) / (rising[sample + 1] - rising[sample])};
}

double linear(const std::vector<double>& channel, const Between& at) {
  if (at.part == 0) return channel[at.sample];
  return channel[at.sample] + at.part * (channel[at.sample + 1] - channel[at.sample]);
}

std::vector<std::vector<double>*> channels(LapTrace& trace) {
  return {&trace.speed_kmh, &trace.throttle_pct, &trace.brake_pct, &trace.gear, &trace.x, &trace.y};
}

/// Cuts the samples at the lap's ends, with a sample exactly there: linear, brake and gear held.
LapTrace cut_to_lap(LapTrace around, double lap_s) {
  LapTrace trace;
  const auto append_end = [&](double time_s) {
    const Between at = between(around.time_s, time_s);
    trace.time_s.push_back(time_s);
    const auto from = channels(around);
    const auto to = channels(trace);
    for (std::size_t i = 0; i < to.size(); ++i) {
      const bool held = from[i] == &around.brake_pct || from[i] == &around.gear;
      to[i]->push_back(held ? (*from[i])[at.sample] : linear(*from[i], at));
    }
  };
  append_end(0);
  for (std::size_t i = 0; i < around.size(); ++i) {
    if (around.time_s[i] <= 0 || around.time_s[i] >= lap_s) continue;
    trace.time_s.push_back(around.time_s[i]);
    const auto from = channels(around);
    const auto to = channels(trace);
    for (std::size_t c = 0; c < to.size(); ++c) to[c]->push_back((*from[c])[i]);
  }
  append_end(lap_s);
  return trace;
}

void integrate(LapTrace& trace) {
  trace.distance_m.assign(1, 0);
  for (std::size_t i = 1; i < trace.size(); ++i) {
    const double mean_ms = (trace.speed_kmh[i - 1] + trace.speed_kmh[i]) / 2 / kKmh;
    trace.distance_m.push_back(trace.distance_m.back() + mean_ms * (trace.time_s[i] - trace.time_s[i - 1]));
  }
}

/// Where speeds are missing for too long; nullopt if nowhere.
std::optional<double> hole_at(const std::vector<double>& time_s, double lap_s) {
  double before = 0;
  for (const double time : time_s) {
    if (std::min(time, lap_s) - before > kLongestHoleS) return before;
    before = std::max(0.0, time);
  }
  if (lap_s - before > kLongestHoleS) return before;
  return std::nullopt;
}

}  // namespace

double LapTrace::time_at(double distance) const {
  const auto [i, part] = between(distance_m, distance);
  const double dt = time_s[i + 1] - time_s[i], ds = distance_m[i + 1] - distance_m[i];
  if (part <= 0) return time_s[i];
  if (part >= 1) return time_s[i + 1];
  // Speed is linear in time: ds·part = v0·t + (v1 − v0)/(2·dt)·t², solved in the form that is stable for both
  // signs.
  const double v0 = speed_kmh[i] / kKmh, v1 = speed_kmh[i + 1] / kKmh, gain = (v1 - v0) / dt;
  return time_s[i] + 2 * ds * part / (v0 + std::sqrt(std::max(0.0, v0 * v0 + 2 * gain * ds * part)));
}

double LapTrace::distance_at(double time) const {
  const auto [i, part] = between(time_s, time);
  const double dt = (time_s[i + 1] - time_s[i]) * part;
  const double v0 = speed_kmh[i] / kKmh, v1 = speed_kmh[i + 1] / kKmh;
  return distance_m[i] + dt * (v0 + part * (v1 - v0) / 2);
}

double LapTrace::value_at(const std::vector<double>& channel, double distance) const {
  return linear(channel, between(distance_m, distance));
}

double LapTrace::held_at(const std::vector<double>& channel, double distance) const {
  const Between at = between(distance_m, distance);
  return channel[at.part >= 1 ? at.sample + 1 : at.sample];
}

Result<LapTrace> trace_lap(const prepare::PreparedSession& session, const ChosenLap& chosen) {
  const domain::Driver& driver = session.drivers()[chosen.driver];
  const std::string name = name_of(driver, chosen.lap);
  const TelemetryColumns& car = session.telemetry(chosen.driver);
  if (!session.info().has.telemetry || car.size() == 0) {
    return fail(ErrorCode::invalid_input, "{}: the session {} has no telemetry of this car", name,
                session.info().key);
  }
  const double lap_s = base::seconds(*chosen.lap.lap_time);
  const auto start =
      chosen.lap.lap_end ? std::optional{*chosen.lap.lap_end - *chosen.lap.lap_time} : chosen.lap.lap_start;
  if (!start) return fail(ErrorCode::invalid_input, "{}: it is not known when the lap began", name);
  LapTrace around = samples_around(car, *start, lap_s);
  if (const auto hole = hole_at(around.time_s, lap_s); hole || around.size() < 2) {
    return fail(ErrorCode::invalid_input,
                "{}: its speed is not known for more than {:.0f} s from {:.1f} s into the lap, so that its "
                "distance is not known either",
                name, kLongestHoleS, hole.value_or(0));
  }
  LapTrace trace = cut_to_lap(std::move(around), lap_s);
  integrate(trace);
  if (trace.length_m() < kShortestLapM) {
    return fail(ErrorCode::invalid_input, "{}: by its speeds the car drove only {:.0f} m", name,
                trace.length_m());
  }
  trace.driver = driver;
  trace.lap = chosen.lap;
  return trace;
}

std::string name_of(const domain::Driver& driver, const domain::Lap& lap) {
  return fmt::format("{} lap {}", driver.id.view(), lap.lap_number);
}

}  // namespace slipstream::pictures
