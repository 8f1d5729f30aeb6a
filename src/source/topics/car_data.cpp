#include <algorithm>

#include "source/topics/telemetry.hpp"
#include "source/topics/telemetry_packet.hpp"

namespace slipstream::source {
namespace {

constexpr int kHighestGear = 8;

/// A channel's value; nullopt for null (DRS in 2026).
std::optional<std::int64_t> channel_value(simdjson::ondemand::value value) {
  std::int64_t number = 0;
  if (value.get(number) == simdjson::SUCCESS) return number;
  if (value.type() == simdjson::ondemand::json_type::null) return std::nullopt;
  throw Malformed("a channel that is no whole number");
}

/// The value if it lies in 0 … highest, else nullopt.
template <class T>
std::optional<T> within(std::optional<std::int64_t> value, std::int64_t highest) {
  if (!value || *value < 0 || *value > highest) return std::nullopt;
  return static_cast<T>(*value);
}

/// What stands where a value belongs and is none.
std::uint8_t sentinel(bool known, std::optional<std::int64_t> value) {
  if (known || !value) return 0;
  return static_cast<std::uint8_t>(std::clamp<std::int64_t>(*value, 0, 0xFF));
}

void read_channels(simdjson::ondemand::object channels, domain::CarSample& sample, MissingCounts& missing,
                   Samples form) {
  constexpr std::int64_t kAny16 = 0xFFFF;
  constexpr std::int64_t kAny8 = 0xFF;
  const std::int64_t highest_gear = form == Samples::verbatim ? kAny8 : kHighestGear;
  const std::int64_t highest_pct = form == Samples::verbatim ? kAny8 : 100;
  for (auto channel : channels) {
    const unsigned number = key_number(channel.key());
    const auto value = channel_value(channel.value());
    switch (number) {
      case 0: sample.rpm = within<std::uint16_t>(value, kAny16); break;
      case 2: sample.speed_kmh = within<std::uint16_t>(value, kAny16); break;
      case 3:
        sample.gear = within<std::uint8_t>(value, highest_gear);
        sample.gear_sentinel = sentinel(sample.gear.has_value(), value);
        break;
      case 4:
        sample.throttle_pct = within<std::uint8_t>(value, highest_pct);
        sample.throttle_sentinel = sentinel(sample.throttle_pct.has_value(), value);
        break;
      case 5:
        sample.brake_pct = within<std::uint8_t>(value, highest_pct);
        sample.brake_sentinel = sentinel(sample.brake_pct.has_value(), value);
        break;
      case 45: sample.drs = within<std::uint8_t>(value, kAny8); break;
      default: break;
    }
  }
  missing.gear += sample.gear ? 0 : 1;
  missing.throttle += sample.throttle_pct ? 0 : 1;
  missing.brake += sample.brake_pct ? 0 : 1;
}

}  // namespace

WallTime read_car_data(simdjson::ondemand::document& packet, std::vector<domain::CarSample>& samples,
                       MissingCounts& missing, Samples form) {
  return read_packet(packet, kCarDataKeys, samples, form,
                     [&](simdjson::ondemand::object car, domain::CarSample& sample) {
                       for (auto field : car) {
                         if (field.key().value().unsafe_is_equal("Channels")) {
                           read_channels(field.value().get_object(), sample, missing, form);
                         }
                       }
                     });
}

}  // namespace slipstream::source
