#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <librdkafka/rdkafka.h>

#include "log/engines.hpp"

namespace slipstream::log::kafka {

/// How long a request to the cluster may take.
inline constexpr int kRequestTimeoutMs = 10'000;

struct Destroy {
  void operator()(rd_kafka_conf_t* conf) const { rd_kafka_conf_destroy(conf); }
  void operator()(rd_kafka_topic_t* topic) const { rd_kafka_topic_destroy(topic); }
  void operator()(rd_kafka_topic_partition_list_t* list) const {
    rd_kafka_topic_partition_list_destroy(list);
  }
  void operator()(rd_kafka_queue_t* queue) const { rd_kafka_queue_destroy(queue); }
  void operator()(rd_kafka_error_t* error) const { rd_kafka_error_destroy(error); }
  void operator()(rd_kafka_event_t* event) const { rd_kafka_event_destroy(event); }
  void operator()(rd_kafka_message_t* message) const { rd_kafka_message_destroy(message); }
  void operator()(rd_kafka_consumer_group_metadata_t* metadata) const {
    rd_kafka_consumer_group_metadata_destroy(metadata);
  }
};
template <class T>
using Handle = std::unique_ptr<T, Destroy>;
/// A client; closed by the last who holds it.
using Client = std::shared_ptr<rd_kafka_t>;

/// What librdkafka's code means to us; `context` says what was tried.
[[nodiscard]] Error to_error(rd_kafka_resp_err_t code, std::string_view context);
/// Success when there is no error.
Result<> check(Handle<rd_kafka_error_t> error, std::string_view context);

/// A configuration from the user's properties; ours are set on it with set(), theirs win.
class Configuration {
 public:
  /// `options` must outlive it.
  explicit Configuration(const KafkaOptions& options);

  void set(const std::string& property, const std::string& value) { ours_[property] = value; }
  [[nodiscard]] rd_kafka_conf_t* handle() { return conf_.get(); }
  /// Errors: invalid_argument (a property or a combination that librdkafka refuses).
  Result<Client> create(rd_kafka_type_t type);

 private:
  const KafkaOptions& options_;
  std::map<std::string, std::string> ours_;
  Handle<rd_kafka_conf_t> conf_;
};

[[nodiscard]] Handle<rd_kafka_topic_partition_list_t> to_list(const Offsets& offsets);

struct TopicShape {
  std::int32_t partitions = 0, replicas = 0;
};
/// The cluster's topics, without internal ones. Never creates a topic. Errors: unavailable, timeout.
Result<std::map<std::string, TopicShape>> cluster_topics(rd_kafka_t* client);

/// The oldest offset and the one past the newest.
Result<PartitionInfo> watermarks(rd_kafka_t* client, const TopicPartition& where);

}  // namespace slipstream::log::kafka
