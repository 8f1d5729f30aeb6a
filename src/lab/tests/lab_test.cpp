#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "lab/averager.hpp"
#include "lab/lab_reader.hpp"
#include "lab/race_host.hpp"
#include "lab/schemas.hpp"
#include "log/engines.hpp"
#include "registry/schemas.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::lab {
namespace {

using ::testing::HasSubstr;
using ::testing::SizeIs;
using namespace std::chrono_literals;

/// A log with the lab's topics and a registry on it.
class LabTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto log = log::open_sqlite_log({.file = folder_.path() / "log.db"});
    ASSERT_TRUE(log) << log.error().to_string();
    log_ = std::move(*log);
    for (const auto& [name, partitions, compacted] : {std::tuple{topics_.session, 1, false},
                                                      {topics_.positions, 3, false},
                                                      {topics_.average_speed, 3, true},
                                                      {topics_.state, 4, true},
                                                      {topics_.dead_letter, 1, false},
                                                      {topics_.control, 1, false},
                                                      {topics_.schemas, 1, true}}) {
      log::TopicSpec spec;
      spec.name = name;
      spec.partitions = partitions;
      spec.compacted = compacted;
      ASSERT_TRUE(log_->create_topic(spec));
    }
    auto registry = registry::Registry::open(*log_, topics_.schemas);
    ASSERT_TRUE(registry);
    registry_ = std::move(*registry);
    schemas_ = std::make_unique<registry::LogSchemas>(*registry_);
  }

  std::unique_ptr<RaceHost> host(const LabStore& store, std::size_t most = 1000) {
    auto host =
        RaceHost::start(*log_, *schemas_, store, {.topics = topics_, .most_races = most, .silence = 300ms});
    EXPECT_TRUE(host) << host.error().to_string();
    return std::move(*host);
  }

  domain::TopicNames topics_;
  testing::TempDir folder_;
  std::unique_ptr<log::Log> log_;
  std::unique_ptr<registry::Registry> registry_;
  std::unique_ptr<registry::LogSchemas> schemas_;
};

/// A store that follows the log on a thread of its own.
class Following {
 public:
  Following(log::Log& log, registry::Schemas& schemas, const domain::TopicNames& topics)
      : reader_(log, schemas, store, {.topics = topics}) {
    thread_ = std::jthread([this](const std::stop_token& stop) { EXPECT_TRUE(reader_.run(stop)); });
  }
  LabStore store;

  template <class Condition>
  bool eventually(Condition&& condition) {
    const auto deadline = std::chrono::steady_clock::now() + 60s;
    while (!condition()) {
      if (std::chrono::steady_clock::now() > deadline) return false;
      std::this_thread::sleep_for(1ms);
    }
    return true;
  }
  [[nodiscard]] domain::LabRaceState state(const std::string& race) const {
    const auto view = store.race(race);
    return view ? view->race.state : domain::LabRaceState::started;
  }

 private:
  LabReader reader_;
  std::jthread thread_;
};

RaceRequest short_race(std::string driver = "Lando Norris") {
  RaceRequest request;
  request.driver_name = std::move(driver);
  request.duration = 400ms;
  request.interval = 50ms;
  request.seed = 7;
  return request;
}

TEST_F(LabTest, ARaceIsStreamedToItsEnd) {
  Following following(*log_, *schemas_, topics_);
  auto races = host(following.store);
  const auto race = races->start_race(short_race());
  ASSERT_TRUE(race) << race.error().to_string();
  ASSERT_TRUE(
      following.eventually([&] { return following.state(race->race_id) == domain::LabRaceState::finished; }));
  const auto view = following.store.race(race->race_id);
  ASSERT_THAT(view->race.result, SizeIs(10));
  ASSERT_THAT(view->positions, SizeIs(10));
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_EQ(view->positions[i].driver_name, view->race.result[i].driver_name) << "the order streamed last";
    EXPECT_EQ(view->positions[i].position, static_cast<int>(i) + 1);
    EXPECT_EQ(view->race.result[i].position, static_cast<int>(i) + 1);
  }
  EXPECT_EQ(races->running(), 0U);
}

