#include "prepare/summary/channels.hpp"

#include <limits>

namespace slipstream::prepare {
namespace {

constexpr double kNoValue = std::numeric_limits<double>::quiet_NaN();

void append(const std::vector<std::int8_t>& column, std::vector<double>& values) {
  for (const std::int8_t value : column) {
    values.push_back(value == TelemetryColumns::kUnknown ? kNoValue : value);
  }
}

template <class Number>
void append(const std::vector<Number>& column, std::vector<double>& values) {
  values.insert(values.end(), column.begin(), column.end());
}

void append(const TelemetryColumns& columns, Channel channel, std::vector<double>& values) {
  switch (channel) {
    case Channel::speed: return append(columns.speed_kmh, values);
    case Channel::rpm: return append(columns.rpm, values);
    case Channel::gear: return append(columns.gear, values);
    case Channel::throttle: return append(columns.throttle_pct, values);
    case Channel::brake: return append(columns.brake_pct, values);
    case Channel::drs: return append(columns.drs, values);
    case Channel::distance: return append(columns.distance_m, values);
    case Channel::x: return append(columns.x, values);
    case Channel::y: return append(columns.y, values);
    case Channel::z: return append(columns.z, values);
  }
}

}  // namespace

ChannelName name_of(Channel channel) {
  static constexpr std::array<ChannelName, kChannels.size()> kNames{{
      {"speed", "km/h", ""},
      {"rpm", "1/min", ""},
      {"gear", "", "gear"},
      {"throttle", "%", "throttle"},
      {"brake", "%", "brake"},
      {"drs", "", ""},
      {"distance", "m", ""},
      {"x", "0.1 m", "position"},
      {"y", "0.1 m", "position"},
      {"z", "0.1 m", "position"},
  }};
  return kNames[static_cast<std::size_t>(channel)];
}

std::vector<double> values_of(const TelemetryColumns& columns, Channel channel) {
  std::vector<double> values;
  values.reserve(columns.size());
  append(columns, channel, values);
  return values;
}

std::vector<double> values_of(const PreparedSession& session, Channel channel) {
  std::vector<double> values;
  values.reserve(session.record_count());
  for (std::size_t driver = 0; driver < session.drivers().size(); ++driver) {
    append(session.telemetry(driver), channel, values);
  }
  return values;
}

}  // namespace slipstream::prepare
