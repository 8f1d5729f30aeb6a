#include <algorithm>
#include <array>

#include <fmt/ranges.h>

#include "pictures/picture.hpp"

namespace slipstream::pictures {
namespace {

constexpr std::array kKinds{
    PictureKind{"track", "the track coloured by speed, with corners, braking and full throttle",
                draw_track_map},
    PictureKind{"speed", "speed over distance on drivers' fastest laps", draw_speed_traces},
    PictureKind{"tyres", "which tyres each driver drove for how long", draw_tyre_strategy},
    PictureKind{"positions", "positions lap by lap", draw_position_changes},
    PictureKind{"laps", "how each driver's lap times are distributed", draw_lap_times},
    PictureKind{"correlation", "how the channels go together", draw_channel_correlation},
};

}  // namespace

std::span<const PictureKind> picture_kinds() { return kKinds; }

Result<PictureKind> picture_kind(std::string_view name) {
  const auto* const found = std::ranges::find(kKinds, name, &PictureKind::name);
  if (found != kKinds.end()) return *found;
  std::vector<std::string_view> names;
  names.reserve(kKinds.size());
  for (const PictureKind& kind : kKinds) names.push_back(kind.name);
  return fail(ErrorCode::invalid_argument, "no picture {}: there are {}", name, fmt::join(names, ", "));
}

}  // namespace slipstream::pictures
