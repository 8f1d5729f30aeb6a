#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "log/engines.hpp"
#include "support/temp_dir.hpp"

/// The contract suite: what log.hpp promises, checked for every engine. A `*_contract_test.cpp` holds one
/// part of it.
namespace slipstream::log::contract {

using namespace std::chrono_literals;

/// How long a test waits for what must come.
inline constexpr auto kPatience = 20s;

/// A place where logs of one engine live, for one test.
class Harness {
 public:
  virtual ~Harness() = default;
  virtual std::unique_ptr<Log> open() = 0;
  virtual Result<> create_topic(Log& log, const TopicSpec& spec) { return log.create_topic(spec); }
};

/// An engine under test and what its test bed cannot do; a test that needs it skips and says so.
struct Engine {
  std::string name;
  std::function<std::unique_ptr<Harness>()> make;
  bool exclusive_groups = false;    ///< a group has one member at a time
  bool administers = true;          ///< topics and groups can be made, removed, listed by a client
  bool has_transactions = true;     ///< not only answers to them: hides, fences, commits offsets
  bool indexes_time = true;         ///< finds offsets by time
  bool marks_transactions = false;  ///< their ends, and what was aborted, take offsets

  friend std::ostream& operator<<(std::ostream& out, const Engine& engine) { return out << engine.name; }
};

Engine sqlite_engine();
Engine kafka_engine();
/// nullopt: no cluster is there to be tested.
std::optional<Engine> broker_engine();
inline std::vector<Engine> engines() {
  std::vector<Engine> engines{sqlite_engine(), kafka_engine()};
  if (auto broker = broker_engine()) engines.push_back(std::move(*broker));
  return engines;
}

/// A record read back, owning its bytes.
struct Read {
  std::string topic;
  Partition partition = 0;
  Offset offset = 0;
  std::int64_t timestamp_us = 0;
  std::string key;
  std::optional<std::string> value;
  std::vector<std::pair<std::string, std::string>> headers;
};

inline WallTime at_ms(std::int64_t milliseconds) { return WallTime{std::chrono::milliseconds{milliseconds}}; }
/// 2026-01-01, a time of production for tests.
inline constexpr std::int64_t kBaseMs = 1'767'225'600'000;

inline RecordBatch one_record(const std::string& topic, Partition partition, std::string_view key,
                              std::optional<std::string_view> value) {
  RecordBatch batch{topic};
  batch.append(partition, at_ms(kBaseMs), key, value);
  return batch;
}

inline void collect(const RecordBatch& batch, std::vector<Read>& out) {
  for (std::size_t index = 0; index < batch.size(); ++index) {
    const RecordView record = batch[index];
    Read read{batch.topic(),
              record.partition,
              record.offset,
              record.timestamp.time_since_epoch().count(),
              std::string{record.key},
              std::nullopt,
              {}};
    if (record.value) read.value = std::string{*record.value};
    for (std::size_t number = 0; number < record.header_count; ++number) {
      const HeaderView header = batch.header(index, number);
      read.headers.emplace_back(header.key, header.value);
    }
    out.push_back(std::move(read));
  }
}

/// Polls until `count` records have come, or patience ends.
inline std::vector<Read> read_records(Consumer& consumer, std::size_t count) {
  std::vector<Read> records;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (records.size() < count && std::chrono::steady_clock::now() < deadline) {
    const auto batch = consumer.poll(100ms);
    if (!batch) {
      ADD_FAILURE() << batch.error().to_string();
      break;
    }
    collect(**batch, records);
  }
  return records;
}

inline std::vector<std::string> values_of(const std::vector<Read>& records) {
  std::vector<std::string> values;
  for (const Read& record : records) values.push_back(record.value.value_or("(tombstone)"));
  return values;
}

/// `EXPECT_OK(result)` shows the message of a failure.
#define EXPECT_OK(expression)                                            \
  do {                                                                   \
    const auto& ok_result = (expression);                                \
    EXPECT_TRUE(ok_result.has_value()) << ok_result.error().to_string(); \
  } while (false)
#define ASSERT_OK(expression)                                            \
  do {                                                                   \
    const auto& ok_result = (expression);                                \
    ASSERT_TRUE(ok_result.has_value()) << ok_result.error().to_string(); \
  } while (false)

class LogContract : public ::testing::TestWithParam<Engine> {
 protected:
  void SetUp() override {
    harness_ = GetParam().make();
    log_ = harness_->open();
    ASSERT_NE(log_, nullptr);
  }

  void create(const std::string& topic, std::int32_t partitions = 1, bool compacted = false) {
    TopicSpec spec;
    spec.name = topic;
    spec.partitions = partitions;
    spec.compacted = compacted;
    ASSERT_OK(harness_->create_topic(*log_, spec));
  }
  std::unique_ptr<Producer> producer(ProducerOptions options = {}) {
    auto made = log_->producer(std::move(options));
    EXPECT_OK(made);
    return made ? std::move(*made) : nullptr;
  }
  std::unique_ptr<Consumer> consumer(ConsumerOptions options) {
    auto made = log_->consumer(std::move(options));
    EXPECT_OK(made);
    return made ? std::move(*made) : nullptr;
  }
  std::unique_ptr<Consumer> reader(const std::string& topic) {
    ConsumerOptions options;
    options.topics = {topic};
    return consumer(std::move(options));
  }
  /// Appends and waits until the log has it.
  void append(const std::string& topic, Partition partition, const std::vector<std::string>& values) {
    RecordBatch batch{topic};
    for (const std::string& value : values) batch.append(partition, at_ms(kBaseMs), "key", value);
    const auto writer = producer();
    ASSERT_OK(writer->send(std::move(batch)));
    ASSERT_OK(writer->flush(kPatience));
  }
  void reopen() {
    log_.reset();
    log_ = harness_->open();
    ASSERT_NE(log_, nullptr);
  }

  std::unique_ptr<Harness> harness_;
  std::unique_ptr<Log> log_;
};

/// A part of the suite: `class Groups : public LogContract {}; LOG_CONTRACT(Groups);`
#define LOG_CONTRACT(Part)                                                \
  INSTANTIATE_TEST_SUITE_P(Engines, Part, ::testing::ValuesIn(engines()), \
                           [](const auto& tested) { return tested.param.name; })

}  // namespace slipstream::log::contract
