#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "codec/json_writer.hpp"
#include "source/feed_event.hpp"
#include "source/topics/packet_keys.hpp"

/// The JSON inside of telemetry packets, appended to `out`: the counterpart of telemetry.hpp. Samples' times
/// are session times, of which `zero` makes UTC.
namespace slipstream::source {

void write_packet(std::string& out, const CarDataPacket& packet, UtcTime zero);
void write_packet(std::string& out, const PositionPacket& packet, UtcTime zero);
void write_packet(std::string& out, const CarConditionPacket& packet, UtcTime zero);

/// Puts neighbouring samples of the same time into one instant. write_sample(out, sample) writes the inside
/// of a car's object.
template <class Sample, class WriteSample>
void write_instants(std::string& out, const PacketKeys& keys, const std::vector<Sample>& samples,
                    UtcTime zero, WriteSample write_sample) {
  const auto put = [&](auto... parts) { (out.append(std::string_view{parts}), ...); };
  put("{\"", keys.instants, "\":[");
  for (auto at = samples.begin(); at != samples.end();) {
    const SessionTime time = at->time;
    if (at != samples.begin()) put(",");
    put("{\"", keys.utc, "\":\"");
    out += base::format_utc(zero + time.time_since_epoch());
    put("\",\"", keys.cars, "\":{");
    for (std::string_view quote = "\""; at != samples.end() && at->time == time; ++at, quote = ",\"") {
      put(quote);
      codec::append_integer(out, at->car);
      put("\":{");
      write_sample(out, *at);
      put("}");
    }
    put("}}");
  }
  put("]}");
}

}  // namespace slipstream::source
