#pragma once

#include <stop_token>
#include <vector>

#include "base/result.hpp"
#include "source/archive_file.hpp"
#include "source/feed_event.hpp"
#include "source/feed_zero.hpp"
#include "source/source.hpp"

namespace slipstream::source {

/// The events of an archive's files. Telemetry samples' times are still UTC (Payload).
struct DecodedArchive {
  std::vector<std::vector<FeedEvent>> files;   ///< as the input; events in stamp order
  std::vector<ZeroCandidate> zero_candidates;  ///< of the telemetry
};

/// Decodes all lines on the calling thread and one helper. Damaged lines, unknown topics and values that mean
/// "no data" go into `report`. Calls `progress` from the calling thread. Errors: interrupted.
Result<DecodedArchive> decode_archive(const std::vector<ArchiveFile>& files, InputReport& report,
                                      const Progress& progress, const std::stop_token& stop);

}  // namespace slipstream::source
