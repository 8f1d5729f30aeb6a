#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "log/kafka/client.hpp"

/// Requests to the cluster's administration. Each waits for its answer; any thread.
namespace slipstream::log::kafka {

Result<> create_topic(rd_kafka_t* client, const TopicSpec& spec);
/// Errors: not_found.
Result<> delete_topic(rd_kafka_t* client, const std::string& topic);
/// Why a topic is not among those that the cluster shows. Errors: not_found, permission.
[[nodiscard]] Error why_missing(rd_kafka_t* client, const std::string& topic);
/// Fills in what the topic's configuration says of compaction and retention; leaves it alone where the
/// cluster does not tell configurations.
Result<> read_configuration(rd_kafka_t* client, TopicSpec& spec);
/// nullopt where the cluster does not tell it.
[[nodiscard]] std::optional<std::string> topic_property(rd_kafka_t* client, const std::string& topic,
                                                        std::string_view name);

}  // namespace slipstream::log::kafka
