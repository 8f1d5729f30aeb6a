#pragma once

#include <stop_token>
#include <vector>

#include "base/result.hpp"
#include "source/archive_file.hpp"
#include "source/feed_event.hpp"
#include "source/feed_zero.hpp"
#include "source/source.hpp"

namespace slipstream::source {

/// A decoded line of a telemetry file. The samples' times are still UTC (Payload).
struct TelemetryPacket {
  SessionTime stamp;
  FeedBody body;
};

struct Telemetry {
  std::vector<std::vector<TelemetryPacket>> files;  ///< packets in file order, as the input
  std::vector<ZeroCandidate> zero_candidates;
};

/// Decodes the files' packets, which is nearly all the work of reading an archive, on the calling thread and
/// one helper. Damaged lines go into `report`. Calls `progress` from the calling thread.
/// Errors: interrupted.
Result<Telemetry> load_telemetry(const std::vector<const ArchiveFile*>& files, InputReport& report,
                                 const Progress& progress, const std::stop_token& stop);

}  // namespace slipstream::source
