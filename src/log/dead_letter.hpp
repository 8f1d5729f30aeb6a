#pragma once

#include <string_view>

#include "log/record_batch.hpp"

namespace slipstream::log {

/// Of a rejected value; a log that gave one of any size may not take it again.
inline constexpr std::size_t kDeadLetterBytes = 100'000;

/// Adds record `index` of `batch`, which could not be used, to a batch of the dead-letter topic: at most
/// kDeadLetterBytes of its value, with `reason`, `topic`, `partition`, `offset` and, of one that was cut, all
/// its `bytes` as headers.
void append_dead_letter(RecordBatch& letters, const RecordBatch& batch, std::size_t index,
                        std::string_view reason);

}  // namespace slipstream::log
