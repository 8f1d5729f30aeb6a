#include "source/feed_text.hpp"
#include "source/topics/telemetry_writers.hpp"

namespace slipstream::source {
namespace {

template <class T>
void append_reading(std::string& out, const std::optional<T>& reading) {
  if (reading) {
    spell(out, *reading);
  } else {
    out += "null";
  }
}

void write_condition(std::string& out, const domain::CarCondition& sample) {
  out += "\"BrakeTemperatures\":[";
  for (std::size_t brake = 0; brake < sample.brake_temp_c.size(); ++brake) {
    if (brake > 0) out += ',';
    append_reading(out, sample.brake_temp_c[brake]);
  }
  out += "],\"Fuel\":";
  append_reading(out, sample.fuel_kg);
}

}  // namespace

void write_packet(std::string& out, const CarConditionPacket& packet, UtcTime zero) {
  write_instants(out, kCarConditionKeys, packet.samples, zero, write_condition);
}

}  // namespace slipstream::source
