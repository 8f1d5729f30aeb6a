// Random operations on an engine and on a plain in-memory model of it; whatever is read must agree.

#include <map>
#include <random>

#include "contract.hpp"

namespace slipstream::log::contract {
namespace {

struct ModelRecord {
  std::string key;
  std::optional<std::string> value;
  std::string header;
  std::int64_t timestamp_us = 0;
};
/// What the log must hold: the records of each partition, at their offsets; nullopt where none is to be seen.
using Model = std::map<TopicPartition, std::vector<std::optional<ModelRecord>>>;

class RandomOperations : public LogContract {
 protected:
  static constexpr Partition kPartitions = 3;

  std::size_t below(std::size_t bound) { return random_() % bound; }
  std::string random_bytes(std::size_t most) {
    std::string bytes(below(most + 1), '\0');
    for (char& byte : bytes) byte = static_cast<char>(random_());
    return bytes;
  }
  std::string random_topic() { return below(2) == 0 ? "left" : "right"; }

  RecordBatch random_batch(Model& model) {
    RecordBatch batch{random_topic()};
    for (std::size_t count = 1 + below(40); count > 0; --count) {
      const auto partition = static_cast<Partition>(below(kPartitions));
      ModelRecord record{random_bytes(12), std::nullopt, random_bytes(20),
                         (kBaseMs + static_cast<std::int64_t>(below(100))) * 1000};
      if (below(10) != 0) record.value = random_bytes(below(20) == 0 ? 5000 : 50);
      const HeaderView headers[] = {{"h", record.header}};
      batch.append(partition, WallTime{std::chrono::microseconds{record.timestamp_us}}, record.key,
                   record.value, headers);
      model[{batch.topic(), partition}].push_back(std::move(record));
    }
    return batch;
  }

  void append_some() {
    const auto writer = producer();
    for (std::size_t batches = 1 + below(5); batches > 0; --batches)
      ASSERT_OK(writer->send(random_batch(model_)));
    ASSERT_OK(writer->flush(kPatience));
  }

  void run_transaction() {
    if (!GetParam().has_transactions) return append_some();
    ProducerOptions options;
    options.transactional_id = "model";
    const auto writer = producer(options);
    ASSERT_OK(writer->begin());
    Model after = model_;
    for (std::size_t batches = 1 + below(4); batches > 0; --batches)
      ASSERT_OK(writer->send(random_batch(after)));
    const bool aborts = below(3) == 0;
    if (GetParam().marks_transactions) {
      ASSERT_OK(writer->flush(kPatience));  // what is aborted unsent would take no offsets
      for (auto& [where, records] : after) note_end(where, records, aborts);
    }
    ASSERT_OK(aborts ? writer->abort() : writer->commit("", {}));
    if (GetParam().marks_transactions || !aborts) model_ = std::move(after);
    // A cluster writes the marks of its end a little later, and other records may come in between.
    if (GetParam().marks_transactions) compare_ends();
  }

  /// A transaction that wrote to the partition ends; what it wrote is seen, or only its offsets are taken.
  void note_end(const TopicPartition& where, std::vector<std::optional<ModelRecord>>& records, bool aborts) {
    const std::size_t before = model_[where].size();
    if (records.size() == before) return;
    for (std::size_t at = before; aborts && at < records.size(); ++at) records[at].reset();
    records.push_back(std::nullopt);
  }

  /// The offset of the next record to be seen from here on.
  Offset next_record(const TopicPartition& where, Offset offset) {
    const auto& records = model_[where];
    while (static_cast<std::size_t>(offset) < records.size() && !records[static_cast<std::size_t>(offset)])
      ++offset;
    return offset;
  }

  /// Reads on with the long-lived consumer, up to the end or only a little.
  void read_on() {
    if (reading_ == nullptr) start_reading();
    const bool to_the_end = below(2) == 0;
    for (std::size_t polls = 1 + below(4); to_the_end || polls > 0; --polls) {
      const auto batch = reading_->poll(to_the_end ? 100ms : 20ms);
      ASSERT_OK(batch);
      check(**batch);
      if (to_the_end && reading_->lag().value_or(-1) == 0) break;
      if (HasFailure()) return;
    }
    for (const auto& [where, next] : reading_->positions())
      ASSERT_EQ(next_record(where, next), next_record(where, expected_next_[where]));
  }

