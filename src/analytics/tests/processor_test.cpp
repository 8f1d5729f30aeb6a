#include <fstream>
#include <random>
#include <thread>

#include <gtest/gtest.h>

#include "analytics/processor.hpp"
#include "codec/alert_json.hpp"
#include "log/engines.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::analytics {
namespace {

using namespace std::chrono_literals;

constexpr std::int32_t kPartitions = 3;
constexpr int kCars = 6;

/// An embedded log with the topics, in a folder of its own.
class ProcessorTest : public ::testing::Test {
 protected:
  void SetUp() override { log_ = open_log("log.db"); }

  std::unique_ptr<log::Log> open_log(const std::string& name) {
    log::SqliteOptions options;
    options.file = dir_ / name;
    auto opened = log::open_sqlite_log(options);
    EXPECT_TRUE(opened) << opened.error().to_string();
    for (const auto& [topic, partitions] : {std::pair{names_.telemetry, kPartitions},
                                            {names_.alerts, 3},
                                            {names_.session, 1},
                                            {names_.dead_letter, 1},
                                            {names_.state, kPartitions}}) {
      log::TopicSpec spec;
      spec.name = topic;
      spec.partitions = partitions;
      spec.compacted = topic == names_.state;
      EXPECT_TRUE((*opened)->create_topic(spec));
    }
    return std::move(*opened);
  }

  ProcessorOptions options() {
    ProcessorOptions options;
    options.quiet_commit = options.busy_commit = 5ms;
    return options;
  }

  static void send(log::Log& log, log::RecordBatch batch) {
    auto producer = log.producer({});
    ASSERT_TRUE(producer);
    ASSERT_TRUE((*producer)->send(std::move(batch)));
    ASSERT_TRUE((*producer)->flush(10s));
  }

  /// Cars that cross 300 km/h, brake hard and use the flap, at random.
  log::RecordBatch random_telemetry(int ticks, unsigned seed) {
    std::mt19937 random{seed};
    log::RecordBatch batch(names_.telemetry);
    for (int tick = 0; tick < ticks; ++tick) {
      for (int car = 0; car < kCars; ++car) {
        domain::TelemetrySample sample;
        sample.driver = std::string_view{"D" + std::to_string(car)};
        sample.time = SessionTime{Milliseconds{tick * 240 + car}};
        sample.speed_kmh = 150 + random() % 180;
        sample.brake_pct = random() % 2 * 100;
        sample.drs_open = random() % 2 == 0;
        sample.gear = static_cast<std::int8_t>(1 + random() % 8);
        batch.append_with(car % kPartitions, base::wall_now(), sample.driver, [&](std::string& out) {
          codec::write_telemetry(sample, {base::wall_now(), "s", "R", static_cast<std::uint64_t>(tick)}, {},
                                 out);
        });
      }
    }
    return batch;
  }

  log::RecordBatch session_message(const domain::SessionMessage& message) {
    log::RecordBatch batch(names_.session);
    batch.append_with(0, base::wall_now(), "s", [&](std::string& out) {
      codec::write_session_message(message, {base::wall_now(), "s", "R", 0}, out);
    });
    return batch;
  }
  log::RecordBatch end_of_run() {
    domain::ReplayStatus status;
    status.state = domain::ReplayState::ended;
    domain::SessionMessage message;
    message.body = status;
    return session_message(message);
  }

  static std::unique_ptr<Processor> open(log::Log& log, ProcessorOptions options) {
    auto processor = Processor::open(log, std::move(options));
    EXPECT_TRUE(processor) << processor.error().to_string();
    return processor ? std::move(*processor) : nullptr;
  }

  /// Steps until nothing is left to read and all is committed.
  static void drain(Processor& processor, std::uint64_t records) {
    while (processor.counters().records < records) ASSERT_TRUE(processor.step());
    for (int i = 0; i < 4; ++i) ASSERT_TRUE(processor.step());
  }

