#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <memory>
#include <vector>

#include "log/kafka/cluster.hpp"

namespace slipstream::log::kafka {

/// Reads committed records: as a member of a group that shares the partitions, or alone.
class KafkaConsumer final : public Consumer {
 public:
  /// Errors: invalid_argument, not_found (a topic), unavailable.
  static Result<std::unique_ptr<KafkaConsumer>> open(ClusterPtr cluster, ConsumerOptions options);
  ~KafkaConsumer() override;

  Result<std::shared_ptr<const RecordBatch>> poll(std::chrono::milliseconds timeout) override;
  Result<> commit() override;
  Result<> commit(const Offsets& offsets) override;
  [[nodiscard]] Offsets positions() const override { return positions_; }
  Result<> seek(const TopicPartition& partition, Offset offset) override;
  Result<std::int64_t> lag() override;
  void wake() override;

 private:
  using Message = Handle<rd_kafka_message_t>;

  KafkaConsumer(ClusterPtr cluster, ConsumerOptions options)
      : cluster_(std::move(cluster)), options_(std::move(options)) {}
  static void on_rebalance(rd_kafka_t* client, rd_kafka_resp_err_t code,
                           rd_kafka_topic_partition_list_t* partitions, void* opaque);
  static void on_error(rd_kafka_t* client, int code, const char* reason, void* opaque);
  Result<> start();
  Result<> subscribe();
  Result<> assign_alone(const std::map<std::string, TopicShape>& topics);
  void assigned(rd_kafka_topic_partition_list_t* partitions);
  void revoked(rd_kafka_topic_partition_list_t* partitions);
  /// Where to begin in each: asked for, else committed, else at the start asked for.
  Result<Offsets> starting_points(const std::vector<TopicPartition>& partitions);
  Result<PartitionInfo> fetched_ends(const TopicPartition& where) const;
  Result<> fetch(std::chrono::milliseconds timeout);
  /// Errors: not_found (one of the topics that are read).
  Result<> check_topics();
  /// The first, and what else is there.
  Result<> take_all(Message first);
  Result<> take(Message message);
  std::shared_ptr<const RecordBatch> next_batch();
  [[nodiscard]] std::size_t fetched_bytes(const rd_kafka_topic_t* topic) const;
  void reach_end();
  void read_headers(const rd_kafka_message_t& message);
  void append(const rd_kafka_message_t& message, RecordBatch& batch);
  void forget(const TopicPartition& partition);

  [[nodiscard]] rd_kafka_t* questions() const { return cluster_->questions.get(); }

  const ClusterPtr cluster_;
  const ConsumerOptions options_;
  Client client_;
  Handle<rd_kafka_queue_t> queue_;
  Offsets positions_;
  std::deque<Message> fetched_;  // not handed out yet
  std::vector<HeaderView> headers_;
  std::atomic<bool> woken_ = false;
  bool topic_unknown_ = false;  // a broker did not know a topic; perhaps it will
  bool closing_ = false;
};

}  // namespace slipstream::log::kafka
