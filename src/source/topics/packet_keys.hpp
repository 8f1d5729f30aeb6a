#pragma once

#include <string_view>

namespace slipstream::source {

/// How a telemetry topic names the parts of the shape that they share: a list of instants, each with its UTC
/// and a map from car numbers to objects.
struct PacketKeys {
  std::string_view instants, utc, cars;
};

inline constexpr PacketKeys kCarDataKeys{"Entries", "Utc", "Cars"};
inline constexpr PacketKeys kCarConditionKeys{"Entries", "Utc", "Cars"};
inline constexpr PacketKeys kPositionKeys{"Position", "Timestamp", "Entries"};

}  // namespace slipstream::source
