#pragma once

#include <cstdint>
#include <string_view>

#include "log/record_batch.hpp"

namespace slipstream::log {

/// Kafka's murmur2 (seed 0x9747b28c), as the Java client hashes keys.
[[nodiscard]] std::uint32_t murmur2(std::string_view bytes);

/// The partition of `key` among `partitions` as the Java client chooses it.
[[nodiscard]] Partition partition_for_key(std::string_view key, std::int32_t partitions);

}  // namespace slipstream::log
