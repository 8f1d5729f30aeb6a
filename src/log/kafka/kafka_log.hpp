#pragma once

#include <memory>

#include "log/kafka/cluster.hpp"

namespace slipstream::log::kafka {

/// The log of a Kafka cluster. Its timestamps have milliseconds.
class KafkaLog final : public Log {
 public:
  static Result<std::unique_ptr<KafkaLog>> open(const KafkaOptions& options);

  Result<> create_topic(const TopicSpec& spec) override;
  Result<> delete_topic(std::string_view topic) override;
  Result<std::vector<TopicInfo>> topics() override;
  Result<TopicInfo> describe(std::string_view topic) override;
  Result<Offsets> offsets_at(std::string_view topic, WallTime time) override;
  Result<std::vector<GroupInfo>> groups() override;
  Result<GroupInfo> group(std::string_view name) override;
  Result<std::unique_ptr<Producer>> producer(ProducerOptions options) override;
  Result<std::unique_ptr<Consumer>> consumer(ConsumerOptions options) override;

 private:
  Result<std::map<std::string, TopicShape>> wait_for_topic(const std::string& topic);
  Result<> compare(const TopicShape& shape, const TopicSpec& spec);
  explicit KafkaLog(ClusterPtr cluster) : cluster_(std::move(cluster)) {}
  Result<TopicShape> shape_of(const std::string& topic);
  Result<TopicInfo> describe(const std::string& topic, const TopicShape& shape);

  [[nodiscard]] rd_kafka_t* client() const { return cluster_->questions.get(); }

  const ClusterPtr cluster_;
};

}  // namespace slipstream::log::kafka
