#pragma once

#include "source/feed_event.hpp"
#include "source/json_node.hpp"

namespace slipstream::source {

void read_lap_time_member(std::string_view key, Node node, LapTimePatch& lap);
/// {"Value", "Lap", "OverallFastest", "PersonalFastest"}; all cleared where the object was removed.
void read_lap_time(Node node, LapTimePatch& lap);

}  // namespace slipstream::source
