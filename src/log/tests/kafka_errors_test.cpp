// What the Kafka engine makes of a cluster's refusals and of an absent one.

#include <librdkafka/rdkafka.h>
#include <librdkafka/rdkafka_mock.h>

#include "contract.hpp"

namespace slipstream::log {
namespace {

class KafkaErrors : public ::testing::Test {
 protected:
  void SetUp() override {
    rd_kafka_conf_t* conf = rd_kafka_conf_new();
    rd_kafka_conf_set_log_cb(conf, nullptr);
    host_ = rd_kafka_new(RD_KAFKA_PRODUCER, conf, nullptr, 0);
    cluster_ = rd_kafka_mock_cluster_new(host_, 1);
    rd_kafka_mock_topic_create(cluster_, "t", 1, 1);
    auto log = open_kafka_log({rd_kafka_mock_cluster_bootstraps(cluster_), {}});
    ASSERT_OK(log);
    log_ = std::move(*log);
  }
  void TearDown() override {
    log_.reset();
    rd_kafka_mock_cluster_destroy(cluster_);
    rd_kafka_destroy(host_);
  }

  rd_kafka_t* host_ = nullptr;
  rd_kafka_mock_cluster_t* cluster_ = nullptr;
  std::unique_ptr<Log> log_;
};

TEST_F(KafkaErrors, AFencedProducerIsAConflict) {
  constexpr std::int16_t kEndTxn = 26;
  const auto producer = log_->producer({.transactional_id = "processor"});
  ASSERT_OK(producer);
  ASSERT_OK((*producer)->begin());
  ASSERT_OK((*producer)->send(contract::one_record("t", 0, "k", "v")));
  rd_kafka_mock_push_request_errors(cluster_, kEndTxn, 1, RD_KAFKA_RESP_ERR_PRODUCER_FENCED);
  const auto fenced = (*producer)->commit("", {});
  ASSERT_FALSE(fenced);
  EXPECT_EQ(fenced.error().code, ErrorCode::conflict);
}

TEST_F(KafkaErrors, AFailedDeliveryIsReportedAndToldByFlush) {
  constexpr std::int16_t kProduce = 0;
  std::vector<DeliveryReport> reports;
  const auto producer =
      log_->producer({.on_delivery = [&](const DeliveryReport& report) { reports.push_back(report); }});
  ASSERT_OK(producer);
  rd_kafka_mock_push_request_errors(cluster_, kProduce, 1, RD_KAFKA_RESP_ERR_TOPIC_AUTHORIZATION_FAILED);
  ASSERT_OK((*producer)->send(contract::one_record("t", 0, "k", "v")));
  const auto flushed = (*producer)->flush(contract::kPatience);
  ASSERT_FALSE(flushed);
  EXPECT_EQ(flushed.error().code, ErrorCode::permission);
  ASSERT_EQ(reports.size(), 1U);
  ASSERT_TRUE(reports[0].error);
  EXPECT_EQ(reports[0].error->code, ErrorCode::permission);
}

TEST(KafkaOpen, RefusesAPropertyThatDoesNotExist) {
  const auto refused = open_kafka_log({"127.0.0.1:1", {{"no.such.property", "1"}}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(refused.error().message, ::testing::HasSubstr("no.such.property"));
}

TEST(KafkaOpen, SaysThatNobodyAnswers) {
  const auto refused = open_kafka_log({"127.0.0.1:1", {}});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
}

}  // namespace
}  // namespace slipstream::log