  void start_reading() {
    ConsumerOptions options;
    options.topics = {"left", "right"};
    options.group = "model";
    options.max_batch_records = 1 + below(50);
    options.max_batch_bytes = 1 + below(3000);
    reading_ = consumer(options);
    ASSERT_NE(reading_, nullptr);
    const auto deadline = std::chrono::steady_clock::now() + kPatience;
    // A member of a Kafka group is given its partitions while it polls; what comes early is checked below.
    std::vector<std::shared_ptr<const RecordBatch>> early;
    while (reading_->positions().size() < 2 * kPartitions && std::chrono::steady_clock::now() < deadline) {
      const auto batch = reading_->poll(20ms);
      ASSERT_OK(batch);
      early.push_back(*batch);
    }
    expected_next_ = committed_;
    for (const auto& batch : early) check(*batch);
  }

  void check(const RecordBatch& batch) {
    std::vector<Read> records;
    collect(batch, records);
    for (const Read& record : records) {
      const TopicPartition where{record.topic, record.partition};
      ASSERT_EQ(record.offset, next_record(where, expected_next_[where]));
      expected_next_[where] = record.offset + 1;
      const auto& kept = model_[where];
      ASSERT_LT(static_cast<std::size_t>(record.offset), kept.size());
      const ModelRecord& expected = *kept[static_cast<std::size_t>(record.offset)];
      ASSERT_EQ(record.key, expected.key);
      ASSERT_EQ(record.value, expected.value);
      ASSERT_EQ(record.timestamp_us, expected.timestamp_us);
      ASSERT_EQ(record.headers.size(), 1U);
      ASSERT_EQ(record.headers[0].second, expected.header);
    }
  }

  void commit_positions() {
    if (reading_ == nullptr) return;
    ASSERT_OK(reading_->commit());
    committed_ = reading_->positions();
  }

  void seek_somewhere() {
    if (reading_ == nullptr) return;
    const TopicPartition where{random_topic(), static_cast<Partition>(below(kPartitions))};
    const auto offset = static_cast<Offset>(below(model_[where].size() + 1));
    ASSERT_OK(reading_->seek(where, offset));
    expected_next_[where] = offset;
  }

  void leave_and_reopen() {
    reading_.reset();
    if (below(2) == 0) reopen();
  }

  void compare_ends() {
    for (const char* topic : {"left", "right"}) {
      for (Partition partition = 0; partition < kPartitions; ++partition) {
        const auto expected = static_cast<Offset>(model_[{topic, partition}].size());
        const auto deadline = std::chrono::steady_clock::now() + kPatience;
        Offset end = end_of(topic, partition);
        while (end != expected && std::chrono::steady_clock::now() < deadline) end = end_of(topic, partition);
        ASSERT_EQ(end, expected);
      }
    }
  }

  Offset end_of(const char* topic, Partition partition) {
    const auto described = log_->describe(topic);
    EXPECT_OK(described);
    return described ? described->partitions[static_cast<std::size_t>(partition)].end : -1;
  }

  std::mt19937_64 random_;
  Model model_;
  std::unique_ptr<Consumer> reading_;
  Offsets expected_next_, committed_;
};
LOG_CONTRACT(RandomOperations);

TEST_P(RandomOperations, AgreeWithAPlainModel) {
  if (!GetParam().administers) GTEST_SKIP() << "each leaving of a group takes the mock cluster seconds";
  create("left", kPartitions);
  create("right", kPartitions);
  for (const std::uint64_t seed : {1, 2, 3, 4}) {
    SCOPED_TRACE(fmt::format("seed {}", seed));
    random_.seed(seed);
    for (int step = 0; step < 150; ++step) {
      switch (below(8)) {
        case 0:
        case 1: append_some(); break;
        case 2: run_transaction(); break;
        case 3:
        case 4: read_on(); break;
        case 5: commit_positions(); break;
        case 6: seek_somewhere(); break;
        default: leave_and_reopen(); break;
      }
      if (HasFatalFailure()) return;
    }
    compare_ends();
    if (HasFailure()) return;
  }
}

}  // namespace
}  // namespace slipstream::log::contract
