#include "analytics/derived_channels.hpp"

#include <algorithm>
#include <numbers>

namespace slipstream::analytics {
namespace {

using domain::TelemetrySample;

// A sample teaches a ratio when the engine drives the wheels without slip.
constexpr double kLearnThrottlePct = 50;
constexpr double kLearnSpeedKmh = 60;
constexpr double kLearnRpm = 4000;
constexpr int kLearnGearHeld = 3;
constexpr std::uint32_t kLearnAtMost = 1'000'000'000;

constexpr double kLuggingRpm = 8000;
constexpr double kLuggingSpeedKmh = 50;
constexpr int kLuggingAboveGear = 3;
constexpr double kOverRevRpm = 13'000;
constexpr int kOverRevUpToGear = 4;
constexpr double kBelowRange = 0.8;
constexpr double kAboveRange = 1.2;

/// km/h per rpm at ratio 1.
double speed_per_rpm(const DerivedOptions& options) {
  return 2 * std::numbers::pi * options.wheel_radius_m * 60 / 1000;
}

bool is_lugging(const TelemetrySample& s) {
  return s.gear > kLuggingAboveGear && s.rpm < kLuggingRpm && s.speed_kmh > kLuggingSpeedKmh;
}

bool is_over_rev(const TelemetrySample& s) {
  return s.gear >= 1 && s.gear <= kOverRevUpToGear && s.rpm > kOverRevRpm;
}

bool is_mismatch(const TelemetrySample& s) {
  const auto range = usual_speeds(*s.gear);
  return range && (s.speed_kmh < kBelowRange * range->min_kmh || s.speed_kmh > kAboveRange * range->max_kmh);
}

std::optional<GearAnomaly> find_anomaly(const TelemetrySample& sample) {
  if (!sample.gear || !sample.rpm || !sample.speed_kmh) return std::nullopt;
  if (is_lugging(sample)) return GearAnomaly::lugging;
  if (is_over_rev(sample)) return GearAnomaly::over_rev;
  return is_mismatch(sample) ? GearAnomaly::mismatch : GearAnomaly::none;
}

}  // namespace

std::string_view to_string(GearAnomaly anomaly) {
  static constexpr std::array<std::string_view, 4> kNames{"none", "lugging", "over_rev", "mismatch"};
  return kNames[static_cast<std::size_t>(anomaly)];
}

std::optional<SpeedRange> usual_speeds(int gear) {
  static constexpr std::array<SpeedRange, kGears> kRanges{
      {{0, 0}, {0, 80}, {60, 120}, {100, 160}, {140, 200}, {180, 240}, {220, 280}, {260, 320}, {300, 400}}};
  if (gear < 1 || gear >= static_cast<int>(kGears)) return std::nullopt;
  return kRanges[static_cast<std::size_t>(gear)];
}

std::optional<double> DerivedChannels::ratio(int gear) const {
  if (gear < 1 || gear >= static_cast<int>(kGears)) return std::nullopt;
  const auto index = static_cast<std::size_t>(gear);
  if (!options_.calibrate) return options_.gear_ratios[index];
  if (learnt_[index].count() < kNeededSamples) return std::nullopt;
  return learnt_[index].value();
}

void DerivedChannels::learn(const TelemetrySample& sample) {
  if (!sample.gear) return;
  gear_held_ = *sample.gear == last_gear_ ? std::min(gear_held_ + 1, kLearnGearHeld) : 1;
  last_gear_ = *sample.gear;
  if (last_gear_ < 1 || gear_held_ < kLearnGearHeld) return;
  const bool driving = sample.throttle_pct >= kLearnThrottlePct && sample.speed_kmh > kLearnSpeedKmh &&
                       sample.rpm > kLearnRpm && (!sample.brake_pct || *sample.brake_pct == 0);
  auto& median = learnt_[static_cast<std::uint8_t>(last_gear_)];
  if (!driving || median.count() >= kLearnAtMost) return;
  median.add(*sample.rpm * speed_per_rpm(options_) / *sample.speed_kmh);
}

DerivedSample DerivedChannels::apply(const TelemetrySample& sample) {
  if (options_.calibrate) learn(sample);
  DerivedSample derived;
  derived.gear_anomaly = find_anomaly(sample);
  if (!sample.gear || !sample.rpm) return derived;
  const auto gear_ratio = ratio(*sample.gear);
  if (!gear_ratio) return derived;
  const double expected = *sample.rpm / *gear_ratio * speed_per_rpm(options_);
  derived.expected_speed_kmh = expected;
  if (!sample.speed_kmh || *sample.speed_kmh <= 0) return derived;
  const double speed = *sample.speed_kmh;
  derived.wheel_spin = expected > options_.wheel_spin_factor * speed;
  derived.wheel_spin_pct = std::max(0.0, (expected - speed) / speed * 100);
  return derived;
}

DerivedChannels::Calibration DerivedChannels::calibration() const {
  Calibration calibration{{}, last_gear_, gear_held_};
  for (std::size_t i = 0; i < kGears; ++i) calibration.gears[i] = learnt_[i].state();
  return calibration;
}

void DerivedChannels::restore(const Calibration& calibration) {
  for (std::size_t i = 0; i < kGears; ++i) learnt_[i] = RunningMedian::from(calibration.gears[i]);
  last_gear_ = calibration.last_gear;
  gear_held_ = calibration.gear_held;
}

}  // namespace slipstream::analytics
