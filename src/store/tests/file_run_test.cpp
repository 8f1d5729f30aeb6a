#include "store/filing/file_run.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/alert_json.hpp"
#include "codec/session_json.hpp"
#include "codec/telemetry_json.hpp"
#include "log_of_topics.hpp"
#include "table/read.hpp"

namespace slipstream::store {
namespace {

using namespace std::chrono_literals;
using ::testing::IsEmpty;

constexpr WallTime kBegan{std::chrono::microseconds{1'700'000'000'000'000}};

/// Two runs side by side; what is filed is run "R" of session "s".
class FileRun : public store::testing::LogOfTopics {
 protected:
  template <class Write>
  void send(const std::string& topic, std::int32_t partition, std::chrono::microseconds after, Write write) {
    log::RecordBatch batch(topic);
    batch.append_with(partition, kBegan + after, "key", write);
    auto producer = log_->producer({});
    ASSERT_TRUE(producer);
    ASSERT_TRUE((*producer)->send(std::move(batch)));
    ASSERT_TRUE((*producer)->flush(5s));
  }
  static domain::Stamp stamp(std::string_view run, std::chrono::microseconds after) {
    return {kBegan + after, "s", run, 0};
  }
  void send_sample(std::string_view run, std::string_view driver, std::chrono::milliseconds after) {
    domain::TelemetrySample sample;
    sample.driver = driver;
    sample.time = SessionTime{after};
    sample.speed_kmh = 200.5;
    send(topics_.telemetry, driver == "VER" ? 0 : 3, after,
         [&](std::string& out) { codec::write_telemetry(sample, stamp(run, after), {}, out); });
  }
  void send_message(std::string_view run, domain::SessionMessage message, std::chrono::milliseconds after) {
    send(topics_.session, 0, after,
         [&](std::string& out) { codec::write_session_message(message, stamp(run, after), out); });
  }
  void send_lap(std::string_view run, int revision, Milliseconds time) {
    domain::Lap lap;
    lap.lap_number = 3;
    lap.lap_time = time;
    lap.revision = revision;
    send_message(run, {.time = {}, .date = {}, .car = domain::Car{"VER", 1}, .body = lap}, 1s);
  }
  void send_alert(std::string_view run, domain::AlertState state, double value) {
    domain::Alert alert;
    alert.alert_id = "id";
    alert.rule = alert.alert_type = "high_speed";
    alert.severity = domain::Severity::high;
    alert.driver = "VER";
    alert.state = state;
    alert.value = value;
    if (state == domain::AlertState::closed) alert.ended_at = SessionTime{2s};
    send(topics_.alerts, 0, 1s, [&](std::string& out) { codec::write_alert(alert, stamp(run, 1s), out); });
  }

  Result<std::optional<library::RunEntry>> file(const std::stop_token& stop = {}) {
    return file_run(*log_, topics_, runs_, {"R", kBegan}, stop);
  }
  [[nodiscard]] table::Table filed(const char* name) const {
    auto table = table::read_table(runs_.folder() / "R" / name, {});
    EXPECT_TRUE(table) << table.error().to_string();
    return table ? std::move(*table) : table::Table{};
  }

  library::RunLibrary runs_{dir_.path()};
};

TEST_F(FileRun, WhatTheRunSentIsInItsTables) {
  domain::SessionInfo info;
  info.key = "s";
  info.meeting = "Test Grand Prix";
  info.name = "Race";
  send_message("R", {.time = {}, .date = {}, .car = {}, .body = info}, 0s);
  for (const auto& [run, driver] : {std::pair{"R", "VER"}, {"R", "NOR"}, {"other", "VER"}}) {
    send_sample(run, driver, 100ms);
    send_sample(run, driver, 200ms);
  }
  send_lap("R", 0, 80s);
  send_lap("R", 2, 79s);
  send_lap("R", 1, 78s);
  send_lap("other", 5, 70s);
  send_alert("R", domain::AlertState::opened, 301);
  send_alert("R", domain::AlertState::closed, 322);

  const auto entry = file();
  ASSERT_TRUE(entry) << entry.error().to_string();
  ASSERT_TRUE(*entry);
  EXPECT_EQ(**entry, (library::RunEntry{.run_id = "R",
                                        .session_key = "s",
                                        .meeting = "Test Grand Prix",
                                        .session = "Race",
                                        .began = kBegan + 100ms,
                                        .ended = kBegan + 200ms,
                                        .telemetry_records = 4,
                                        .laps = 1,
                                        .alerts = 1}));
  EXPECT_EQ(runs_.list().value(), std::vector{**entry});
  const table::Table telemetry = filed("telemetry.parquet");
  ASSERT_EQ(telemetry.rows(), 4U);
  EXPECT_EQ(telemetry.find("speed")->double_at(0), 200.5);
  EXPECT_EQ(telemetry.find("session_time")->duration_at(0), 100ms);
  EXPECT_EQ(telemetry.find("rpm")->missing(), 4U);
  const table::Table laps = filed("laps.parquet");
  EXPECT_EQ(laps.find("lap_time")->duration_at(0), 79s) << "the latest revision";
  const table::Table alerts = filed("alerts.parquet");
  EXPECT_EQ(alerts.find("state")->text(0), "closed");
  EXPECT_EQ(alerts.find("value")->double_at(0), 322) << "the extreme";
  EXPECT_EQ(alerts.find("ended_at")->duration_at(0), 2s);
  EXPECT_FALSE(std::filesystem::exists(runs_.folder() / "R" / "predictions.parquet")) << "none was made";
}

TEST_F(FileRun, ARunIsFiledOnce) {
  send_sample("R", "VER", 100ms);
  ASSERT_TRUE(file().value());
  send_sample("R", "VER", 200ms);
  EXPECT_EQ(file().value(), std::nullopt);
  EXPECT_EQ(filed("telemetry.parquet").rows(), 1U);
}

TEST_F(FileRun, NothingIsLeftBehindOfOneThatIsNot) {
  EXPECT_EQ(file().value(), std::nullopt) << "no such run";
  send_sample("R", "VER", 100ms);
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(file(stop.get_token()).error().code, ErrorCode::interrupted);
  EXPECT_EQ(file_run(*log_, topics_, runs_, {"../R", kBegan}).error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(runs_.list().value(), IsEmpty());
  EXPECT_TRUE(std::filesystem::is_empty(dir_ / "filing"));
}

}  // namespace
}  // namespace slipstream::store
