#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "prepare/prepared_session.hpp"

namespace slipstream::prepare {

/// What telemetry measures.
enum class Channel : std::uint8_t { speed, rpm, gear, throttle, brake, drs, distance, x, y, z };
inline constexpr std::array kChannels{Channel::speed, Channel::rpm, Channel::gear,     Channel::throttle,
                                      Channel::brake, Channel::drs, Channel::distance, Channel::x,
                                      Channel::y,     Channel::z};

struct ChannelName {
  std::string_view name, unit;
  std::string_view sentinel;  ///< under which InputReport counts its sentinels; empty: it has none
};
[[nodiscard]] ChannelName name_of(Channel channel);

/// The values of one driver, or of all one after the other; NaN where not known.
[[nodiscard]] std::vector<double> values_of(const TelemetryColumns& columns, Channel channel);
[[nodiscard]] std::vector<double> values_of(const PreparedSession& session, Channel channel);

}  // namespace slipstream::prepare
