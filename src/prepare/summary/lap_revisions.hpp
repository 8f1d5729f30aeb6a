#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "domain/session_message.hpp"
#include "prepare/summary/distribution.hpp"

namespace slipstream::prepare {

/// How often and how late laps changed after they were first told.
struct LapRevisions {
  std::size_t laps = 0;
  std::size_t revised = 0;         ///< changed while the session ran
  std::size_t settled_at_end = 0;  ///< changed, or were first told, when the feed had ended
  /// Seconds from the end of a lap to its last change while the session ran; nullopt if no lap changed.
  std::optional<Distribution> lateness_s;
};

/// Of all cars, as the messages of a session tell it in their order.
[[nodiscard]] LapRevisions lap_revisions_of(std::span<const domain::SessionMessage> messages);

}  // namespace slipstream::prepare
