#include "prepare/lap_facts.hpp"

namespace slipstream::prepare {

std::string track_status_during(const std::vector<StatusStep>& track, std::optional<SessionTime> start,
                                SessionTime end) {
  std::string digits;
  for (std::size_t i = 0; i < track.size(); ++i) {
    const SessionTime from = track[i].time;
    const SessionTime to = i + 1 < track.size() ? track[i + 1].time : SessionTime::max();
    if (from > end) break;
    const bool ends_in_it = end <= to;
    const bool overlaps = ends_in_it || (start && *start <= to);
    if (overlaps && digits.find(track[i].code) == std::string::npos) digits += track[i].code;
  }
  return digits;
}

}  // namespace slipstream::prepare
