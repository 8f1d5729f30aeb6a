#include "contract.hpp"

namespace slipstream::log::contract {
namespace {

using ::testing::ElementsAre;

class Transactions : public LogContract {
 protected:
  void SetUp() override {
    LogContract::SetUp();
    create("out");
    create("state", 1, GetParam().administers);
    create("in");
  }
  std::unique_ptr<Producer> transactional(const std::string& id = "processor-0") {
    ProducerOptions options;
    options.transactional_id = id;
    return producer(std::move(options));
  }
};
LOG_CONTRACT(Transactions);

TEST_P(Transactions, CommitsRecordsOfSeveralTopics) {
  const auto writer = transactional();
  for (int number = 0; number < 2; ++number) {
    ASSERT_OK(writer->begin());
    ASSERT_OK(writer->send(one_record("out", 0, "alert", std::to_string(number))));
    ASSERT_OK(writer->send(one_record("state", 0, "VER", "{}")));
    ASSERT_OK(writer->commit("processors", {{{"in", 0}, 0}}));
  }
  EXPECT_THAT(values_of(read_records(*reader("out"), 2)), ElementsAre("0", "1"));
}

TEST_P(Transactions, CommitsRecordsAndOffsetsTogether) {
  if (!GetParam().has_transactions) GTEST_SKIP() << "the mock cluster drops a transaction's offsets";
  append("in", 0, {"i0", "i1"});
  const auto writer = transactional();
  ASSERT_OK(writer->begin());
  ASSERT_OK(writer->send(one_record("out", 0, "alert", "opened")));
  ASSERT_OK(writer->send(one_record("state", 0, "VER", "{}")));
  ASSERT_OK(writer->commit("processors", {{{"in", 0}, 2}}));
  EXPECT_THAT(values_of(read_records(*reader("out"), 1)), ElementsAre("opened"));
  EXPECT_THAT(values_of(read_records(*reader("state"), 1)), ElementsAre("{}"));
  append("in", 0, {"i2"});
  ConsumerOptions options;
  options.group = "processors";
  options.topics = {"in"};
  EXPECT_THAT(values_of(read_records(*consumer(options), 1)), ElementsAre("i2"));
}

TEST_P(Transactions, ShowsNothingBeforeTheCommit) {
  if (!GetParam().has_transactions) GTEST_SKIP() << "the mock cluster shows open transactions";
  const auto reading = reader("out");
  const auto writer = transactional();
  ASSERT_OK(writer->begin());
  ASSERT_OK(writer->send(one_record("out", 0, "k", "v")));
  const auto early = reading->poll(300ms);
  ASSERT_OK(early);
  EXPECT_TRUE((*early)->empty());
  ASSERT_OK(writer->commit("", {}));
  EXPECT_THAT(values_of(read_records(*reading, 1)), ElementsAre("v"));
}

TEST_P(Transactions, AnAbortedOneLeavesNothing) {
  if (!GetParam().has_transactions) GTEST_SKIP() << "the mock cluster shows open transactions";
  const auto writer = transactional();
  ASSERT_OK(writer->begin());
  ASSERT_OK(writer->send(one_record("out", 0, "k", "never")));
  ASSERT_OK(writer->abort());
  ASSERT_OK(writer->begin());
  ASSERT_OK(writer->send(one_record("out", 0, "k", "kept")));
  ASSERT_OK(writer->commit("", {}));
  EXPECT_THAT(values_of(read_records(*reader("out"), 1)), ElementsAre("kept"));
}

TEST_P(Transactions, ANewerProducerFencesTheOlderOff) {
  if (!GetParam().has_transactions) GTEST_SKIP() << "the mock cluster fences nobody";
  const auto older = transactional();
  ASSERT_OK(older->begin());
  ASSERT_OK(older->send(one_record("out", 0, "k", "zombie")));
  const auto newer = transactional();
  const auto fenced = older->commit("processors", {{{"in", 0}, 0}});
  ASSERT_FALSE(fenced);
  EXPECT_EQ(fenced.error().code, ErrorCode::conflict);
  ASSERT_OK(newer->begin());
  ASSERT_OK(newer->send(one_record("out", 0, "k", "alive")));
  ASSERT_OK(newer->commit("", {}));
  EXPECT_THAT(values_of(read_records(*reader("out"), 1)), ElementsAre("alive"));
}

TEST_P(Transactions, OtherIdsAreNotFenced) {
  const auto one = transactional("one");
  const auto two = transactional("two");
  for (Producer* writer : {one.get(), two.get()}) {
    ASSERT_OK(writer->begin());
    ASSERT_OK(writer->send(one_record("out", 0, "k", "v")));
  }
  EXPECT_OK(two->commit("", {}));
  EXPECT_OK(one->commit("", {}));
}

TEST_P(Transactions, SaysWhenItIsUsedWrongly) {
  const auto plain = producer();
  EXPECT_EQ(plain->begin().error().code, ErrorCode::invalid_argument);
  const auto writer = transactional();
  EXPECT_EQ(writer->send(one_record("out", 0, "k", "v")).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(writer->commit("", {}).error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(writer->abort().error().code, ErrorCode::invalid_argument);
  ASSERT_OK(writer->begin());
  EXPECT_EQ(writer->begin().error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace slipstream::log::contract
