#include <cstdlib>

#include <librdkafka/rdkafka.h>

#include "contract.hpp"

namespace slipstream::log::contract {
namespace {

const char* address() { return std::getenv("SLIPSTREAM_TEST_KAFKA"); }

/// A real cluster, as $SLIPSTREAM_TEST_KAFKA names it, emptied for each test: tests/kafka/contract starts
/// one.
class Broker final : public Harness {
 public:
  Broker() {
    const auto log = open();
    if (log == nullptr) return;
    const auto topics = log->topics();
    EXPECT_OK(topics);
    if (!topics) return;
    for (const TopicInfo& topic : *topics) EXPECT_OK(log->delete_topic(topic.spec.name));
    delete_groups(*log);
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (std::chrono::steady_clock::now() < deadline) {
      const auto left = log->topics();
      if (left && left->empty()) return;
    }
    ADD_FAILURE() << "the cluster keeps topics that were deleted";
  }

  static void delete_groups(Log& log) {
    const auto groups = log.groups();
    EXPECT_OK(groups);
    if (!groups || groups->empty()) return;
    char reason[256] = "";
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set(conf, "bootstrap.servers", address(), reason, sizeof reason);
    rd_kafka_t* client = rd_kafka_new(RD_KAFKA_PRODUCER, conf, reason, sizeof reason);
    rd_kafka_queue_t* queue = rd_kafka_queue_new(client);
    for (const GroupInfo& group : *groups) {
      rd_kafka_DeleteGroup_t* request = rd_kafka_DeleteGroup_new(group.group.c_str());
      rd_kafka_DeleteGroups(client, &request, 1, nullptr, queue);
      rd_kafka_event_destroy(rd_kafka_queue_poll(queue, 20'000));
      rd_kafka_DeleteGroup_destroy(request);
    }
    rd_kafka_queue_destroy(queue);
    rd_kafka_destroy(client);
  }

  /// The tests' records are of a fixed day: a cluster would delete them for their age.
  Result<> create_topic(Log& log, const TopicSpec& spec) override {
    TopicSpec lasting = spec;
    lasting.retention_time = std::chrono::milliseconds{-1};
    return log.create_topic(lasting);
  }

  std::unique_ptr<Log> open() override {
    KafkaOptions options;
    options.bootstrap_servers = address();
    options.properties = {{"session.timeout.ms", "6000"}, {"heartbeat.interval.ms", "500"}};
    auto log = open_kafka_log(options);
    EXPECT_OK(log);
    return log ? std::move(*log) : nullptr;
  }
};

}  // namespace

std::optional<Engine> broker_engine() {
  if (address() == nullptr) return std::nullopt;
  Engine engine;
  engine.name = "broker";
  engine.make = [] { return std::make_unique<Broker>(); };
  engine.marks_transactions = true;
  return engine;
}

}  // namespace slipstream::log::contract