TEST_F(LabTest, SaysWhyThereIsNoRace) {
  Following following(*log_, *schemas_, topics_);
  auto races = host(following.store, 1);
  EXPECT_EQ(races->start_race(short_race("Nobody")).error().code, ErrorCode::invalid_argument);
  RaceRequest endless = short_race();
  endless.duration = 1h;
  ASSERT_TRUE(races->start_race(endless));
  EXPECT_EQ(races->start_race(short_race()).error().code, ErrorCode::exhausted);
  EXPECT_EQ(races->stop_race("x").error().code, ErrorCode::not_found);
}

TEST_F(LabTest, AStoppedRaceStaysStopped) {
  Following following(*log_, *schemas_, topics_);
  auto races = host(following.store);
  RaceRequest request = short_race();
  request.duration = 1h;
  const auto race = races->start_race(request);
  ASSERT_TRUE(race);
  ASSERT_TRUE(races->stop_race(race->race_id));
  ASSERT_TRUE(
      following.eventually([&] { return following.state(race->race_id) == domain::LabRaceState::stopped; }));
  EXPECT_FALSE(races->stop_race(race->race_id));
}

TEST_F(LabTest, ARaceGoesOnAfterItsProcessHasGone) {
  RaceRequest request = short_race();
  request.duration = 3s;
  std::string id;
  {
    Following following(*log_, *schemas_, topics_);
    auto first = host(following.store);
    const auto race = first->start_race(request);
    ASSERT_TRUE(race);
    id = race->race_id;
    ASSERT_TRUE(following.eventually([&] { return following.store.race(id).has_value(); }));
  }
  Following following(*log_, *schemas_, topics_);
  auto second = host(following.store), third = host(following.store);
  ASSERT_TRUE(following.eventually([&] { return second->running() + third->running() > 0; }));
  EXPECT_EQ(second->running() + third->running(), 1U) << "one of the two";
  ASSERT_TRUE(following.eventually([&] { return following.state(id) == domain::LabRaceState::finished; }));
  EXPECT_THAT(following.store.race(id)->race.result, SizeIs(10));
}

TEST_F(LabTest, ARaceThatWouldBeOverIsInterrupted) {
  std::string id;
  WallTime over;
  {
    Following following(*log_, *schemas_, topics_);
    auto first = host(following.store);
    RaceRequest request = short_race();
    request.duration = 3s;
    const auto race = first->start_race(request);
    id = race->race_id;
    over = race->started_at + race->duration;
    ASSERT_TRUE(following.eventually([&] { return following.store.race(id).has_value(); }));
  }
  Following following(*log_, *schemas_, topics_);
  ASSERT_TRUE(following.eventually([&] { return base::wall_now() > over; }));
  auto second = host(following.store);
  ASSERT_TRUE(following.eventually([&] { return following.state(id) == domain::LabRaceState::interrupted; }));
}

class AveragerTest : public LabTest {
 protected:
  /// Runs one until the averages of the store are the means of `speeds`.
  std::unique_ptr<Averager> averager() {
    AveragerOptions options;
    options.topics = topics_;
    options.commit_interval = 1ms;
    auto averager = Averager::open(*log_, *schemas_, options);
    EXPECT_TRUE(averager) << averager.error().to_string();
    return std::move(*averager);
  }
  void write(const std::string& race, const std::string& driver, double speed) {
    const auto id = schemas_->add("f1-driver-positions-value",
                                  {registry::SchemaType::avro, std::string{kPositionSchema}});
    log::RecordBatch batch(topics_.positions);
    std::string value;
    write_position({driver, 1, base::wall_now(), race, "a team", speed}, *id, value);
    batch.append(static_cast<log::Partition>(race.size() % 3), base::wall_now(), race, value);
    auto producer = log_->producer({});
    ASSERT_TRUE((*producer)->send(std::move(batch)));
    ASSERT_TRUE((*producer)->flush(10s));
  }
  double average(const LabStore& store, const std::string& race, const std::string& driver) {
    const auto view = store.race(race);
    if (!view || !view->averages.contains(driver)) return 0;
    return view->averages.at(driver);
  }
};

