#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "pictures/corner_marks.hpp"
#include "pictures/session_laps.hpp"
#include "plot/ink.hpp"
#include "prepare/prepared_session.hpp"

namespace slipstream::pictures {

/// What to draw. Borrows the session and its laps for the length of a call.
struct PictureRequest {
  const prepare::PreparedSession& session;
  const SessionLaps& laps;
  std::vector<std::size_t> drivers = {};  ///< indices; empty: those the picture chooses itself
  std::optional<int> lap_number = {};     ///< of one driver; nullopt: the fastest
  CircuitMarks circuit = {};
  plot::Theme theme = plot::Theme::automatic;
};

/// Each returns a whole SVG document. Errors: invalid_input, when the session lacks what the picture shows,
/// saying what; invalid_argument (more drivers than can be told apart); those of choose_lap and trace_lap.
using DrawPicture = Result<std::string> (*)(const PictureRequest&);

Result<std::string> draw_track_map(const PictureRequest& request);
Result<std::string> draw_speed_traces(const PictureRequest& request);
Result<std::string> draw_tyre_strategy(const PictureRequest& request);
Result<std::string> draw_position_changes(const PictureRequest& request);
Result<std::string> draw_lap_times(const PictureRequest& request);
Result<std::string> draw_channel_correlation(const PictureRequest& request);

struct PictureKind {
  std::string_view name;  ///< "track"
  std::string_view what;  ///< "the track coloured by speed"
  DrawPicture draw;
};

/// All of them.
[[nodiscard]] std::span<const PictureKind> picture_kinds();
/// Errors: invalid_argument, naming those there are.
Result<PictureKind> picture_kind(std::string_view name);

}  // namespace slipstream::pictures
