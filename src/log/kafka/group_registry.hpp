#pragma once

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "log/kafka/client.hpp"

namespace slipstream::log::kafka {

/// This log's consumers by group, so that a transaction that commits a group's offsets carries the member's
/// generation, by which the cluster refuses one whose partitions have gone to somebody else. Thread-safe.
class GroupRegistry {
 public:
  void add(const std::string& group, const Client& consumer) {
    std::scoped_lock lock(mutex_);
    members_[group] = consumer;
  }
  /// Without generation where no consumer of the group is open here.
  [[nodiscard]] Handle<rd_kafka_consumer_group_metadata_t> metadata(std::string_view group) const {
    std::scoped_lock lock(mutex_);
    const auto found = members_.find(group);
    if (const Client member = found == members_.end() ? nullptr : found->second.lock())
      return Handle<rd_kafka_consumer_group_metadata_t>{rd_kafka_consumer_group_metadata(member.get())};
    return Handle<rd_kafka_consumer_group_metadata_t>{
        rd_kafka_consumer_group_metadata_new(std::string{group}.c_str())};
  }

 private:
  mutable std::mutex mutex_;
  std::map<std::string, std::weak_ptr<rd_kafka_t>, std::less<>> members_;  // guarded by mutex_
};

}  // namespace slipstream::log::kafka
