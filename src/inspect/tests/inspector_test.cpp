#include "inspect/inspector.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "inspect/record_json.hpp"
#include "log_with_schemas.hpp"

namespace slipstream::inspect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using namespace std::chrono_literals;

class InspectorTest : public ::testing::Test {
 protected:
  /// "partition@offset key" of each.
  std::vector<std::string> newest(Inspector& inspector, std::optional<log::Partition> partition,
                                  std::size_t limit) {
    auto found = inspector.newest("laps", partition, limit);
    EXPECT_TRUE(found) << found.error().to_string();
    std::vector<std::string> told;
    for (const FoundRecord& record : *found)
      told.push_back(
          fmt::format("{}@{} {}", record.view().partition, record.view().offset, record.view().key));
    return told;
  }

  testing::LogWithSchemas log_;
};

TEST_F(InspectorTest, SeesTopicsAtAGlance) {
  log_.create("laps", 2);
  log_.create("empty");
  log_.append("laps", 0, 1, "VER", log_.lap("laps-value", 1));
  log_.append("laps", 1, 5, "NOR", log_.lap("laps-value", 2));
  Inspector inspector = log_.inspector();
  auto looks = inspector.topics();
  ASSERT_TRUE(looks) << looks.error().to_string();
  ASSERT_EQ(looks->size(), 3U);
  const TopicLook& empty = looks->at(0);
  EXPECT_EQ(empty.info.spec.name, "empty");
  EXPECT_EQ(empty.newest_at, std::nullopt);
  EXPECT_EQ(empty.value.format, std::nullopt);
  const TopicLook& laps = looks->at(1);
  EXPECT_EQ(laps.info.spec.name, "laps");
  EXPECT_EQ(record_count(laps.info), 2);
  EXPECT_EQ(laps.records_per_s, std::nullopt) << "the first look";
  EXPECT_EQ(laps.newest_at, testing::kStart + 5s);
  EXPECT_EQ(laps.key.format, ValueFormat::text);
  EXPECT_EQ(laps.value.format, ValueFormat::avro);
  ASSERT_TRUE(laps.value.schema);
  EXPECT_EQ(laps.value.schema->version, 1);
  EXPECT_EQ(laps.key.schema, std::nullopt);

  log_.append("laps", 0, 9, "VER", "{}");
  looks = inspector.topics();
  ASSERT_TRUE(looks);
  EXPECT_GT(looks->at(1).records_per_s, 0.0);
  EXPECT_EQ(looks->at(0).records_per_s, 0.0);
  EXPECT_EQ(looks->at(1).newest_at, testing::kStart + 9s);
  EXPECT_EQ(looks->at(1).value.format, ValueFormat::json);
}

TEST_F(InspectorTest, FindsTheNewestRecordsOfAllPartitions) {
  log_.create("laps", 3);
  Inspector inspector = log_.inspector();
  EXPECT_THAT(newest(inspector, std::nullopt, 5), IsEmpty());
  for (int second = 0; second < 60; ++second)
    log_.append("laps", second % 2, second, std::to_string(second), "{}");
  EXPECT_THAT(newest(inspector, std::nullopt, 3), ElementsAre("1@29 59", "0@29 58", "1@28 57"));
  EXPECT_THAT(newest(inspector, 0, 2), ElementsAre("0@29 58", "0@28 56"));
  EXPECT_THAT(newest(inspector, 2, 2), IsEmpty());
  EXPECT_EQ(newest(inspector, std::nullopt, 200).size(), 60U);
}

TEST_F(InspectorTest, LooksFurtherBackWhereCompactionLeftHoles) {
  log_.create("laps", 1, true);
  log_.append("laps", 0, 0, "first", "{}");
  for (int second = 1; second <= 40; ++second) log_.append("laps", 0, second, "again", "{}");
  Inspector inspector = log_.inspector();
  const auto deadline = std::chrono::steady_clock::now() + 20s;
  while (newest(inspector, std::nullopt, 2).back() != "0@0 first")
    ASSERT_LT(std::chrono::steady_clock::now(), deadline) << "compaction runs every second";
  EXPECT_THAT(newest(inspector, std::nullopt, 2), ElementsAre("0@40 again", "0@0 first"));
}

