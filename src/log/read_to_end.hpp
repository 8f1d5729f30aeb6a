#pragma once

#include <functional>
#include <span>
#include <stop_token>

#include "log/log.hpp"

namespace slipstream::log {

/// The position in each partition of `ends` is at its end, or behind it.
[[nodiscard]] bool reached(const Offsets& positions, const Offsets& ends);

/// Hands `take(batch, index)` every record that is in these partitions now; waits until a transaction that a
/// dead producer has left open is undone. On the calling thread. Errors: not_found, unavailable, timeout,
/// interrupted (a stop was asked for).
Result<> read_to_end(Log& log, std::span<const TopicPartition> partitions, const std::stop_token& stop,
                     const std::function<void(const RecordBatch& batch, std::size_t index)>& take);

}  // namespace slipstream::log
