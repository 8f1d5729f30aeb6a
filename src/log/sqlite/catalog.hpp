#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "log/log.hpp"

namespace slipstream::log::sqlite {

/// A partition and the table it is kept in. One thread changes it (the writer, or the follower of another
/// process's log); any may read.
struct PartitionState {
  std::int64_t table_id = 0;
  std::atomic<Offset> begin = 0;
  std::atomic<Offset> end = 0;          ///< one past the newest committed record
  std::atomic<std::int64_t> bytes = 0;  ///< of keys, values and headers kept
};

/// A topic as committed to the file.
class Topic {
 public:
  Topic(std::int64_t id, TopicSpec spec) : id_(id), spec_(std::move(spec)), partitions_(spec_.partitions) {}

  [[nodiscard]] std::int64_t id() const { return id_; }
  [[nodiscard]] const TopicSpec& spec() const { return spec_; }
  [[nodiscard]] const std::string& name() const { return spec_.name; }
  [[nodiscard]] std::int32_t partition_count() const { return spec_.partitions; }
  [[nodiscard]] bool has(Partition partition) const { return partition >= 0 && partition < spec_.partitions; }
  [[nodiscard]] PartitionState& partition(Partition number) {
    return partitions_[static_cast<std::size_t>(number)];
  }
  [[nodiscard]] const PartitionState& partition(Partition number) const {
    return partitions_[static_cast<std::size_t>(number)];
  }
  [[nodiscard]] bool deleted() const { return deleted_.load(std::memory_order_acquire); }
  void mark_deleted() { deleted_.store(true, std::memory_order_release); }
  [[nodiscard]] TopicInfo info() const;

 private:
  const std::int64_t id_;
  const TopicSpec spec_;
  std::vector<PartitionState> partitions_;
  std::atomic<bool> deleted_ = false;
};
using TopicRef = std::shared_ptr<Topic>;

/// The topics there are. Thread-safe.
class Catalog {
 public:
  /// nullptr if there is none of this name.
  [[nodiscard]] TopicRef find(std::string_view name) const;
  [[nodiscard]] std::vector<TopicRef> all() const;
  /// Replaces the topics; those left out are marked deleted.
  void replace(std::vector<TopicRef> topics);

 private:
  mutable std::mutex mutex_;
  std::map<std::string, TopicRef, std::less<>> topics_;  // guarded by mutex_
};

/// The not_found of an unknown or deleted topic.
[[nodiscard]] Error no_such_topic(std::string_view name);

}  // namespace slipstream::log::sqlite
