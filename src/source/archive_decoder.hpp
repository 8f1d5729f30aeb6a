#pragma once

#include <stop_token>
#include <vector>

#include "base/result.hpp"
#include "source/archive_file.hpp"
#include "source/feed_event.hpp"
#include "source/feed_zero.hpp"
#include "source/source.hpp"

namespace slipstream::source {

/// The events of one file in stamp order, in the runs in which they were decoded; no run is empty.
/// Telemetry samples' times are still UTC (Payload).
using EventRuns = std::vector<std::vector<FeedEvent>>;

struct DecodedArchive {
  std::vector<EventRuns> files;                ///< as the input
  std::vector<ZeroCandidate> zero_candidates;  ///< of the telemetry
};

/// Decodes all lines on the calling thread and one helper. Damaged lines, unknown topics and values that mean
/// "no data" go into `report`. Calls `progress` from the calling thread. Errors: interrupted.
Result<DecodedArchive> decode_archive(const std::vector<ArchiveFile>& files, InputReport& report,
                                      const Progress& progress, const std::stop_token& stop,
                                      Samples samples = Samples::known);

}  // namespace slipstream::source
