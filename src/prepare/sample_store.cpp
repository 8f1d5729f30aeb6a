#include "prepare/sample_store.hpp"

#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

namespace slipstream::prepare {
namespace {

constexpr float kNoFuel = std::numeric_limits<float>::quiet_NaN();

/// A field has twenty cars and a few strangers; a hostile feed must not open thousands.
constexpr std::size_t kMaxCars = 4096;

/// The state that a recording begins with may be some minutes old.
constexpr std::chrono::minutes kFarFromStamp{10};

std::int32_t packed(SessionTime time) { return static_cast<std::int32_t>(time.time_since_epoch().count()); }
/// A value, else what the feed sent in its place.
std::uint8_t packed(std::optional<std::uint8_t> value, std::uint8_t sentinel) {
  return value.value_or(sentinel != 0 ? sentinel : CarSamples::kNone8);
}
SessionTime unpacked(std::int32_t time_ms) { return SessionTime{Milliseconds{time_ms}}; }

template <class T>
std::optional<T> known(T value, T none) {
  return value == none ? std::nullopt : std::optional{value};
}

}  // namespace

void CarSamples::add(const domain::CarSample& sample) {
  const std::int32_t time = packed(sample.time);
  if (!cars_.empty() && time <= cars_.back().time_ms) return;
  cars_.push_back({.time_ms = time,
                   .rpm = sample.rpm.value_or(kNone16),
                   .speed_kmh = sample.speed_kmh.value_or(kNone16),
                   .gear = packed(sample.gear, sample.gear_sentinel),
                   .throttle_pct = packed(sample.throttle_pct, sample.throttle_sentinel),
                   .brake_pct = packed(sample.brake_pct, sample.brake_sentinel),
                   .drs = sample.drs.value_or(kNone8)});
}

void CarSamples::add(const domain::PositionSample& sample) {
  const std::int32_t time = packed(sample.time);
  if (!positions_.empty() && time <= positions_.back().time_ms) return;
  const domain::Point at = sample.at.value_or(domain::Point{});
  positions_.push_back({.time_ms = time, .off_track = sample.off_track, .x = at.x, .y = at.y, .z = at.z});
}

void CarSamples::add(const domain::CarCondition& sample) {
  const std::int32_t time = packed(sample.time);
  if (!conditions_.empty() && time <= conditions_.back().time_ms) return;
  PackedCondition& added = conditions_.emplace_back();
  added.time_ms = time;
  for (std::size_t brake = 0; brake < added.brake_temp_c.size(); ++brake) {
    added.brake_temp_c[brake] = sample.brake_temp_c[brake].value_or(kNone16);
  }
  added.fuel_kg = sample.fuel_kg.value_or(kNoFuel);
}

domain::CarSample CarSamples::car(std::size_t index) const {
  const PackedCar& packed = cars_[index];
  domain::CarSample sample;
  sample.time = unpacked(packed.time_ms);
  sample.rpm = known(packed.rpm, kNone16);
  sample.speed_kmh = known(packed.speed_kmh, kNone16);
  if (packed.knows_gear()) sample.gear = packed.gear;
  if (packed.knows_throttle()) sample.throttle_pct = packed.throttle_pct;
  if (packed.knows_brake()) sample.brake_pct = packed.brake_pct;
  sample.drs = known(packed.drs, kNone8);
  return sample;
}

domain::PositionSample CarSamples::position(std::size_t index) const {
  const PackedPosition& packed = positions_[index];
  domain::PositionSample sample;
  sample.time = unpacked(packed.time_ms);
  sample.off_track = packed.off_track != 0;
  if (packed.is_known()) sample.at = domain::Point{packed.x, packed.y, packed.z};
  return sample;
}

domain::CarCondition CarSamples::condition(std::size_t index) const {
  const PackedCondition& packed = conditions_[index];
  domain::CarCondition sample;
  sample.time = unpacked(packed.time_ms);
  for (std::size_t brake = 0; brake < packed.brake_temp_c.size(); ++brake) {
    sample.brake_temp_c[brake] = known(packed.brake_temp_c[brake], kNone16);
  }
  if (!std::isnan(packed.fuel_kg)) sample.fuel_kg = packed.fuel_kg;
  return sample;
}

std::optional<double> CarSamples::car_rate_hz() const {
  if (cars_.size() < 2) return std::nullopt;
  const double seconds = (cars_.back().time_ms - cars_.front().time_ms) / 1000.0;
  return static_cast<double>(cars_.size() - 1) / seconds;
}

CarSamples* SampleStore::of(domain::CarNumber car) {
  const auto found = cars_.find(car);
  if (found != cars_.end()) return &found->second;
  return cars_.size() < kMaxCars ? &cars_[car] : nullptr;
}

template <class Sample>
void SampleStore::add_all(const std::vector<Sample>& samples, SessionTime time) {
  for (const Sample& sample : samples) {
    if (std::chrono::abs(sample.time - time) > kFarFromStamp) {
      ++damaged_;
    } else if (CarSamples* car = of(sample.car)) {
      car->add(sample);
    }
  }
}

void SampleStore::add(const source::CarDataPacket& packet, SessionTime time) {
  add_all(packet.samples, time);
}

void SampleStore::add(const source::PositionPacket& packet, SessionTime time) {
  add_all(packet.samples, time);
}

void SampleStore::add(const source::CarConditionPacket& packet, SessionTime time) {
  add_all(packet.samples, time);
}

CarSamples SampleStore::take(domain::CarNumber car) {
  const auto found = cars_.find(car);
  if (found == cars_.end()) return {};
  return std::exchange(found->second, {});
}

}  // namespace slipstream::prepare
