#include "codec/lab_race_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "codec/session_json.hpp"

namespace slipstream::codec {
namespace {

using ::testing::HasSubstr;
using namespace std::chrono_literals;

domain::LabRace race() {
  domain::LabRace race;
  race.race_id = "4b6b1a3c";
  race.followed_driver = "Lando Norris";
  race.duration = 120s;
  race.interval = 1s;
  race.seed = 4'000'000'000;
  race.started_at = WallTime{1'764'000'000'000'000us};
  race.host = "01A";
  return race;
}

std::string written(const domain::LabRace& race) {
  std::string json;
  write_lab_race(race, race.started_at + 12'345ms, 7, json);
  return json;
}

TEST(LabRaceJson, ComesBackAsItWas) {
  domain::LabRace finished = race();
  for (const auto state : {domain::LabRaceState::started, domain::LabRaceState::stopped,
                           domain::LabRaceState::finished, domain::LabRaceState::interrupted}) {
    finished.state = state;
    finished.ended_at = state == domain::LabRaceState::started ? WallTime{} : finished.started_at + 120s;
    finished.result = {{"Lando Norris", "McLaren", 1, 331.4}, {"Max \"Max\" V.", "Red Bull", 2, 330.0}};
    finished.taken_from = "01B";
    const auto back = read_lab_race(written(finished));
    ASSERT_TRUE(back && *back) << written(finished);
    EXPECT_EQ(**back, finished);
  }
}

TEST(LabRaceJson, IsAMessageOfTheSessionThatOthersPassOver) {
  const std::string json = written(race());
  EXPECT_THAT(json, HasSubstr(R"("message_type":"race","timestamp":")"));
  EXPECT_THAT(json, HasSubstr(R"("session_time":12.345)"));
  EXPECT_THAT(json, HasSubstr(R"("session_key":"lab","run_id":"4b6b1a3c","seq":7)"));
  EXPECT_EQ(read_session_message(json).error().code, ErrorCode::unsupported);
}

TEST(LabRaceJson, OtherMessagesAreNone) {
  EXPECT_EQ(*read_lab_race("no JSON, and never parsed"), std::nullopt);
  EXPECT_EQ(*read_lab_race(R"({"message_type":"session","type":"race"})"), std::nullopt);
  EXPECT_EQ(*read_lab_race_stop(R"({"message_type":"replay","run_id":"x"})"), std::nullopt);
}

TEST(LabRaceJson, SaysWhatIsWrong) {
  const auto message = [](std::string_view json) {
    const auto read = read_lab_race(json);
    return read ? "" : read.error().message;
  };
  EXPECT_THAT(message(R"({"message_type":"race")"), HasSubstr("JSON"));
  EXPECT_THAT(message(R"({"message_type":"race","state":"started"})"), HasSubstr("race_id"));
  EXPECT_THAT(message(R"({"message_type":"race","race_id":"r","state":"asleep"})"), HasSubstr("state"));
  EXPECT_FALSE(read_lab_race_stop(R"({"message_type":"race_stop"})"));
}

TEST(LabRaceJson, AStopComesBack) {
  std::string json;
  write_lab_race_stop({"4b6b1a3c"}, json);
  EXPECT_EQ(**read_lab_race_stop(json), domain::LabRaceStop{"4b6b1a3c"});
}

}  // namespace
}  // namespace slipstream::codec
