#include "log/kafka/client.hpp"

#include <thread>

#include <spdlog/spdlog.h>

namespace slipstream::log::kafka {
namespace {

ErrorCode code_of(rd_kafka_resp_err_t code) {
  switch (code) {
    case RD_KAFKA_RESP_ERR_UNKNOWN_TOPIC_OR_PART:
    case RD_KAFKA_RESP_ERR__UNKNOWN_TOPIC:
    case RD_KAFKA_RESP_ERR__UNKNOWN_PARTITION: return ErrorCode::not_found;
    case RD_KAFKA_RESP_ERR_TOPIC_ALREADY_EXISTS: return ErrorCode::already_exists;
    case RD_KAFKA_RESP_ERR__TIMED_OUT:
    case RD_KAFKA_RESP_ERR__MSG_TIMED_OUT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT_QUEUE:
    case RD_KAFKA_RESP_ERR_REQUEST_TIMED_OUT: return ErrorCode::timeout;
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__ALL_BROKERS_DOWN:
    case RD_KAFKA_RESP_ERR__RESOLVE:
    case RD_KAFKA_RESP_ERR__DESTROY_BROKER:  // the broker that was asked has left the cluster
    case RD_KAFKA_RESP_ERR_COORDINATOR_NOT_AVAILABLE:
    // What a transaction leaves that was undone under our hands.
    case RD_KAFKA_RESP_ERR__PURGE_QUEUE:
    case RD_KAFKA_RESP_ERR__PURGE_INFLIGHT:
    case RD_KAFKA_RESP_ERR_OUT_OF_ORDER_SEQUENCE_NUMBER: return ErrorCode::unavailable;
    case RD_KAFKA_RESP_ERR__FENCED:
    case RD_KAFKA_RESP_ERR_PRODUCER_FENCED:
    case RD_KAFKA_RESP_ERR_INVALID_PRODUCER_EPOCH:
    case RD_KAFKA_RESP_ERR_FENCED_INSTANCE_ID:
    case RD_KAFKA_RESP_ERR_ILLEGAL_GENERATION:
    case RD_KAFKA_RESP_ERR_UNKNOWN_MEMBER_ID:
    case RD_KAFKA_RESP_ERR__ASSIGNMENT_LOST:
    case RD_KAFKA_RESP_ERR__MAX_POLL_EXCEEDED: return ErrorCode::conflict;
    case RD_KAFKA_RESP_ERR_MSG_SIZE_TOO_LARGE:
    case RD_KAFKA_RESP_ERR__INVALID_ARG:
    case RD_KAFKA_RESP_ERR_INVALID_CONFIG:
    case RD_KAFKA_RESP_ERR_INVALID_REPLICATION_FACTOR:
    case RD_KAFKA_RESP_ERR_INVALID_PARTITIONS: return ErrorCode::invalid_argument;
    case RD_KAFKA_RESP_ERR__AUTHENTICATION:
    case RD_KAFKA_RESP_ERR_SASL_AUTHENTICATION_FAILED:
    case RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_GROUP_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_CLUSTER_AUTHORIZATION_FAILED:
    case RD_KAFKA_RESP_ERR_TRANSACTIONAL_ID_AUTHORIZATION_FAILED: return ErrorCode::permission;
    case RD_KAFKA_RESP_ERR__UNSUPPORTED_FEATURE:
    case RD_KAFKA_RESP_ERR_UNSUPPORTED_VERSION: return ErrorCode::unsupported;
    default: return ErrorCode::internal;
  }
}

/// A cluster gives the partitions of a lost broker new leaders once it has missed it for
/// broker.session.timeout.ms, 9 s by default.
constexpr std::chrono::milliseconds kNewLeader{30'000};
/// How long one broker may take to say what there is.
constexpr int kOneBrokerMs = kRequestTimeoutMs / 4;

/// The one that was asked has gone, or a partition is new: soon it has a leader.
bool another_broker_may_answer(rd_kafka_resp_err_t code) {
  switch (code) {
    case RD_KAFKA_RESP_ERR_NOT_LEADER_FOR_PARTITION:
    case RD_KAFKA_RESP_ERR_LEADER_NOT_AVAILABLE:
    case RD_KAFKA_RESP_ERR__DESTROY_BROKER:
    case RD_KAFKA_RESP_ERR__TRANSPORT:
    case RD_KAFKA_RESP_ERR__TIMED_OUT: return true;
    default: return false;
  }
}

void log_line(const rd_kafka_t*, int level, const char* facility, const char* text) {
  constexpr int kSyslogWarning = 4;
  // A property of consumers given to a producer too, or the other way round, is as it should be.
  const std::string_view said = text;
  const bool for_others = said.contains("is a consumer property") || said.contains("is a producer property");
  // A client's error callback tells of failed connections too.
  const bool told = std::string_view{facility} == "FAIL";
  const bool matters = level <= kSyslogWarning && !for_others && !told;
  spdlog::log(matters ? spdlog::level::warn : spdlog::level::debug, "kafka: {} {}", facility, text);
}

/// Events are only served while somebody polls; a client in use by us always is.
void close_client(rd_kafka_t* client) { rd_kafka_destroy(client); }

}  // namespace

Error to_error(rd_kafka_resp_err_t code, std::string_view context) {
  return {code_of(code), fmt::format("{}: {}", context, rd_kafka_err2str(code))};
}

Result<> check(Handle<rd_kafka_error_t> error, std::string_view context) {
  if (error == nullptr) return {};
  return fail(code_of(rd_kafka_error_code(error.get())), "{}: {}", context,
              rd_kafka_error_string(error.get()));
}

Configuration::Configuration(const KafkaOptions& options) : options_(options), conf_(rd_kafka_conf_new()) {
  rd_kafka_conf_set_log_cb(conf_.get(), log_line);
}

Result<Client> Configuration::create(rd_kafka_type_t type) {
  ours_["bootstrap.servers"] = options_.bootstrap_servers;
  // A topic that was deleted must not come back with another shape because somebody still asks for it.
  ours_["allow.auto.create.topics"] = "false";
  std::map<std::string, std::string> properties = options_.properties;
  properties.merge(ours_);
  char reason[512] = "";
  for (const auto& [property, value] : properties) {
    const auto set = rd_kafka_conf_set(conf_.get(), property.c_str(), value.c_str(), reason, sizeof reason);
    if (set != RD_KAFKA_CONF_OK)
      return fail(ErrorCode::invalid_argument, "Kafka property {}: {}", property, reason);
  }
  rd_kafka_t* client = rd_kafka_new(type, conf_.get(), reason, sizeof reason);
  if (client == nullptr) return fail(ErrorCode::invalid_argument, "Kafka client: {}", reason);
  static_cast<void>(conf_.release());  // the client owns it now
  return Client{client, close_client};
}

Handle<rd_kafka_topic_partition_list_t> to_list(const Offsets& offsets) {
  Handle<rd_kafka_topic_partition_list_t> list{
      rd_kafka_topic_partition_list_new(static_cast<int>(offsets.size()))};
  for (const auto& [where, offset] : offsets)
    rd_kafka_topic_partition_list_add(list.get(), where.topic.c_str(), where.partition)->offset = offset;
  return list;
}

Result<std::map<std::string, TopicShape>> cluster_topics(rd_kafka_t* client) {
  rd_kafka_poll(client, 0);  // else nobody tells what it has noticed meanwhile
  const rd_kafka_metadata_t* metadata = nullptr;
  auto code = RD_KAFKA_RESP_ERR__TIMED_OUT;
  // Asking for all topics creates none, which asking for one may do. A question is given to one broker; if
  // that one has just died, the next question goes to another.
  for (int left = kRequestTimeoutMs; left > 0 && another_broker_may_answer(code); left -= kOneBrokerMs)
    code = rd_kafka_metadata(client, 1, nullptr, &metadata, kOneBrokerMs);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR) {
    Error failed = to_error(code, "the Kafka cluster does not answer");
    if (failed.code == ErrorCode::timeout) failed.code = ErrorCode::unavailable;
    return std::unexpected(std::move(failed));
  }
  std::map<std::string, TopicShape> topics;
  for (int i = 0; i < metadata->topic_cnt; ++i) {
    const rd_kafka_metadata_topic_t& topic = metadata->topics[i];
    if (topic.err != RD_KAFKA_RESP_ERR_NO_ERROR || std::string_view{topic.topic}.starts_with("__")) continue;
    const std::int32_t replicas = topic.partition_cnt > 0 ? topic.partitions[0].replica_cnt : 0;
    topics.emplace(topic.topic, TopicShape{topic.partition_cnt, replicas});
  }
  rd_kafka_metadata_destroy(metadata);
  return topics;
}

Result<PartitionInfo> watermarks(rd_kafka_t* client, const TopicPartition& where) {
  PartitionInfo info;
  info.partition = where.partition;
  const auto deadline = std::chrono::steady_clock::now() + kNewLeader;
  const auto ask = [&] {
    return rd_kafka_query_watermark_offsets(client, where.topic.c_str(), where.partition, &info.begin,
                                            &info.end, kRequestTimeoutMs);
  };
  auto code = ask();
  while (another_broker_may_answer(code) && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds{20});
    code = ask();
  }
  if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return info;
  return std::unexpected(to_error(code, fmt::format("offsets of {}[{}]", where.topic, where.partition)));
}

}  // namespace slipstream::log::kafka
