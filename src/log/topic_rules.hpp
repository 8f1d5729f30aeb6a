#pragma once

#include <string>

#include "log/log.hpp"

namespace slipstream::log {

/// Kafka's rules for a topic, which every engine keeps. Errors: invalid_argument.
Result<> check_spec(const TopicSpec& spec);

/// How an existing topic differs from what is asked for, for people: "4 partitions instead of 3, compacted".
/// Empty when it has that shape. Retention left to the engine counts as equal.
[[nodiscard]] std::string differences(const TopicSpec& existing, const TopicSpec& wanted);

}  // namespace slipstream::log
