#include <cmath>

#include "source/topics/telemetry.hpp"
#include "source/topics/telemetry_packet.hpp"

namespace slipstream::source {
namespace {

constexpr double kHottestBrakeC = 2000;
constexpr double kFullestTankKg = 1000;

/// A number in 0 … highest; nullopt for null and for what lies outside. Throws if it is no number.
std::optional<double> reading(simdjson::ondemand::value value, double highest) {
  double number = 0;
  if (value.get(number) == simdjson::SUCCESS) {
    return number >= 0 && number <= highest ? std::optional{number} : std::nullopt;
  }
  if (value.type() == simdjson::ondemand::json_type::null) return std::nullopt;
  throw Malformed("a reading that is no number");
}

void read_brakes(simdjson::ondemand::array temperatures, domain::CarCondition& sample) {
  std::size_t brake = 0;
  for (auto temperature : temperatures) {
    if (brake == sample.brake_temp_c.size()) throw Malformed("more brakes than wheels");
    const auto celsius = reading(temperature.value(), kHottestBrakeC);
    if (celsius) sample.brake_temp_c[brake] = static_cast<std::uint16_t>(std::lround(*celsius));
    ++brake;
  }
}

void read_condition(simdjson::ondemand::object car, domain::CarCondition& sample) {
  for (auto field : car) {
    const auto key = field.key().value();
    if (key.unsafe_is_equal("BrakeTemperatures")) {
      read_brakes(field.value().get_array(), sample);
    } else if (key.unsafe_is_equal("Fuel")) {
      const auto fuel = reading(field.value().value(), kFullestTankKg);
      if (fuel) sample.fuel_kg = static_cast<float>(*fuel);
    }
  }
}

}  // namespace

WallTime read_car_condition(simdjson::ondemand::document& packet,
                            std::vector<domain::CarCondition>& samples) {
  return read_packet(packet, kCarConditionKeys, samples, Samples::known, read_condition);
}

}  // namespace slipstream::source
