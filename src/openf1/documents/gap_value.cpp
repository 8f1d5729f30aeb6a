#include "openf1/documents/gap_value.hpp"

#include <fmt/format.h>

namespace slipstream::openf1 {

Value gap_value(const std::optional<domain::Gap>& gap) {
  if (!gap) return {};
  if (const auto* time = std::get_if<domain::GapTime>(&*gap)) return base::seconds(time->behind);
  if (const auto* laps = std::get_if<domain::GapLaps>(&*gap)) {
    return fmt::format("+{} LAP{}", laps->laps, laps->laps == 1 ? "" : "S");
  }
  return 0.0;  // the leader, who has the lap he is on
}

}  // namespace slipstream::openf1
