#include "cli/scaling/reading_group.hpp"

#include <gtest/gtest.h>

#include "analytics/rule.hpp"
#include "cli/scaling/scaling_load.hpp"
#include "cli/scaling/temporary_topic.hpp"
#include "log/engines.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::cli {
namespace {

/// On the embedded log, where a group has one member; tests/kafka has several.
class ReadingGroupTest : public ::testing::Test {
 protected:
  void SetUp() override {
    log::SqliteOptions options;
    options.file = dir_ / "log.db";
    auto opened = log::open_sqlite_log(options);
    ASSERT_TRUE(opened) << opened.error().to_string();
    log_ = std::move(*opened);
    context_.quiet = true;
  }

  std::unique_ptr<TemporaryTopic> make_topic() {
    log::TopicSpec spec;
    spec.name = "bench";
    spec.partitions = shape_.partitions;
    auto topic = TemporaryTopic::create(*log_, spec);
    EXPECT_TRUE(topic) << topic.error().to_string();
    return std::move(*topic);
  }

  testing::TempDir dir_;
  Context context_;
  std::unique_ptr<log::Log> log_;
  const ScalingShape shape_{.consumers = 1, .partitions = 4, .cars = 20, .records = 8'000};
  const analytics::RuleSetPtr rules_ = std::make_shared<const analytics::RuleSet>(analytics::default_rules());
};

TEST_F(ReadingGroupTest, TheLoadIsSpreadEvenly) {
  const auto topic = make_topic();
  ASSERT_TRUE(produce_load(context_, *log_, topic->name(), shape_));
  const auto info = log_->describe(topic->name());
  ASSERT_TRUE(info);
  for (const log::PartitionInfo& partition : info->partitions) EXPECT_EQ(partition.end, 2'000);
}

TEST_F(ReadingGroupTest, ReadsEverythingOnceEachTime) {
  const auto topic = make_topic();
  ASSERT_TRUE(produce_load(context_, *log_, topic->name(), shape_));
  auto group = ReadingGroup::join(*log_, topic->name(), shape_, {});
  ASSERT_TRUE(group) << group.error().to_string();
  const auto first = (*group)->read(rules_, {});
  ASSERT_TRUE(first) << first.error().to_string();
  EXPECT_GT(first->time.seconds, 0);
  EXPECT_GT(first->time.cpu_seconds, 0);
  EXPECT_GT(first->anomalies, 0U);
  const auto second = (*group)->read(rules_, {});
  ASSERT_TRUE(second) << second.error().to_string();
  EXPECT_EQ(second->anomalies, first->anomalies);
}

TEST_F(ReadingGroupTest, TellsOfARecordTooMany) {
  const auto topic = make_topic();
  ASSERT_TRUE(produce_load(context_, *log_, topic->name(), shape_));
  ScalingShape fewer = shape_;
  fewer.records = 4'000;
  auto group = ReadingGroup::join(*log_, topic->name(), fewer, {});
  ASSERT_TRUE(group) << group.error().to_string();
  const auto read = (*group)->read(rules_, {});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::internal);
}

TEST_F(ReadingGroupTest, StopsWhenAsked) {
  const auto topic = make_topic();
  auto group = ReadingGroup::join(*log_, topic->name(), shape_, {});
  ASSERT_TRUE(group) << group.error().to_string();
  std::stop_source stop;
  stop.request_stop();
  const auto read = (*group)->read(rules_, stop.get_token());
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, ErrorCode::interrupted);
}

TEST_F(ReadingGroupTest, TheTopicGoesWithItsObject) {
  make_topic().reset();
  const auto info = log_->describe("bench");
  ASSERT_FALSE(info);
  EXPECT_EQ(info.error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace slipstream::cli
