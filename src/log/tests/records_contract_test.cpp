#include <atomic>
#include <set>
#include <thread>

#include "contract.hpp"

namespace slipstream::log::contract {
namespace {

using ::testing::ElementsAre;

class Records : public LogContract {};
LOG_CONTRACT(Records);

TEST_P(Records, GivesEveryByteBack) {
  create("bytes");
  const std::string binary{"\0\x01\xff\xfe binary \0 end", 17};
  const std::string text_with_nul{"text\0after", 10};
  RecordBatch batch{"bytes"};
  const std::vector<HeaderView> headers{{"run_id", "01J"}, {"empty", ""}, {"raw", binary}};
  batch.append(0, at_ms(kBaseMs), "VER", R"({"speed":331.5})", headers);
  batch.append(0, at_ms(kBaseMs + 1), binary, text_with_nul);
  batch.append(0, at_ms(kBaseMs + 2), "", "");
  batch.append(0, at_ms(kBaseMs + 3), "HAM", std::nullopt);
  auto writer = producer();
  ASSERT_OK(writer->send(std::move(batch)));
  ASSERT_OK(writer->flush(kPatience));
  writer.reset();
  for (const bool again : {false, true}) {
    if (again) reopen();
    const auto records = read_records(*reader("bytes"), 4);
    ASSERT_EQ(records.size(), 4U);
    EXPECT_EQ(records[0].key, "VER");
    EXPECT_EQ(records[0].value, R"({"speed":331.5})");
    EXPECT_THAT(records[0].headers,
                ElementsAre(std::pair{"run_id", "01J"}, std::pair{"empty", ""}, std::pair{"raw", binary}));
    EXPECT_EQ(records[0].timestamp_us, kBaseMs * 1000);
    EXPECT_EQ(records[1].key, binary);
    EXPECT_EQ(records[1].value, text_with_nul);
    EXPECT_EQ(records[2].key, "");
    EXPECT_EQ(records[2].value, "");
    EXPECT_EQ(records[3].value, std::nullopt);
    for (std::size_t at = 0; at < records.size(); ++at)
      EXPECT_EQ(records[at].offset, static_cast<Offset>(at));
  }
}

TEST_P(Records, KeepsOrderWithinEachPartition) {
  create("ordered", 3);
  const auto writer = producer();
  constexpr int kRecords = 3000;
  for (int number = 0; number < kRecords; number += 10) {
    RecordBatch batch{"ordered"};
    for (int i = number; i < number + 10; ++i) batch.append(i % 3, at_ms(kBaseMs), "k", std::to_string(i));
    ASSERT_OK(writer->send(std::move(batch)));
  }
  ASSERT_OK(writer->flush(kPatience));
  const auto records = read_records(*reader("ordered"), kRecords);
  ASSERT_EQ(records.size(), static_cast<std::size_t>(kRecords));
  std::map<Partition, Offset> next;
  for (const Read& record : records) {
    EXPECT_EQ(record.offset, next[record.partition]++);
    EXPECT_EQ(record.value, std::to_string(record.offset * 3 + record.partition));
  }
}

TEST_P(Records, ReportsWhatIsDurable) {
  create("reported", 2);
  std::vector<DeliveryReport> reports;
  ProducerOptions options;
  options.on_delivery = [&](const DeliveryReport& report) { reports.push_back(report); };
  const auto writer = producer(options);
  for (int i = 0; i < 3; ++i) {
    RecordBatch batch{"reported"};
    for (int record = 0; record <= i; ++record) batch.append(1, at_ms(kBaseMs), "k", "v");
    ASSERT_OK(writer->send(std::move(batch)));
  }
  ASSERT_OK(writer->flush(kPatience));
  ASSERT_EQ(reports.size(), 3U);
  std::size_t total = 0;
  for (std::size_t i = 0; i < reports.size(); ++i) {
    EXPECT_EQ(reports[i].topic, "reported");
    EXPECT_EQ(reports[i].count, i + 1);
    EXPECT_FALSE(reports[i].error);
    total += reports[i].count;
    EXPECT_EQ(reports[i].last_offset, static_cast<Offset>(total) - 1);
  }
}

TEST_P(Records, RefusesWhatCannotBeWritten) {
  create("known", 2);
  const auto writer = producer();
  const auto unknown = writer->send(one_record("unknown", 0, "k", "v"));
  ASSERT_FALSE(unknown);
  EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
  for (const Partition partition : {-1, 2}) {
    const auto outside = writer->send(one_record("known", partition, "k", "v"));
    ASSERT_FALSE(outside);
    EXPECT_EQ(outside.error().code, ErrorCode::invalid_argument);
  }
  EXPECT_OK(writer->send(one_record("known", 1, "k", "v")));
  EXPECT_OK(writer->flush(kPatience));
}

TEST_P(Records, BlocksWhenTheQueueIsFullAndLosesNothing) {
  create("bounded");
  std::atomic<std::size_t> reported = 0;
  ProducerOptions options;
  options.queue_bytes = 16 << 10;
  options.on_delivery = [&](const DeliveryReport& report) {
    EXPECT_FALSE(report.error);
    reported += report.count;
  };
  const auto writer = producer(options);
  const std::string value(1000, 'x');
  std::size_t most_waiting = 0;
  constexpr std::size_t kRecords = 2000;
  for (std::size_t sent = 1; sent <= kRecords; ++sent) {
    ASSERT_OK(writer->send(one_record("bounded", 0, "k", value)));
    most_waiting = std::max(most_waiting, sent - reported);
  }
  ASSERT_OK(writer->flush(kPatience));
  EXPECT_EQ(reported, kRecords);
  // 16 records fit; those whose report is on its way come on top.
  EXPECT_LT(most_waiting, 200U);
}

TEST_P(Records, PollHonoursItsLimits) {
  create("limited", 2);
  append("limited", 0, std::vector<std::string>(50, std::string(100, 'a')));
  append("limited", 1, std::vector<std::string>(50, std::string(100, 'b')));
  ConsumerOptions options;
  options.topics = {"limited"};
  options.max_batch_records = 7;
  const auto by_count = consumer(options);
  options.max_batch_records = 4096;
  options.max_batch_bytes = 1000;
  const auto by_bytes = consumer(options);
  for (Consumer* limited : {by_count.get(), by_bytes.get()}) {
    std::size_t total = 0;
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    while (total < 100 && std::chrono::steady_clock::now() < deadline) {
      const auto batch = limited->poll(100ms);
      ASSERT_OK(batch);
      total += (*batch)->size();
      EXPECT_LE((*batch)->size(), limited == by_count.get() ? 7U : 11U);
    }
    EXPECT_EQ(total, 100U);
  }
}

TEST_P(Records, PollWaitsForTheTimeoutOnly) {
  create("quiet");
  const auto quiet = reader("quiet");
  const auto begun = std::chrono::steady_clock::now();
  const auto batch = quiet->poll(50ms);
  ASSERT_OK(batch);
  EXPECT_TRUE((*batch)->empty());
  EXPECT_GE(std::chrono::steady_clock::now() - begun, 45ms);
}

TEST_P(Records, WakeEndsTheRunningAndTheNextPoll) {
  create("woken");
  const auto sleeper = reader("woken");
  sleeper->wake();
  auto begun = std::chrono::steady_clock::now();
  EXPECT_OK(sleeper->poll(10s));
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);