TEST_F(AveragerTest, IsExactAcrossRestartsAtAnyMoment) {
  domain::LabRace known;
  known.race_id = "r1";
  Following following(*log_, *schemas_, topics_);
  following.store.apply(known);
  double sum = 0;
  int count = 0;
  for (int round = 0; round < 5; ++round) {
    auto averager = this->averager();
    std::jthread thread([&](const std::stop_token& stop) { EXPECT_TRUE(averager->run(stop)); });
    for (int i = 0; i < 20; ++i) {
      const double speed = 280.1 + round + i / 3.0;
      write("r1", "Lando Norris", speed);
      sum += speed;
      ++count;
    }
  }
  auto last = averager();
  std::jthread thread([&](const std::stop_token& stop) { EXPECT_TRUE(last->run(stop)); });
  EXPECT_TRUE(following.eventually([&] {
    return average(following.store, "r1", "Lando Norris") == sum / count;
  })) << average(following.store, "r1", "Lando Norris")
      << " instead of " << sum / count;
}

TEST_F(AveragerTest, WhatCannotBeReadGoesToTheDeadLetters) {
  {
    log::RecordBatch batch(topics_.positions);
    batch.append(0, base::wall_now(), "r", "not framed");
    batch.append(0, base::wall_now(), "r", std::string(2'000'000, 'x'));
    batch.append(0, base::wall_now(), "r", std::string_view("\0\0\0\0\x63xx", 7));
    auto producer = log_->producer({});
    ASSERT_TRUE((*producer)->send(std::move(batch)));
    ASSERT_TRUE((*producer)->flush(10s));
  }
  write("race1", "Max Verstappen", 300);
  domain::LabRace known;
  known.race_id = "race1";
  Following following(*log_, *schemas_, topics_);
  following.store.apply(known);
  auto averager = this->averager();
  std::jthread thread([&](const std::stop_token& stop) { EXPECT_TRUE(averager->run(stop)); });
  ASSERT_TRUE(
      following.eventually([&] { return average(following.store, "race1", "Max Verstappen") == 300; }));
  EXPECT_EQ(log_->describe(topics_.dead_letter)->partitions[0].end, 3);
}

TEST(LabRecords, AveragesOfAllFormsAreRead) {
  struct None final : registry::Schemas {
    Result<registry::Schema> schema(std::int32_t id) override {
      if (id == 1) return registry::Schema{registry::SchemaType::json, "{}"};
      if (id == 3) return registry::Schema{registry::SchemaType::avro, std::string{kAverageKeySchema}};
      return registry::Schema{registry::SchemaType::avro,
                              R"({"type":"record","name":"v","fields":[
                                  {"name":"avg_speed","type":["null","double"]}]})"};
    }
    Result<std::int32_t> add(const std::string&, const registry::Schema&) override { return 1; }
    Result<std::vector<std::string>> subjects() override { return std::vector<std::string>{}; }
    Result<registry::Version> latest(const std::string&) override { return registry::Version{}; }
  } schemas;
  registry::FramedDecoder decoder(schemas);
  std::string framed;
  write_average(301.0 / 3, 1, framed);
  EXPECT_EQ(**read_average(framed, decoder), 301.0 / 3) << "to the last digit";
  EXPECT_EQ(**read_average(R"({"avg_speed":299.25})", decoder), 299.25);
  EXPECT_EQ(*read_average(R"({"avg_speed":null})", decoder), std::nullopt);
  EXPECT_FALSE(read_average("{}", decoder));
  const std::string avro("\0\0\0\0\2\2\0\0\0\0\0\xC0\x72\x40", 14);
  EXPECT_EQ(**read_average(avro, decoder), 300.0);
  std::string key;
  write_average_key({"Max Verstappen", "r"}, 3, key);
  EXPECT_EQ(*read_average_key(key, decoder), (AverageKey{"Max Verstappen", "r"}));
  EXPECT_THAT(read_average_key("[]", decoder).error().message, HasSubstr("JSON"));
}

}  // namespace
}  // namespace slipstream::lab
