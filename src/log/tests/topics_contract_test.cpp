#include "contract.hpp"

namespace slipstream::log::contract {
namespace {

class Topics : public LogContract {};
LOG_CONTRACT(Topics);

TEST_P(Topics, CreatesATopicOnce) {
  if (!GetParam().administers) GTEST_SKIP() << "the mock cluster creates no topics for clients";
  TopicSpec spec;
  spec.name = "f1-telemetry";
  spec.partitions = 4;
  ASSERT_OK(log_->create_topic(spec));
  EXPECT_OK(log_->create_topic(spec));
  spec.partitions = 3;
  const auto other = log_->create_topic(spec);
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::already_exists);
  EXPECT_THAT(other.error().message, ::testing::HasSubstr("4 partitions instead of 3"));
}

TEST_P(Topics, DescribesTopics) {
  create("empty", 2);
  create("full", 1);
  append("full", 0, {"a", "b", "c"});
  const auto described = log_->describe("full");
  ASSERT_OK(described);
  EXPECT_EQ(described->spec.name, "full");
  ASSERT_EQ(described->partitions.size(), 1U);
  EXPECT_EQ(described->partitions[0].begin, 0);
  EXPECT_EQ(described->partitions[0].end, 3);
  const auto topics = log_->topics();
  ASSERT_OK(topics);
  std::map<std::string, std::size_t> partitions;
  for (const TopicInfo& topic : *topics) partitions[topic.spec.name] = topic.partitions.size();
  EXPECT_EQ(partitions["empty"], 2U);
  EXPECT_EQ(partitions["full"], 1U);
}

TEST_P(Topics, SaysWhatIsNotThere) {
  EXPECT_EQ(log_->describe("none").error().code, ErrorCode::not_found);
  EXPECT_EQ(log_->offsets_at("none", at_ms(0)).error().code, ErrorCode::not_found);
  ConsumerOptions options;
  options.topics = {"none"};
  EXPECT_EQ(log_->consumer(options).error().code, ErrorCode::not_found);
  EXPECT_EQ(log_->consumer({}).error().code, ErrorCode::invalid_argument);
}

TEST_P(Topics, RefusesNamesKafkaRefuses) {
  for (const std::string& name : {std::string{}, std::string{".."}, std::string{"a b"}, std::string{"x'; --"},
                                  std::string{"\"quoted\""}, std::string(250, 'a')}) {
    TopicSpec spec;
    spec.name = name;
    const auto created = log_->create_topic(spec);
    ASSERT_FALSE(created) << name;
    EXPECT_EQ(created.error().code, ErrorCode::invalid_argument) << name;
  }
  TopicSpec none{.name = "none", .partitions = 0};
  EXPECT_EQ(log_->create_topic(none).error().code, ErrorCode::invalid_argument);
}

TEST_P(Topics, DeletingATopicEndsItsReaders) {
  if (!GetParam().administers) GTEST_SKIP() << "the mock cluster cannot delete topics";
  create("doomed");
  append("doomed", 0, {"a"});
  const auto reading = reader("doomed");
  EXPECT_EQ(read_records(*reading, 1).size(), 1U);
  ASSERT_OK(log_->delete_topic("doomed"));
  const auto gone = reading->poll(10s);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, ErrorCode::not_found);
  EXPECT_EQ(log_->describe("doomed").error().code, ErrorCode::not_found);
  EXPECT_EQ(log_->delete_topic("doomed").error().code, ErrorCode::not_found);
  EXPECT_EQ(producer()->send(one_record("doomed", 0, "k", "v")).error().code, ErrorCode::not_found);

  create("doomed", 2);
  append("doomed", 1, {"new"});
  const auto records = read_records(*reader("doomed"), 1);
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].offset, 0);
  EXPECT_EQ(records[0].value, "new");
}

TEST_P(Topics, KeepsTheShapeOfATopic) {
  if (!GetParam().administers) GTEST_SKIP() << "the mock cluster does not keep a topic's configuration";
  TopicSpec spec;
  spec.name = "shaped";
  spec.partitions = 3;
  spec.compacted = true;
  spec.retention_time = 5min;
  spec.retention_bytes = 1 << 20;
  ASSERT_OK(log_->create_topic(spec));
  reopen();
  const auto described = log_->describe("shaped");
  ASSERT_OK(described);
  EXPECT_TRUE(described->spec.compacted);
  EXPECT_EQ(described->spec.retention_time, 5min);
  EXPECT_EQ(described->spec.retention_bytes, 1 << 20);
  EXPECT_OK(log_->create_topic(spec));
}

}  // namespace
}  // namespace slipstream::log::contract
