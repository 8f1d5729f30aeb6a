#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "inspect/inspector.hpp"

/// The answers of /api/v1/topics and below it; `now` is when the log was looked at.
namespace slipstream::api {

[[nodiscard]] std::string topics_json(const std::vector<inspect::TopicLook>& topics, WallTime now);
[[nodiscard]] std::string topic_json(const inspect::TopicDetail& topic, WallTime now);
/// At most so many messages as fit into 1 MiB; `left_out` tells how many did not.
[[nodiscard]] std::string messages_json(std::string_view topic,
                                        const std::vector<inspect::FoundRecord>& records,
                                        inspect::ValueReader& reader, WallTime now);

}  // namespace slipstream::api
