#include "log/kafka/kafka_consumer.hpp"

#include <algorithm>
#include <utility>

#include "log/kafka/admin.hpp"

namespace slipstream::log::kafka {
namespace {

/// A seek right after an assignment must wait until fetching has begun.
constexpr int kSeekTimeoutMs = 5000;
/// librdkafka wants a name even of those who neither join nor commit.
constexpr const char* kNoGroup = "slipstream-alone";

}  // namespace

Result<std::unique_ptr<KafkaConsumer>> KafkaConsumer::open(ClusterPtr cluster, ConsumerOptions options) {
  std::unique_ptr<KafkaConsumer> consumer{new KafkaConsumer(std::move(cluster), std::move(options))};
  const std::string& group = consumer->options_.group;
  Configuration configuration{consumer->cluster_->options};
  configuration.set("group.id", group.empty() ? kNoGroup : group);
  configuration.set("enable.auto.commit", "false");
  configuration.set("enable.auto.offset.store", "false");
  configuration.set("isolation.level", "read_committed");
  // A full queue is looked at again soon: the default, a second, lets a fast reader run dry.
  configuration.set("fetch.queue.backoff.ms", "10");
  // The end of a partition may lie behind the last record: markers of transactions take offsets too.
  configuration.set("enable.partition.eof", "true");
  // One that reads alone often reads to the end and goes on: how long the broker keeps it there.
  if (group.empty()) configuration.set("fetch.wait.max.ms", "50");
  // How soon an unknown topic is an error; whether it is gone or new is asked then.
  configuration.set("topic.metadata.propagation.max.ms", "1000");
  configuration.set("partition.assignment.strategy", "cooperative-sticky");
  // How long the partitions of a member that died wait for another one.
  configuration.set("session.timeout.ms", "10000");
  configuration.set("auto.offset.reset",
                    consumer->options_.start == StartAt::earliest ? "earliest" : "latest");
  rd_kafka_conf_set_opaque(configuration.handle(), consumer.get());
  rd_kafka_conf_set_rebalance_cb(configuration.handle(), on_rebalance);
  rd_kafka_conf_set_error_cb(configuration.handle(), on_error);
  auto client = configuration.create(RD_KAFKA_CONSUMER);
  if (!client) return propagate(client);
  consumer->client_ = std::move(*client);
  rd_kafka_poll_set_consumer(consumer->client_.get());
  consumer->queue_.reset(rd_kafka_queue_get_consumer(consumer->client_.get()));
  if (auto started = consumer->start(); !started) return propagate(started);
  if (!group.empty()) consumer->cluster_->groups.add(group, consumer->client_);
  return consumer;
}

KafkaConsumer::~KafkaConsumer() {
  if (client_ == nullptr) return;
  closing_ = true;
  fetched_.clear();
  rd_kafka_consumer_close(client_.get());
}

Result<> KafkaConsumer::start() {
  if (options_.topics.empty() && options_.assign.empty())
    return fail(ErrorCode::invalid_argument, "a consumer needs topics or partitions");
  auto known = cluster_topics(questions());
  if (!known) return propagate(known);
  for (const std::string& topic : options_.topics)
    if (!known->contains(topic)) return std::unexpected(why_missing(questions(), topic));
  if (options_.group.empty() || !options_.assign.empty()) return assign_alone(*known);
  return subscribe();
}

Result<> KafkaConsumer::subscribe() {
  const Handle<rd_kafka_topic_partition_list_t> list{rd_kafka_topic_partition_list_new(1)};
  for (const std::string& topic : options_.topics)
    rd_kafka_topic_partition_list_add(list.get(), topic.c_str(), RD_KAFKA_PARTITION_UA);
  const auto code = rd_kafka_subscribe(client_.get(), list.get());
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::unexpected(to_error(code, "join group " + options_.group));
  return {};
}

Result<> KafkaConsumer::assign_alone(const std::map<std::string, TopicShape>& topics) {
  std::vector<TopicPartition> partitions = options_.assign;
  for (const std::string& topic : options_.topics)
    for (Partition partition = 0; partition < topics.at(topic).partitions; ++partition)
      partitions.push_back({topic, partition});
  for (const TopicPartition& where : partitions) {
    const auto known = topics.find(where.topic);
    if (known == topics.end()) return std::unexpected(why_missing(questions(), where.topic));
    if (where.partition < 0 || where.partition >= known->second.partitions)
      return fail(ErrorCode::invalid_argument, "topic {} has no partition {}", where.topic, where.partition);
  }
  auto begin = starting_points(partitions);
  if (!begin) return propagate(begin);
  positions_ = std::move(*begin);
  const auto code = rd_kafka_assign(client_.get(), to_list(positions_).get());
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) return std::unexpected(to_error(code, "assign partitions"));
  if (options_.on_assigned) options_.on_assigned(partitions);
  return {};
}

Result<> KafkaConsumer::commit() { return commit(positions_); }

Result<> KafkaConsumer::commit(const Offsets& offsets) {
  if (options_.group.empty())
    return fail(ErrorCode::invalid_argument, "a consumer without a group cannot commit");
  if (offsets.empty()) return {};
  const auto code = rd_kafka_commit(client_.get(), to_list(offsets).get(), 0);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::unexpected(to_error(code, "commit of group " + options_.group));
  return {};
}

Result<> KafkaConsumer::seek(const TopicPartition& partition, Offset offset) {
  const auto found = positions_.find(partition);
  if (found == positions_.end())
    return fail(ErrorCode::invalid_argument, "{}[{}] is not assigned", partition.topic, partition.partition);
  const auto list = to_list({{partition, offset}});
  auto done = check(
      Handle<rd_kafka_error_t>{rd_kafka_seek_partitions(client_.get(), list.get(), kSeekTimeoutMs)}, "seek");
  if (!done) return done;
  if (list->elems[0].err != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::unexpected(to_error(list->elems[0].err, "seek"));
  forget(partition);
  found->second = offset;
  return {};
}

/// As the last fetch told; asked for where nothing has been fetched yet.
Result<PartitionInfo> KafkaConsumer::fetched_ends(const TopicPartition& where) const {
  PartitionInfo info{where.partition, RD_KAFKA_OFFSET_INVALID, RD_KAFKA_OFFSET_INVALID};
  const auto code = rd_kafka_get_watermark_offsets(client_.get(), where.topic.c_str(), where.partition,
                                                   &info.begin, &info.end);
  const bool told = code == RD_KAFKA_RESP_ERR_NO_ERROR && info.begin >= 0 && info.end >= 0;
  return told ? Result<PartitionInfo>{info} : watermarks(questions(), where);
}

Result<std::int64_t> KafkaConsumer::lag() {
  std::int64_t behind = 0;
  for (const auto& [where, next] : positions_) {
    auto ends = fetched_ends(where);
    if (!ends) return propagate(ends);
    behind += std::max<std::int64_t>(0, ends->end - std::max(next, ends->begin));
  }
  return behind;
}

void KafkaConsumer::wake() {
  woken_ = true;
  rd_kafka_queue_yield(queue_.get());
}

}  // namespace slipstream::log::kafka
