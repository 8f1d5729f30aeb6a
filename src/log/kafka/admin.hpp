#pragma once

#include <string>
#include <vector>

#include "log/kafka/client.hpp"

/// Requests to the cluster's administration. Each waits for its answer; any thread.
namespace slipstream::log::kafka {

Result<> create_topic(rd_kafka_t* client, const TopicSpec& spec);
/// Errors: not_found.
Result<> delete_topic(rd_kafka_t* client, const std::string& topic);
/// Fills in what the topic's configuration says of compaction and retention; leaves it alone where the
/// cluster does not tell configurations.
Result<> read_configuration(rd_kafka_t* client, TopicSpec& spec);

}  // namespace slipstream::log::kafka
