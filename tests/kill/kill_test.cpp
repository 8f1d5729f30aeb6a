// kill -9 at random moments on one file: everything acknowledged is there byte for byte, nothing is missing
// or there twice, and transactions are there with records, offsets and state, or not at all.

#include <algorithm>
#include <charconv>
#include <csignal>
#include <cstdlib>
#include <random>
#include <string>
#include <thread>

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "numbered.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::log::kill {
namespace {

using namespace std::chrono_literals;

constexpr int kKills = 60;

/// What the writer has told: one past the last acknowledged.
struct Acknowledged {
  std::uint64_t records = 0;
  std::uint64_t transactions = 1;
};

/// Starts the writer, kills it after `delay`, and returns what it told.
Acknowledged write_and_kill(const std::filesystem::path& file, Acknowledged from,
                            std::chrono::microseconds delay) {
  int ends[2];
  if (pipe(ends) != 0) std::abort();
  const std::string first_record = std::to_string(from.records);
  const std::string first_transaction = std::to_string(from.transactions);
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], STDOUT_FILENO);
    close(ends[0]);
    close(ends[1]);
    execl(LOG_KILL_WRITER, LOG_KILL_WRITER, file.c_str(), first_record.c_str(), first_transaction.c_str(),
          nullptr);
    std::_Exit(127);
  }
  close(ends[1]);
  std::thread killer([&] {
    std::this_thread::sleep_for(delay);
    ::kill(child, SIGKILL);
  });
  std::string told;
  char buffer[65536];
  for (ssize_t size = 0; (size = read(ends[0], buffer, sizeof buffer)) > 0;)
    told.append(buffer, static_cast<std::size_t>(size));
  killer.join();
  close(ends[0]);
  int status = 0;
  waitpid(child, &status, 0);
  EXPECT_TRUE(WIFSIGNALED(status)) << "the writer ended by itself: " << WEXITSTATUS(status);
  Acknowledged acknowledged = from;
  for (std::size_t at = 0; at < told.size();) {
    const std::size_t end = told.find('\n', at);
    std::uint64_t number = 0;
    std::from_chars(told.data() + at + 2, told.data() + end, number);
    (told[at] == 'A' ? acknowledged.records : acknowledged.transactions) = number + 1;
    at = end + 1;
  }
  return acknowledged;
}

/// Everything in a topic from the given offsets on.
template <class Check>
void read_all(Log& log, const std::string& topic, const Offsets& from, Check&& check) {
  ConsumerOptions options;
  options.topics = {topic};
  options.start_offsets = from;
  auto consumer = log.consumer(options);
  ASSERT_TRUE(consumer) << consumer.error().to_string();
  while ((*consumer)->lag().value_or(0) > 0) {
    const auto batch = (*consumer)->poll(1s);
    ASSERT_TRUE(batch) << batch.error().to_string();
    for (std::size_t index = 0; index < (*batch)->size(); ++index) check(**batch, index);
  }
}

void check_numbered(const RecordBatch& batch, std::size_t index) {
  const RecordView record = batch[index];
  const std::uint64_t number =
      static_cast<std::uint64_t>(record.offset) * kPartitions + static_cast<std::uint64_t>(record.partition);
  ASSERT_EQ(record.key, key(number));
  ASSERT_TRUE(record.value == payload(number)) << "record " << number;
  ASSERT_EQ(record.timestamp, time_of(number));
  ASSERT_EQ(record.header_count, 1U);
  ASSERT_EQ(batch.header(index, 0).value, header(number));
}

/// Reads the numbered records from `known` on; returns how many there are in all.
std::uint64_t verify_numbered(Log& log, std::uint64_t known) {
  Offsets from;
  for (Partition partition = 0; partition < kPartitions; ++partition)
    from[{kNumbered, partition}] = static_cast<Offset>(known / kPartitions);
  std::vector<Offset> next(kPartitions, static_cast<Offset>(known / kPartitions));
  read_all(log, kNumbered, from, [&](const RecordBatch& batch, std::size_t index) {
    const RecordView record = batch[index];
    ASSERT_EQ(record.offset, next[static_cast<std::size_t>(record.partition)]++);
    check_numbered(batch, index);
  });
  std::uint64_t total = 0;
  for (const Offset end : next) total += static_cast<std::uint64_t>(end);
  // Numbers go round the partitions, so that their ends tell whether one is missing.
  for (std::uint64_t partition = 0; partition < kPartitions; ++partition)
    EXPECT_EQ(static_cast<std::uint64_t>(next[partition]),
              (total + kPartitions - 1 - partition) / kPartitions);
  return total;
}

/// Returns one past the last transaction, after checking that all three of its parts agree on it.
std::uint64_t verify_transactions(Log& log) {
  std::uint64_t transaction = 1;
  std::uint64_t record_number = 0;
  read_all(log, kOut, {}, [&](const RecordBatch& batch, std::size_t index) {
    ASSERT_EQ(batch[index].value, fmt::format("{}.{}", transaction, record_number));
    if (++record_number < out_records(transaction)) return;
    ++transaction;
    record_number = 0;
  });
  EXPECT_EQ(record_number, 0U) << "transaction " << transaction << " is there in part";
  std::string state = "0";
  read_all(log, kState, {},
           [&](const RecordBatch& batch, std::size_t index) { state = std::string{*batch[index].value}; });
  EXPECT_EQ(state, std::to_string(transaction - 1));
  Offset committed = 0;
  const auto groups = log.groups();
  for (const GroupInfo& group : *groups)
    if (group.group == kGroup) committed = group.committed.at({kIn, 0});
  EXPECT_EQ(committed, static_cast<Offset>(transaction - 1));
  return transaction;
}

TEST(Kill, LosesNothingAcknowledged) {
  const testing::TempDir folder;
  const std::filesystem::path file = folder / "events.db";
  std::mt19937_64 random{20261122};
  Acknowledged known;
  std::uint64_t unacknowledged_kept = 0;
  for (int kill_number = 0; kill_number < kKills && !::testing::Test::HasFailure(); ++kill_number) {
    const std::chrono::microseconds delay{random() % 300'000};
    const Acknowledged told = write_and_kill(file, known, delay);
    const auto log = open_sqlite_log(options_for(file));
    ASSERT_TRUE(log) << log.error().to_string();
    if (!(*log)->describe(kIn)) continue;  // killed before it had made its topics
    const Acknowledged found{verify_numbered(**log, known.records / kPartitions * kPartitions),
                             verify_transactions(**log)};
    EXPECT_GE(found.records, told.records) << "kill " << kill_number;
    EXPECT_GE(found.transactions, told.transactions) << "kill " << kill_number;
    unacknowledged_kept += found.records - told.records;
    known = found;
  }
  const auto log = open_sqlite_log(options_for(file));
  ASSERT_TRUE(log) << log.error().to_string();
  EXPECT_EQ(verify_numbered(**log, 0), known.records);
  EXPECT_GT(known.records, 10'000U) << "the writer wrote too little for the test to mean anything";
  RecordProperty("records", std::to_string(known.records));
  RecordProperty("transactions", std::to_string(known.transactions));
  RecordProperty("kept_unacknowledged", std::to_string(unacknowledged_kept));
}

}  // namespace
}  // namespace slipstream::log::kill