  begun = std::chrono::steady_clock::now();
  std::thread waker([&] {
    std::this_thread::sleep_for(50ms);
    sleeper->wake();
  });
  const auto batch = sleeper->poll(10s);
  waker.join();
  ASSERT_OK(batch);
  EXPECT_TRUE((*batch)->empty());
  EXPECT_LT(std::chrono::steady_clock::now() - begun, 5s);
}

TEST_P(Records, ANewRecordEndsAWaitingPoll) {
  create("tail");
  ConsumerOptions options;
  options.topics = {"tail"};
  options.start = StartAt::latest;
  append("tail", 0, {"before"});
  const auto tail = consumer(options);
  ASSERT_OK(tail->poll(500ms));
  std::thread writer([&] {
    std::this_thread::sleep_for(20ms);
    append("tail", 0, {"after"});
  });
  const auto records = read_records(*tail, 1);
  writer.join();
  EXPECT_THAT(values_of(records), ElementsAre("after"));
}

TEST_P(Records, SeeksAndTellsItsLag) {
  create("sought");
  append("sought", 0, {"0", "1", "2", "3", "4"});
  const auto seeker = reader("sought");
  EXPECT_EQ(read_records(*seeker, 5).size(), 5U);
  EXPECT_EQ(seeker->lag().value_or(-1), 0);
  ASSERT_OK(seeker->seek({"sought", 0}, 3));
  EXPECT_EQ(seeker->lag().value_or(-1), 2);
  EXPECT_THAT(values_of(read_records(*seeker, 2)), ElementsAre("3", "4"));
  EXPECT_EQ(seeker->positions(), (Offsets{{{"sought", 0}, 5}}));
  const auto elsewhere = seeker->seek({"sought", 7}, 0);
  ASSERT_FALSE(elsewhere);
  EXPECT_EQ(elsewhere.error().code, ErrorCode::invalid_argument);
}

TEST_P(Records, ReadsOnlyWhatIsAssigned) {
  create("shared", 3);
  for (const Partition partition : {0, 1, 2}) append("shared", partition, {std::to_string(partition)});
  ConsumerOptions options;
  options.assign = {{"shared", 2}, {"shared", 0}};
  options.start_offsets = {{{"shared", 0}, 1}};
  const auto partial = consumer(options);
  EXPECT_THAT(values_of(read_records(*partial, 1)), ElementsAre("2"));
  append("shared", 1, {"not ours"});
  append("shared", 0, {"ours"});
  EXPECT_THAT(values_of(read_records(*partial, 1)), ElementsAre("ours"));
}

TEST_P(Records, ReadersOfOneTopicAreIndependent) {
  create("many");
  const auto early = reader("many");
  append("many", 0, {"a", "b"});
  const auto late = reader("many");
  EXPECT_THAT(values_of(read_records(*early, 2)), ElementsAre("a", "b"));
  EXPECT_THAT(values_of(read_records(*late, 2)), ElementsAre("a", "b"));
}

TEST_P(Records, FindsOffsetsByTime) {
  if (!GetParam().indexes_time) GTEST_SKIP() << "the mock cluster does not look for times";
  create("timed", 2);
  RecordBatch batch{"timed"};
  for (int i = 0; i < 10; ++i) batch.append(0, at_ms(kBaseMs + i * 1000), "k", "v");
  const auto writer = producer();
  ASSERT_OK(writer->send(std::move(batch)));
  ASSERT_OK(writer->flush(kPatience));
  struct Case {
    std::int64_t ms;
    Offset expected;
  };
  for (const Case& one : {Case{0, 0}, Case{4000, 4}, Case{4001, 5}, Case{9000, 9}, Case{9001, 10}}) {
    const auto found = log_->offsets_at("timed", at_ms(kBaseMs + one.ms));
    ASSERT_OK(found);
    EXPECT_EQ(*found, (Offsets{{{"timed", 0}, one.expected}, {{"timed", 1}, 0}})) << one.ms;
  }
}

}  // namespace
}  // namespace slipstream::log::contract