  /// All committed alerts: "id state", in the order of each partition.
  std::vector<std::string> alerts(log::Log& log) {
    return read(log, names_.alerts, [](const log::RecordBatch& batch, std::size_t i) {
      const auto record = codec::read_alert(*batch[i].value);
      EXPECT_TRUE(record) << record.error().to_string();
      return fmt::format("{} {} {} {} {} {}", batch[i].partition, record->seq, record->alert.rule,
                         record->alert.driver.view(), static_cast<int>(record->alert.state),
                         record->alert.alert_id);
    });
  }

  template <class Describe>
  std::vector<std::string> read(log::Log& log, const std::string& topic, Describe describe) {
    std::int64_t records = 0;
    const log::TopicInfo info = log.describe(topic).value();
    for (const auto& partition : info.partitions) records += partition.end - partition.begin;
    log::ConsumerOptions reading;
    reading.topics = {topic};
    auto consumer = log.consumer(reading);
    std::vector<std::string> all;
    while (static_cast<std::int64_t>(all.size()) < records) {
      const auto batch = (*consumer)->poll(100ms);
      EXPECT_TRUE(batch);
      for (std::size_t i = 0; i < (*batch)->size(); ++i) all.push_back(describe(**batch, i));
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  domain::TopicNames names_;
  slipstream::testing::TempDir dir_;
  std::unique_ptr<log::Log> log_;
};

TEST_F(ProcessorTest, WritesAlertsByTheRules) {
  send(*log_, random_telemetry(200, 1));
  send(*log_, end_of_run());
  auto processor = open(*log_, options());
  drain(*processor, 200 * kCars);
  const auto found = alerts(*log_);
  EXPECT_GT(found.size(), 100U);
  std::map<std::string, int> open;  // openings less closings, by id
  for (const auto& alert : found) {
    open[alert.substr(alert.rfind(' '))] += alert.find(" 0 ", alert.find(" D")) != std::string::npos ? 1 : -1;
  }
  for (const auto& [id, balance] : open) EXPECT_EQ(balance, 0) << id;
  const auto counters = processor->counters();
  EXPECT_EQ(counters.records, 200U * kCars);
  EXPECT_EQ(counters.alerts[0] + counters.alerts[1] + counters.alerts[2], open.size());
  EXPECT_EQ(counters.lag, 0);
  EXPECT_GT(counters.commits, 0U);
}

/// Breaks off at random points, with and without a commit behind it; the alerts are those of a quiet life.
TEST_F(ProcessorTest, NeitherLosesNorDoublesAlertsWhenItBreaksOff) {
  constexpr int kTicks = 300;
  send(*log_, random_telemetry(kTicks, 2));
  send(*log_, end_of_run());
  drain(*open(*log_, options()), kTicks * kCars);
  const auto undisturbed = alerts(*log_);
  ASSERT_GT(undisturbed.size(), 100U);

  const auto broken = open_log("broken.db");
  send(*broken, random_telemetry(kTicks, 2));
  send(*broken, end_of_run());
  std::mt19937 random{3};
  int lives = 0;
  while (true) {
    ProcessorOptions some = options();
    some.max_batch_records = 20;
    some.quiet_commit = some.busy_commit = std::chrono::milliseconds(random() % 3);
    auto processor = open(*broken, some);
    ASSERT_TRUE(processor);
    ++lives;
    for (unsigned steps = 1 + random() % 12; steps > 0; --steps) ASSERT_TRUE(processor->step());
    const auto counters = processor->counters();
    if (counters.lag == 0 && counters.commits > 0) break;
    ASSERT_LT(lives, 1000);
  }
  drain(*open(*broken, options()), 0);
  EXPECT_GT(lives, 5);
  std::vector<std::string> differences;
  const auto disturbed = alerts(*broken);
  std::set_symmetric_difference(disturbed.begin(), disturbed.end(), undisturbed.begin(), undisturbed.end(),
                                std::back_inserter(differences));
  EXPECT_EQ(differences, std::vector<std::string>{});
}

TEST_F(ProcessorTest, SendsWhatItCannotReadToTheDeadLetters) {
  log::RecordBatch batch(names_.telemetry);
  batch.append(1, base::wall_now(), "VER", "{\"driver_id\":\"VER\",\"session_time\":\"soon\"}");
  batch.append(1, base::wall_now(), "VER", std::nullopt);
  batch.append(1, base::wall_now(), "VER", "{\"driver_id\":\"VER\",\"session_time\":1,\"speed\":310}");
  send(*log_, std::move(batch));
  log::RecordBatch session(names_.session);
  session.append(0, base::wall_now(), "s", "not JSON");
  session.append(0, base::wall_now(), "s", "{\"message_type\":\"race\",\"session_time\":1}");
  send(*log_, std::move(session));
  auto processor = open(*log_, options());
  drain(*processor, 3);
  EXPECT_EQ(processor->counters().rejected, 3U);
  EXPECT_EQ(alerts(*log_).size(), 1U);
  const auto letters = read(*log_, names_.dead_letter, [](const log::RecordBatch& letter, std::size_t i) {
    std::string text{letter[i].key};
    for (std::size_t h = 1; h < letter[i].header_count; ++h)
      text += fmt::format(" {}", letter.header(i, h).value);
    EXPECT_EQ(letter.header(i, 0).key, "reason");
    return text + " " + std::string{letter[i].value.value_or("tombstone")}.substr(0, 9);
  });
  const std::vector<std::string> expected{"f1-session f1-session 0 0 not JSON",
                                          "f1-telemetry f1-telemetry 1 0 {\"driver_",
                                          "f1-telemetry f1-telemetry 1 1 tombstone"};
  EXPECT_EQ(letters, expected);
}

TEST_F(ProcessorTest, ADeadLetterHasTheBeginningOfWhatIsVeryLong) {
  log::RecordBatch batch(names_.telemetry);
  batch.append(0, base::wall_now(), "VER", std::string(3'000'000, 'x'));
  send(*log_, std::move(batch));
  auto processor = open(*log_, options());
  drain(*processor, 1);
  const auto letters = read(*log_, names_.dead_letter, [](const log::RecordBatch& letter, std::size_t i) {
    const log::HeaderView last = letter.header(i, letter[i].header_count - 1);
    return fmt::format("{} {} {}", letter[i].value.value_or("").size(), last.key, last.value);
  });
  EXPECT_EQ(letters, std::vector<std::string>{"100000 bytes 3000000"});
}

TEST_F(ProcessorTest, RunsOnItsOwnThreadUntilItIsStopped) {
  auto processor = open(*log_, options());
  Result<> result;
  std::jthread worker([&](const std::stop_token& stop) { result = processor->run(stop); });
  send(*log_, random_telemetry(50, 4));
  while (processor->counters().records < 50 * kCars) std::this_thread::sleep_for(1ms);
  worker.request_stop();
  worker.join();
  EXPECT_TRUE(result);
  EXPECT_FALSE(alerts(*log_).empty());
}

TEST_F(ProcessorTest, TakesUpNewRules) {
  const auto path = dir_ / "rules.yaml";
  std::ofstream(path) << "rules: [{rule: a, severity: low, predicate: speed_above, threshold: 900}]";
  auto with_file = options();
  with_file.rules_file = path;
  auto processor = open(*log_, with_file);
  send(*log_, random_telemetry(1, 5));
  drain(*processor, kCars);
  EXPECT_TRUE(alerts(*log_).empty());
  std::ofstream(path)
      << "rules: [{rule: b, severity: low, predicate: speed_above, threshold: 10, show: false}]";
  std::this_thread::sleep_for(600ms);
  ASSERT_TRUE(processor->step());
  send(*log_, random_telemetry(2, 5));
  drain(*processor, 3 * kCars);
  EXPECT_EQ(alerts(*log_).size(), static_cast<std::size_t>(kCars));
}

TEST_F(ProcessorTest, ASecondMemberIsRefused) {
  auto processor = open(*log_, options());
  auto other = options();
  other.transactional_id = "another";
  EXPECT_EQ(Processor::open(*log_, other).error().code, ErrorCode::conflict);
}

TEST_F(ProcessorTest, MissingTopicsAreNamed) {
  auto other = options();
  other.topics.telemetry = "nowhere";
  EXPECT_EQ(Processor::open(*log_, other).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace slipstream::analytics