TEST_F(InspectorTest, TellsHowFarGroupsAre) {
  log_.create("laps", 2);
  log_.create("other");
  for (int second = 0; second < 6; ++second) log_.append("laps", second % 2, second, "k", "{}");
  {
    log::ConsumerOptions options;
    options.group = "readers";
    options.topics = {"laps"};
    auto consumer = log_.log().consumer(options);
    ASSERT_TRUE(consumer);
    ASSERT_TRUE((*consumer)->commit({{{"laps", 0}, 3}, {{"laps", 1}, 1}}));
  }
  Inspector inspector = log_.inspector();
  const auto laps = inspector.topic("laps");
  ASSERT_TRUE(laps) << laps.error().to_string();
  ASSERT_EQ(laps->groups.size(), 2U);
  EXPECT_EQ(laps->groups[0].group, "readers");
  EXPECT_EQ(laps->groups[0].members, 0U);
  EXPECT_EQ(laps->groups[0].lag, 0);
  EXPECT_EQ(laps->groups[1].committed, 1);
  EXPECT_EQ(laps->groups[1].lag, 2);
  EXPECT_GT(laps->info.partitions[0].bytes, 0);
  EXPECT_THAT(inspector.topic("other")->groups, IsEmpty());
  EXPECT_EQ(inspector.topic("none").error().code, ErrorCode::not_found);
  EXPECT_EQ(inspector.newest("laps", 2, 1).error().code, ErrorCode::not_found);
  EXPECT_EQ(log_.log().groups()->size(), 1U) << "a look joins no group";
}

TEST_F(InspectorTest, ShowsOnlyWhatItMay) {
  log_.create("laps");
  log_.create("private");
  Inspector inspector = log_.inspector({.topics = std::vector<std::string>{"laps", "not made yet"}});
  const auto looks = inspector.topics();
  ASSERT_TRUE(looks);
  ASSERT_EQ(looks->size(), 1U);
  EXPECT_EQ(looks->front().info.spec.name, "laps");
  EXPECT_EQ(inspector.topic("private").error().code, ErrorCode::not_found);
  EXPECT_EQ(inspector.newest("private", std::nullopt, 1).error().code, ErrorCode::not_found);
}

TEST_F(InspectorTest, WritesARecordAsJson) {
  log_.create("laps");
  const log::HeaderView headers[] = {{"run_id", "old"}, {"run_id", "r1"}};
  log_.append("laps", 0, 0, "VER", log_.lap("laps-value", 3), headers);
  log_.append("laps", 0, 1, "", std::nullopt);
  Inspector inspector = log_.inspector();
  std::vector<std::string> texts;
  const auto found = inspector.newest("laps", std::nullopt, 2);
  ASSERT_TRUE(found) << found.error().to_string();
  for (const FoundRecord& record : *found) {
    std::string text;
    codec::JsonWriter json(text);
    json.begin_object();
    write_record(json, *record.batch, record.index, inspector.reader());
    json.end_object();
    texts.push_back(text);
  }
  EXPECT_THAT(
      texts,
      ElementsAre(R"({"partition":0,"offset":1,"timestamp":"2026-01-01T00:00:01.000000Z","tombstone":true})",
                  R"({"partition":0,"offset":0,"timestamp":"2026-01-01T00:00:00.000000Z",)"
                  R"("key":"VER","key_format":"text","key_bytes":3,)"
                  R"("value":{"n":3},"value_format":"avro","value_bytes":6,"value_schema_id":1,)"
                  R"("headers":{"run_id":"r1"}})"));
}

}  // namespace
}  // namespace slipstream::inspect
