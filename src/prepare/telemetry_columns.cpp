#include "prepare/telemetry_columns.hpp"

#include <cmath>

namespace slipstream::prepare {
namespace {

std::optional<double> known(double value) {
  return std::isnan(value) ? std::nullopt : std::optional<double>{value};
}

std::optional<std::int32_t> known(std::int16_t value) {
  return value == TelemetryColumns::kUnknown16 ? std::nullopt : std::optional<std::int32_t>{value};
}

}  // namespace

void TelemetryColumns::reserve(std::size_t rows) {
  time.reserve(rows);
  date.reserve(rows);
  for (auto* column : {&speed_kmh, &rpm, &throttle_pct, &brake_pct, &distance_m}) column->reserve(rows);
  for (auto* column : {&gear, &drs, &compound}) column->reserve(rows);
  for (auto* column : {&x, &y, &z}) column->reserve(rows);
  for (auto* column : {&lap_number, &position, &tyre_life}) column->reserve(rows);
  track_status.reserve(rows);
  source.reserve(rows);
}

domain::TelemetrySample TelemetryColumns::row(std::size_t index, const domain::Driver& driver) const {
  domain::TelemetrySample sample;
  sample.driver = driver.id;
  sample.number = domain::known_number(driver.number);
  sample.time = time[index];
  if (!date.empty()) sample.date = date[index];
  sample.speed_kmh = known(speed_kmh[index]);
  sample.rpm = known(rpm[index]);
  sample.throttle_pct = known(throttle_pct[index]);
  sample.brake_pct = known(brake_pct[index]);
  if (gear[index] != kUnknown) sample.gear = gear[index];
  if (drs[index] != kUnknown) sample.drs_open = drs[index] != 0;
  sample.x = known(x[index]);
  sample.y = known(y[index]);
  sample.z = known(z[index]);
  sample.distance_m = known(distance_m[index]);
  sample.lap_number = known(lap_number[index]);
  sample.position = known(position[index]);
  sample.tyre_life = known(tyre_life[index]);
  if (compound[index] != kUnknown) sample.compound = static_cast<domain::Compound>(compound[index]);
  if (track_status[index] != 0) sample.track_status = track_status[index];
  if (!fuel_kg.empty()) add_condition(index, sample);
  return sample;
}

void TelemetryColumns::add_condition(std::size_t index, domain::TelemetrySample& sample) const {
  for (std::size_t brake = 0; brake < brake_temp_c.size(); ++brake) {
    const std::uint16_t temperature = brake_temp_c[brake][index];
    if (temperature != kUnknownTemperature) sample.brake_temp_c[brake] = temperature;
  }
  sample.fuel_kg = known(fuel_kg[index]);
}

}  // namespace slipstream::prepare
