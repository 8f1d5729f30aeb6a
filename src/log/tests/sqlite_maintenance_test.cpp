#include <functional>

#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "contract.hpp"

namespace slipstream::log {
namespace {

using contract::kPatience;
using ::testing::ElementsAre;
using namespace std::chrono_literals;

class SqliteMaintenance : public ::testing::Test {
 protected:
  void open(SqliteOptions options = {}) {
    log_.reset();
    options.file = folder_ / "events.db";
    options.maintenance_interval = 5ms;
    auto log = open_sqlite_log(options);
    ASSERT_OK(log);
    log_ = std::move(*log);
  }
  void append(const std::string& topic, WallTime time, const std::string& key,
              std::optional<std::string_view> value) {
    const auto producer = log_->producer({});
    RecordBatch batch{topic};
    batch.append(0, time, key, value);
    ASSERT_OK((*producer)->send(std::move(batch)));
    ASSERT_OK((*producer)->flush(kPatience));
  }
  void append_many(const std::string& topic, std::size_t count, std::size_t bytes) {
    const auto producer = log_->producer({});
    for (std::size_t sent = 0; sent < count; sent += 100) {
      RecordBatch batch{topic};
      for (int i = 0; i < 100; ++i) batch.append(0, base::wall_now(), "k", std::string(bytes, 'x'));
      ASSERT_OK((*producer)->send(std::move(batch)));
    }
    ASSERT_OK((*producer)->flush(kPatience));
  }
  PartitionInfo partition(const std::string& topic) { return log_->describe(topic)->partitions[0]; }
  static bool eventually(const std::function<bool()>& condition) {
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      usleep(1000);
    }
    return true;
  }
  std::vector<std::string> everything(const std::string& topic) {
    ConsumerOptions options;
    options.topics = {topic};
    const auto consumer = log_->consumer(options);
    std::vector<contract::Read> records;
    while ((*consumer)->lag().value_or(0) > 0) {
      const auto batch = (*consumer)->poll(10ms);
      contract::collect(**batch, records);
    }
    std::vector<std::string> texts;
    for (const auto& record : records)
      texts.push_back(record.key + "=" + record.value.value_or("(tombstone)"));
    return texts;
  }

