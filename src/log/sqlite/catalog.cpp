#include "log/sqlite/catalog.hpp"

namespace slipstream::log::sqlite {

TopicInfo Topic::info() const {
  TopicInfo info;
  info.spec = spec_;
  for (Partition number = 0; number < spec_.partitions; ++number) {
    const PartitionState& state = partition(number);
    info.partitions.push_back({number, state.begin.load(), state.end.load(), state.bytes.load()});
  }
  return info;
}

TopicRef Catalog::find(std::string_view name) const {
  std::scoped_lock lock(mutex_);
  const auto found = topics_.find(name);
  return found == topics_.end() ? nullptr : found->second;
}

std::vector<TopicRef> Catalog::all() const {
  std::scoped_lock lock(mutex_);
  std::vector<TopicRef> topics;
  topics.reserve(topics_.size());
  for (const auto& [name, topic] : topics_) topics.push_back(topic);
  return topics;
}

void Catalog::replace(std::vector<TopicRef> topics) {
  std::map<std::string, TopicRef, std::less<>> by_name;
  for (TopicRef& topic : topics) by_name.emplace(topic->name(), std::move(topic));
  std::scoped_lock lock(mutex_);
  for (const auto& [name, topic] : topics_) {
    const auto kept = by_name.find(name);
    if (kept == by_name.end() || kept->second != topic) topic->mark_deleted();
  }
  topics_ = std::move(by_name);
}

Error no_such_topic(std::string_view name) {
  return {ErrorCode::not_found, fmt::format("no topic {}", name)};
}

}  // namespace slipstream::log::sqlite
