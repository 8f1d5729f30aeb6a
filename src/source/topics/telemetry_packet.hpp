#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "base/time.hpp"
#include "domain/driver.hpp"
#include "source/json_node.hpp"
#include "source/sample_form.hpp"
#include "source/topics/packet_keys.hpp"

/// The shape that both telemetry packets share: a list of instants, each a map from car numbers to objects.
namespace slipstream::source {

/// A non-negative number as a key: read in place, since there are millions of them. Throws if it is not.
inline unsigned key_number(simdjson::ondemand::raw_json_string key) {
  const char* at = key.raw();
  unsigned value = 0;
  for (; *at >= '0' && *at <= '9' && value < 100'000; ++at)
    value = value * 10 + static_cast<unsigned>(*at - '0');
  if (*at != '"' || at == key.raw() || value > 0xFFFF) throw Malformed("a number belongs here as key");
  return value;
}

/// One instant; its UTC. read_sample(object, sample) reads what one car says.
template <class Sample, class ReadSample>
WallTime read_instant(simdjson::ondemand::object instant, const PacketKeys& keys,
                      std::vector<Sample>& samples, Samples form, ReadSample read_sample) {
  std::optional<WallTime> utc;
  const std::size_t first = samples.size();
  for (auto field : instant) {
    const std::string_view key = field.unescaped_key();
    if (key == keys.utc) {
      utc = base::parse_utc(field.value().get_string());
    } else if (key == keys.cars) {
      for (auto car : field.value().get_object()) {
        Sample& sample = samples.emplace_back();
        sample.car = static_cast<domain::CarNumber>(key_number(car.key()));
        read_sample(car.value().get_object(), sample);
      }
    }
  }
  if (!utc) throw Malformed("samples without a UTC");
  using Millis = std::chrono::milliseconds;
  const UtcTime exact =
      form == Samples::verbatim ? std::chrono::floor<Millis>(*utc) : std::chrono::round<Millis>(*utc);
  const SessionTime time{exact.time_since_epoch()};
  for (std::size_t i = first; i < samples.size(); ++i) samples[i].time = time;
  return *utc;
}

template <class Sample, class ReadSample>
WallTime read_packet(simdjson::ondemand::document& packet, const PacketKeys& keys,
                     std::vector<Sample>& samples, Samples form, ReadSample read_sample) {
  WallTime newest{};
  for (auto field : packet.get_object()) {
    if (field.unescaped_key().value() != keys.instants) continue;
    for (auto instant : field.value().get_array()) {
      newest = std::max(newest, read_instant(instant.get_object(), keys, samples, form, read_sample));
    }
  }
  if (samples.empty()) throw Malformed("a packet without samples");
  return newest;
}

}  // namespace slipstream::source
