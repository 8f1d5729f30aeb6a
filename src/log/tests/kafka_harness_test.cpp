#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include "contract.hpp"

namespace slipstream::log::contract {
namespace {

/// librdkafka's in-process cluster of one broker.
class MockCluster final : public Harness {
 public:
  MockCluster() {
    char reason[256] = "";
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(conf, nullptr);
    client_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    cluster_ = rd_kafka_mock_cluster_new(client_, 1);
    rd_kafka_mock_group_initial_rebalance_delay_ms(cluster_, 0);
    rd_kafka_mock_set_controller_id(cluster_, 1);
  }
  ~MockCluster() override {
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(client_);
  }

  std::unique_ptr<Log> open() override {
    KafkaOptions options;
    options.bootstrap_servers = rd_kafka_mock_cluster_bootstraps(cluster_);
    // The mock cluster waits for almost a session's time-out when a member comes or goes.
    options.properties = {{"session.timeout.ms", "2000"}, {"heartbeat.interval.ms", "200"}};
    auto log = open_kafka_log(options);
    EXPECT_OK(log);
    return log ? std::move(*log) : nullptr;
  }
  /// The mock cluster knows no CreateTopics request.
  Result<> create_topic(Log&, const TopicSpec& spec) override {
    const auto code = rd_kafka_mock_topic_create(cluster_, spec.name.c_str(), spec.partitions, 1);
    if (code == RD_KAFKA_RESP_ERR_NO_ERROR) return {};
    return fail(ErrorCode::internal, "{}", rd_kafka_err2str(code));
  }

 private:
  rd_kafka_t* client_ = nullptr;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
};

}  // namespace

Engine kafka_engine() {
  Engine engine;
  engine.name = "kafka";
  engine.make = [] { return std::make_unique<MockCluster>(); };
  engine.administers = false;
  engine.has_transactions = false;
  engine.indexes_time = false;
  return engine;
}

}  // namespace slipstream::log::contract
