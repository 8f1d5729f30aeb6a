#pragma once

#include <string>
#include <vector>

#include "log/kafka/client.hpp"

/// What the cluster tells of consumer groups. Each waits for its answer; any thread.
namespace slipstream::log::kafka {

Result<std::vector<GroupInfo>> list_groups(rd_kafka_t* client);
/// One that nobody has joined has no members.
Result<GroupInfo> describe_group(rd_kafka_t* client, const std::string& group);

}  // namespace slipstream::log::kafka
