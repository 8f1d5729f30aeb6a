#include "source/feed_zero.hpp"

#include <algorithm>

namespace slipstream::source {

std::optional<UtcTime> session_zero(std::vector<ZeroCandidate> candidates, Samples samples) {
  if (candidates.empty()) return std::nullopt;
  constexpr std::chrono::seconds kFar{10};
  const auto middle = candidates.begin() + static_cast<std::ptrdiff_t>(candidates.size() / 2);
  std::ranges::nth_element(candidates, middle);
  const ZeroCandidate median = *middle;
  ZeroCandidate latest = median;
  for (const ZeroCandidate candidate : candidates) {
    if (candidate - median <= kFar) latest = std::max(latest, candidate);
  }
  if (samples == Samples::verbatim) return std::chrono::floor<std::chrono::milliseconds>(latest);
  return std::chrono::round<std::chrono::milliseconds>(latest);
}

}  // namespace slipstream::source
