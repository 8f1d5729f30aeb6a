#include "source/topics/telemetry_writers.hpp"

namespace slipstream::source {
namespace {

/// What the feed sends where it has no throttle, no brake, no gear.
constexpr std::uint8_t kNoPercentage = 104;
constexpr std::uint8_t kNoGear = 128;

void write_channels(std::string& out, const domain::CarSample& sample) {
  out += "\"Channels\":{";
  const auto channel = [&](std::string_view key, int value) {
    out += key;
    codec::append_integer(out, value);
  };
  if (sample.rpm) channel("\"0\":", *sample.rpm), out += ',';
  if (sample.speed_kmh) channel("\"2\":", *sample.speed_kmh), out += ',';
  channel("\"3\":", sample.gear.value_or(kNoGear));
  channel(",\"4\":", sample.throttle_pct.value_or(kNoPercentage));
  channel(",\"5\":", sample.brake_pct.value_or(kNoPercentage));
  if (sample.drs) channel(",\"45\":", *sample.drs);
  out += '}';
}

}  // namespace

void write_packet(std::string& out, const CarDataPacket& packet, UtcTime zero) {
  write_instants(out, kCarDataKeys, packet.samples, zero, write_channels);
}

}  // namespace slipstream::source
