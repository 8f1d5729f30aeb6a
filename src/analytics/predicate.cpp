#include "analytics/predicate.hpp"

#include <algorithm>

namespace slipstream::analytics {
namespace {

constexpr double kMaxSpeed = 1000;
constexpr double kMaxRpm = 30'000;
constexpr double kMaxTemperature = 5000;
constexpr double kMaxPercent = 100;

Finding above(double value, double limit, double threshold) {
  return {value > limit ? Truth::yes : Truth::no, value, threshold, value - threshold};
}
Finding below(double value, double limit, double threshold) {
  return {value < limit ? Truth::yes : Truth::no, value, threshold, threshold - value};
}
/// An event without a measure.
Finding truth_of(bool condition) { return {condition ? Truth::yes : Truth::no, {}, {}, 0}; }

constexpr std::array kSpeedAbove{ParameterSpec{"threshold", 300, 0, kMaxSpeed},
                                 ParameterSpec{"clear_threshold", 300, 0, kMaxSpeed}};
Finding speed_above(const Observation& now, const Parameters& p, bool open) {
  if (!now.sample.speed_kmh) return {};
  return above(*now.sample.speed_kmh, p[open], p[0]);
}

/// True from an opening that was seen until the flap closes.
Finding drs_opens(const Observation& now, const Parameters&, bool open) {
  if (!now.sample.drs_open) return {};
  if (!*now.sample.drs_open) return truth_of(false);
  return now.drs_was_open ? truth_of(open || !*now.drs_was_open) : Finding{};
}

/// True for the one sample at which the flap is closed again.
Finding drs_closes(const Observation& now, const Parameters&, bool) {
  if (!now.sample.drs_open || !now.drs_was_open) return {};
  return truth_of(!*now.sample.drs_open && *now.drs_was_open);
}

constexpr std::array kBrakeTemperatureAbove{ParameterSpec{"threshold", 600, 0, kMaxTemperature},
                                            ParameterSpec{"clear_threshold", 600, 0, kMaxTemperature}};
Finding brake_temperature_above(const Observation& now, const Parameters& p, bool open) {
  const auto& temperatures = now.sample.brake_temp_c;
  const auto hottest = *std::max_element(temperatures.begin(), temperatures.end());  // nullopt is least
  if (!hottest) return {};
  return above(*hottest, p[open], p[0]);
}

constexpr std::array kBrakingAtSpeed{ParameterSpec{"threshold", 200, 0, kMaxSpeed},
                                     ParameterSpec{"clear_threshold", 200, 0, kMaxSpeed},
                                     ParameterSpec{"brake_pct", 80, 0, kMaxPercent}};
Finding braking_at_speed(const Observation& now, const Parameters& p, bool open) {
  if (!now.sample.speed_kmh || !now.sample.brake_pct) return {};
  Finding finding = above(*now.sample.speed_kmh, p[open], p[0]);
  if (!(*now.sample.brake_pct > p[2])) finding.truth = Truth::no;
  return finding;
}

constexpr std::array kWheelSpin{
    ParameterSpec{"throttle_pct", 50, 0, kMaxPercent}, ParameterSpec{"standing_rpm", 12'000, 0, kMaxRpm},
    ParameterSpec{"standing_speed_kmh", 50, 0, kMaxSpeed}, ParameterSpec{"threshold", 15, 0, 1000}};
/// Much engine speed and little road speed; or under power, more of it than the gear's ratio explains.
Finding wheel_spin(const Observation& now, const Parameters& p, bool) {
  const auto& sample = now.sample;
  Finding finding{Truth::unknown, now.derived.wheel_spin_pct, p[3], now.derived.wheel_spin_pct.value_or(0)};
  if (!sample.rpm || !sample.speed_kmh) return finding;
  const bool standing = *sample.rpm > p[1] && *sample.speed_kmh < p[2];
  if (standing) {
    finding.truth = Truth::yes;
  } else if (finding.value && sample.throttle_pct) {
    finding.truth = *sample.throttle_pct >= p[0] && *finding.value > p[3] ? Truth::yes : Truth::no;
  }
  return finding;
}

constexpr std::array kPedalOverlap{ParameterSpec{"threshold", 50, 0, kMaxPercent},
                                   ParameterSpec{"brake_pct", 50, 0, kMaxPercent}};
Finding pedal_overlap(const Observation& now, const Parameters& p, bool) {
  if (!now.sample.throttle_pct || !now.sample.brake_pct) return {};
  Finding finding = above(*now.sample.throttle_pct, p[0], p[0]);
  if (!(*now.sample.brake_pct > p[1])) finding.truth = Truth::no;
  return finding;
}

constexpr std::array kLugging{
    ParameterSpec{"threshold", 8000, 0, kMaxRpm}, ParameterSpec{"clear_threshold", 8000, 0, kMaxRpm},
    ParameterSpec{"above_gear", 3, 0, 8}, ParameterSpec{"speed_kmh", 50, 0, kMaxSpeed}};
Finding lugging(const Observation& now, const Parameters& p, bool open) {
  const auto& sample = now.sample;
  if (!sample.rpm || !sample.gear || !sample.speed_kmh) return {};
  Finding finding = below(*sample.rpm, p[open], p[0]);
  if (!(*sample.gear > p[2] && *sample.speed_kmh > p[3])) finding.truth = Truth::no;
  return finding;
}

constexpr std::array kOverRev{ParameterSpec{"threshold", 13'000, 0, kMaxRpm},
                              ParameterSpec{"clear_threshold", 13'000, 0, kMaxRpm},
                              ParameterSpec{"up_to_gear", 4, 1, 8}};
Finding over_rev(const Observation& now, const Parameters& p, bool open) {
  if (!now.sample.rpm || !now.sample.gear) return {};
  Finding finding = above(*now.sample.rpm, p[open], p[0]);
  if (!(*now.sample.gear >= 1 && *now.sample.gear <= p[2])) finding.truth = Truth::no;
  return finding;
}

constexpr std::array kGearSpeedMismatch{ParameterSpec{"below_factor", 0.8, 0, 1},
                                        ParameterSpec{"above_factor", 1.2, 1, 10}};
Finding gear_speed_mismatch(const Observation& now, const Parameters& p, bool) {
  if (!now.sample.speed_kmh || !now.sample.gear) return {};
  const auto range = usual_speeds(*now.sample.gear);
  if (!range) return truth_of(false);
  const double speed = *now.sample.speed_kmh;
  const double least = p[0] * range->min_kmh;
  const double most = p[1] * range->max_kmh;
  return speed < least ? below(speed, least, least) : above(speed, most, most);
}

constexpr std::array kRapidShifts{ParameterSpec{"threshold", 3, 1, 15},
                                  ParameterSpec{"window_s", 2, 0.1, 60}};
Finding rapid_shifts(const Observation& now, const Parameters& p, bool) {
  const Milliseconds window{static_cast<std::int64_t>(p[1] * 1000)};
  const auto reversals = static_cast<double>(now.shifts.reversals_within(now.sample.time, window));
  return {reversals >= p[0] ? Truth::yes : Truth::no, reversals, p[0], reversals - p[0]};
}

constexpr std::array kSilence{ParameterSpec{"threshold", 5, 0.5, 3600}};

constexpr std::array kPredicates{
    Predicate{"speed_above", Trigger::sample, speed_above, kSpeedAbove,
              "{driver} {value:.1f} km/h, above {threshold:.1f} km/h", ""},
    Predicate{"drs_opens", Trigger::sample, drs_opens, {}, "", "{driver} DRS open"},
    Predicate{"drs_closes", Trigger::sample, drs_closes, {}, "", "{driver} DRS closed"},
    Predicate{"brake_temperature_above", Trigger::sample, brake_temperature_above, kBrakeTemperatureAbove,
              "{driver} brake at {value:.0f} °C, above {threshold:.0f} °C", ""},
    Predicate{"braking_at_speed", Trigger::sample, braking_at_speed, kBrakingAtSpeed,
              "{driver} braking hard at {value:.1f} km/h, above {threshold:.1f} km/h", ""},
    Predicate{"wheel_spin", Trigger::sample, wheel_spin, kWheelSpin,
              "{driver} rear wheels {value:.0f} % faster than the car, above {threshold:.0f} %",
              "{driver} spinning its wheels"},
    Predicate{"pedal_overlap", Trigger::sample, pedal_overlap, kPedalOverlap,
              "{driver} {value:.0f} % throttle while braking", ""},
    Predicate{"lugging", Trigger::sample, lugging, kLugging,
              "{driver} engine lugging at {value:.0f} rpm, below {threshold:.0f} rpm", ""},
    Predicate{"over_rev", Trigger::sample, over_rev, kOverRev,
              "{driver} {value:.0f} rpm in a low gear, above {threshold:.0f} rpm", ""},
    Predicate{"gear_speed_mismatch", Trigger::sample, gear_speed_mismatch, kGearSpeedMismatch,
              "{driver} {value:.1f} km/h does not fit the gear, limit {threshold:.1f} km/h", ""},
    Predicate{"rapid_shifts", Trigger::sample, rapid_shifts, kRapidShifts,
              "{driver} {value:.0f} reversals of shift direction in a row", ""},
    Predicate{"silence", Trigger::silence, nullptr, kSilence,
              "{driver} no sample for {value:.1f} s, more than {threshold:.1f} s", ""},
};

}  // namespace

std::span<const Predicate> predicates() { return kPredicates; }

const Predicate* find_predicate(std::string_view name) {
  const auto* found = std::find_if(kPredicates.begin(), kPredicates.end(),
                                   [&](const Predicate& predicate) { return predicate.name == name; });
  return found == kPredicates.end() ? nullptr : found;
}

}  // namespace slipstream::analytics
