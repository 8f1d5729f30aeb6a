#include "source/topics/telemetry_writers.hpp"

namespace slipstream::source {
namespace {

/// What the feed sends where it has no throttle, no brake, no gear.
constexpr std::uint8_t kNoPercentage = 104;
constexpr std::uint8_t kNoGear = 128;

/// A value; where there is none the sentinel it came with, else the feed's usual one.
int value_or_sentinel(std::optional<std::uint8_t> value, std::uint8_t sentinel, std::uint8_t usual) {
  return value.value_or(sentinel != 0 ? sentinel : usual);
}

void write_channels(std::string& out, const domain::CarSample& sample) {
  out += "\"Channels\":{";
  const auto channel = [&](std::string_view key, int value) {
    out += key;
    codec::append_integer(out, value);
  };
  if (sample.rpm) channel("\"0\":", *sample.rpm), out += ',';
  if (sample.speed_kmh) channel("\"2\":", *sample.speed_kmh), out += ',';
  channel("\"3\":", value_or_sentinel(sample.gear, sample.gear_sentinel, kNoGear));
  channel(",\"4\":", value_or_sentinel(sample.throttle_pct, sample.throttle_sentinel, kNoPercentage));
  channel(",\"5\":", value_or_sentinel(sample.brake_pct, sample.brake_sentinel, kNoPercentage));
  if (sample.drs) channel(",\"45\":", *sample.drs);
  out += '}';
}

}  // namespace

void write_packet(std::string& out, const CarDataPacket& packet, UtcTime zero) {
  write_instants(out, kCarDataKeys, packet.samples, zero, write_channels);
}

}  // namespace slipstream::source
