#include "analytics/shift_history.hpp"

#include <algorithm>

namespace slipstream::analytics {

void ShiftHistory::add(SessionTime time, std::optional<std::int8_t> gear) {
  if (!gear || *gear < 1 || *gear == state_.gear) return;
  const auto direction = static_cast<std::int8_t>(*gear > state_.gear ? 1 : -1);
  const bool first_gear = state_.gear == 0;
  state_.gear = *gear;
  if (first_gear) return;
  const bool reversed = state_.direction == -direction;
  state_.direction = direction;
  if (!reversed) return;
  std::shift_right(state_.times.begin(), state_.times.end(), 1);
  state_.times.front() = time;
  if (state_.count < kKept) ++state_.count;
}

std::size_t ShiftHistory::reversals_within(SessionTime now, Milliseconds window) const {
  std::size_t found = 0;
  while (found < state_.count && now - state_.times[found] <= window) ++found;
  return found;
}

}  // namespace slipstream::analytics
