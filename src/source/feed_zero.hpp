#pragma once

#include <optional>
#include <vector>

#include "base/time.hpp"
#include "source/sample_form.hpp"

namespace slipstream::source {

/// An exact UTC of the feed minus the stamp of its line.
using ZeroCandidate = WallTime;

[[nodiscard]] inline ZeroCandidate zero_candidate(WallTime utc, SessionTime stamp) {
  return utc - stamp.time_since_epoch();
}

/// UTC of session time zero as FastF1's t0_date: the latest candidate, to the millisecond as the samples are.
/// Candidates more than 10 s from the median come from damaged stamps and are left out. nullopt if there is
/// none.
[[nodiscard]] std::optional<UtcTime> session_zero(std::vector<ZeroCandidate> candidates,
                                                  Samples samples = Samples::known);

}  // namespace slipstream::source