  testing::TempDir folder_;
  std::unique_ptr<Log> log_;
};

TEST_F(SqliteMaintenance, ForgetsWhatIsTooOld) {
  SqliteOptions options;
  options.retention_time = 1h;
  open(options);
  ASSERT_OK(log_->create_topic({.name = "t"}));
  ASSERT_OK(log_->create_topic({.name = "longer", .retention_time = 24h}));
  const WallTime now = base::wall_now();
  for (const char* topic : {"t", "longer"}) {
    append(topic, now - 2h, "k", "old");
    append(topic, now - 90min, "k", "also old");
    append(topic, now, "k", "new");
  }
  EXPECT_TRUE(eventually([&] { return partition("t").begin == 2; }));
  EXPECT_THAT(everything("t"), ElementsAre("k=new"));
  EXPECT_EQ(partition("longer").begin, 0);
  open(options);
  EXPECT_EQ(partition("t").begin, 2);
  EXPECT_EQ(partition("t").end, 3);
}

TEST_F(SqliteMaintenance, OffsetsGoOnWhenNothingIsLeft) {
  SqliteOptions options;
  options.retention_time = 1h;
  open(options);
  ASSERT_OK(log_->create_topic({.name = "t"}));
  append("t", base::wall_now() - 2h, "k", "old");
  EXPECT_TRUE(eventually([&] { return partition("t").begin == 1; }));
  open(options);
  append("t", base::wall_now(), "k", "new");
  EXPECT_EQ(partition("t").begin, 1);
  EXPECT_EQ(partition("t").end, 2);
}

TEST_F(SqliteMaintenance, ForgetsTheOldestAboveTheSize) {
  open();
  ASSERT_OK(log_->create_topic({.name = "t", .retention_bytes = 100'000}));
  append_many("t", 10'000, 99);
  EXPECT_TRUE(eventually([&] { return partition("t").begin >= 9000; }));
  EXPECT_EQ(partition("t").end, 10'000);
  EXPECT_EQ(everything("t").size(), 1000U);
}

TEST_F(SqliteMaintenance, BoundsTheTopicsTogether) {
  SqliteOptions options;
  options.retention_bytes = 100'000;
  open(options);
  ASSERT_OK(log_->create_topic({.name = "a"}));
  ASSERT_OK(log_->create_topic({.name = "b"}));
  append_many("a", 2000, 99);
  append_many("b", 500, 99);
  EXPECT_TRUE(eventually([&] {
    return partition("a").end - partition("a").begin + partition("b").end - partition("b").begin == 1000;
  }));
  EXPECT_EQ(partition("b").begin, 0) << "a's records are older";
}

TEST_F(SqliteMaintenance, KeepsTheLastRecordOfEachKey) {
  open();
  ASSERT_OK(log_->create_topic({.name = "state", .compacted = true}));
  const std::string binary_key{"\0key", 4};
  for (int round = 0; round < 3; ++round) {
    for (const std::string& key : {std::string{"VER"}, std::string{"HAM"}, binary_key})
      append("state", base::wall_now(), key, std::to_string(round));
  }
  EXPECT_TRUE(eventually([&] { return everything("state").size() == 3; }));
  EXPECT_THAT(everything("state"), ElementsAre("VER=2", "HAM=2", binary_key + "=2"));
  EXPECT_EQ(partition("state").begin, 6);
}

TEST_F(SqliteMaintenance, ATombstoneRemovesItsKeyAndThenItself) {
  SqliteOptions options;
  options.tombstone_grace = 1h;
  open(options);
  ASSERT_OK(log_->create_topic({.name = "state", .compacted = true}));
  const WallTime now = base::wall_now();
  append("state", now - 3h, "VER", "1");
  append("state", now - 3h, "HAM", "1");
  append("state", now - 2h, "VER", std::nullopt);
  append("state", now, "HAM", std::nullopt);
  EXPECT_TRUE(eventually([&] { return partition("state").begin == 3; }));
  EXPECT_THAT(everything("state"), ElementsAre("HAM=(tombstone)"));
}

TEST_F(SqliteMaintenance, CompactedTopicsNeedKeys) {
  open();
  ASSERT_OK(log_->create_topic({.name = "state", .compacted = true}));
  const auto producer = log_->producer({});
  EXPECT_EQ((*producer)->send(contract::one_record("state", 0, "", "v")).error().code,
            ErrorCode::invalid_argument);
}

/// The file may not grow beyond 4 MiB, which stands for a disk.
TEST_F(SqliteMaintenance, AFullDiskLosesNothingAcknowledged) {
  SqliteOptions options;
  options.max_file_bytes = 4 << 20;
  open(options);
  ASSERT_OK(log_->create_topic({.name = "ballast"}));
  append_many("ballast", 2000, 1000);
  ASSERT_OK(log_->create_topic({.name = "t"}));
  std::size_t acknowledged = 0;
  std::vector<ErrorCode> failures;
  ProducerOptions producer_options;
  producer_options.on_delivery = [&](const DeliveryReport& report) {
    if (report.error)
      failures.push_back(report.error->code);
    else
      acknowledged += report.count;
  };
  const auto producer = log_->producer(producer_options);
  const auto send_some = [&] {
    RecordBatch batch{"t"};
    for (int i = 0; i < 100; ++i) batch.append(0, base::wall_now(), "k", std::string(1000, 'x'));
    return (*producer)->send(std::move(batch));
  };
  Result<> sent;
  for (int i = 0; i < 100 && sent; ++i) sent = send_some();
  const auto flushed = (*producer)->flush(kPatience);
  ASSERT_FALSE(flushed);
  EXPECT_EQ(flushed.error().code, ErrorCode::no_space);
  if (!sent) {
    EXPECT_EQ(sent.error().code, ErrorCode::no_space);
  }
  EXPECT_THAT(failures, ::testing::Each(ErrorCode::no_space));
  EXPECT_GT(acknowledged, 0U);
  EXPECT_EQ(static_cast<std::size_t>(partition("t").end), acknowledged);

  ASSERT_OK(log_->delete_topic("ballast"));
  EXPECT_TRUE(eventually([&] {
    EXPECT_TRUE(send_some().has_value());
    return (*producer)->flush(kPatience).has_value();
  })) << "it goes on when there is space again";
  EXPECT_EQ(static_cast<std::size_t>(partition("t").end), acknowledged);
  EXPECT_EQ(everything("t").size(), acknowledged);
}

}  // namespace
}  // namespace slipstream::log
