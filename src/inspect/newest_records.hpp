#pragma once

#include <chrono>
#include <cstddef>
#include <memory>
#include <span>
#include <stop_token>
#include <vector>

#include "base/result.hpp"
#include "log/log.hpp"

namespace slipstream::inspect {

struct NewestOptions {
  std::size_t per_partition = 1;  ///< at most so many of each
  /// How far back to look for them where offsets without records lie between (compaction, transactions):
  /// each further try reads eight times as many.
  int tries = 1;
  std::chrono::milliseconds patience{2000};  ///< then what has come by then is all
  std::stop_token stop;                      ///< so is what has come when a stop is asked for
};

/// A record and the batch it is in.
struct FoundRecord {
  std::shared_ptr<const log::RecordBatch> batch;
  std::size_t index = 0;
  [[nodiscard]] log::RecordView view() const { return (*batch)[index]; }
};

/// The newest records of these partitions of these topics, newest first by their timestamps; joins no group.
/// `topics` tell where the partitions end. Errors: not_found (a topic is gone), unavailable, permission.
Result<std::vector<FoundRecord>> newest_records(log::Log& log, std::span<const log::TopicInfo> topics,
                                                const NewestOptions& options);

}  // namespace slipstream::inspect
