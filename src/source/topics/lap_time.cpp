#include "source/topics/lap_time.hpp"

#include "source/json_fields.hpp"

namespace slipstream::source {

void read_lap_time_member(std::string_view key, Node node, LapTimePatch& lap) {
  if (key == "Value") return read(node, lap.value);
  if (key == "Lap") return read(node, lap.lap);
  if (key == "OverallFastest") return read(node, lap.overall_fastest);
  if (key == "PersonalFastest") return read(node, lap.personal_fastest);
}

void read_lap_time(Node node, LapTimePatch& lap) {
  if (node.is_none()) lap = {std::nullopt, std::nullopt, std::nullopt, std::nullopt};
  node.each([&](std::string_view key, Node member) { read_lap_time_member(key, member, lap); });
}

}  // namespace slipstream::source
