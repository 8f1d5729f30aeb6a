#include <functional>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "source/payload.hpp"

namespace slipstream::source {
namespace {

using domain::Compound;
using std::chrono::milliseconds;

/// The body that a topic's JSON gives.
template <class Body>
Body decode(std::string_view topic, std::string_view json) {
  PayloadDecoder decoder;
  const TextBuffer text(json);
  auto payload = decoder.decode(*find_topic(topic), text.padded());
  EXPECT_TRUE(payload) << topic << ": " << payload.error().to_string();
  return payload ? std::get<Body>(std::move(payload->body)) : Body{};
}

TEST(TimingDataTopic, ReadsAPartialUpdate) {
  const auto timing =
      decode<TimingData>("TimingData", R"({"Lines":{"4":{"GapToLeader":"+0.311","NumberOfLaps":7,
      "IntervalToPositionAhead":{"Value":"1 L","Catching":true},"LastLapTime":{"Value":"1:17.147","PersonalFastest":true},
      "Sectors":{"1":{"Value":"27.331","Segments":{"3":{"Status":2051}}}},"Speeds":{"FL":{"Value":"288"}},
      "InPit":false,"Status":576}},"SessionPart":2,"CutOffPercentage":"107"})");
  ASSERT_EQ(timing.cars.size(), 1u);
  const CarTiming& car = timing.cars.front();
  EXPECT_EQ(car.car, 4);
  EXPECT_EQ(car.gap_to_leader.value(), domain::Gap{domain::GapTime{milliseconds{311}}});
  EXPECT_EQ(car.interval.value(), domain::Gap{domain::GapLaps{1}});
  EXPECT_EQ(car.catching.value(), true);
  EXPECT_EQ(car.number_of_laps.value(), 7);
  EXPECT_EQ(car.last_lap_time.value.value(), milliseconds{77'147});
  EXPECT_EQ(car.last_lap_time.personal_fastest.value(), true);
  EXPECT_FALSE(car.last_lap_time.overall_fastest.present());
  ASSERT_EQ(car.sectors.items.size(), 1u);
  EXPECT_FALSE(car.sectors.whole);
  EXPECT_EQ(car.sectors.items[0].first, 1u);
  EXPECT_EQ(car.sectors.items[0].second.value.value(), milliseconds{27'331});
  EXPECT_EQ(car.sectors.items[0].second.segments.items[0], (std::pair<std::size_t, int>{3, 2051}));
  EXPECT_EQ(car.fl.value.value(), 288);
  EXPECT_EQ(car.in_pit.value(), false);
  EXPECT_FALSE(car.pit_out.present());
  EXPECT_EQ(car.status.value(), 576);
  EXPECT_EQ(timing.session_part.value(), 2);
  EXPECT_EQ(timing.cut_off_percentage.value(), 107.0);
}

TEST(TimingDataTopic, EmptyNullAndDeletedAreCleared) {
  const auto timing = decode<TimingData>("TimingData", R"({"Lines":{"4":{"GapToLeader":"","NumberOfLaps":null,
      "BestLapTime":{"Value":"","_deleted":["Lap"]},"_deleted":["Position","Sectors","LastLapTime"]}}})");
  const CarTiming& car = timing.cars.front();
  EXPECT_TRUE(car.gap_to_leader.cleared());
  EXPECT_TRUE(car.number_of_laps.cleared());
  EXPECT_TRUE(car.best_lap_time.value.cleared());
  EXPECT_TRUE(car.best_lap_time.lap.cleared());
  EXPECT_TRUE(car.position.cleared());
  EXPECT_TRUE(car.last_lap_time.value.cleared());
  EXPECT_TRUE(car.sectors.whole);
  EXPECT_TRUE(car.sectors.items.empty());
}

TEST(TimingDataTopic, ListsComeWhole) {
  const auto timing = decode<TimingData>(
      "TimingData",
      R"({"NoEntries":[20,15,10],"Lines":{"4":{"BestLapTimes":[{"Value":"1:16.5","Lap":2},{},{}],
      "Sectors":[{"Segments":[{"Status":2048},{}]},{},{}]}}})");
  EXPECT_TRUE(timing.no_entries.whole);
  EXPECT_EQ(timing.no_entries.items.back(), (std::pair<std::size_t, int>{2, 10}));
  const CarTiming& car = timing.cars.front();
  EXPECT_TRUE(car.best_lap_times.whole);
  EXPECT_EQ(car.best_lap_times.items.size(), 3u);
  EXPECT_TRUE(car.sectors.items[0].second.segments.whole);
  EXPECT_EQ(car.sectors.items[0].second.segments.items[1].second, 0);
}

TEST(TimingAppDataTopic, ReadsStints) {
  const auto tyres = decode<TimingAppData>(
      "TimingAppData", R"({"Lines":{"4":{"GridPos":"3","Stints":{"1":{"Compound":"SOFT","New":"false",
      "TyresNotChanged":"0","TotalLaps":6,"StartLaps":3,"LapTime":"1:27.307","LapNumber":3,"LapFlags":1}}}}})");
  EXPECT_EQ(tyres.cars.front().grid_position.value(), 3);
  const StintPatch& stint = tyres.cars.front().stints.items.front().second;
  EXPECT_EQ(stint.compound.value(), Compound::soft);
  EXPECT_EQ(stint.fresh.value(), false);
  EXPECT_EQ(stint.tyres_not_changed.value(), false);
  EXPECT_EQ(stint.total_laps.value(), 6);
  EXPECT_EQ(stint.start_laps.value(), 3);
  EXPECT_EQ(stint.lap_time.value(), milliseconds{87'307});
}

TEST(SessionTopics, AreRead) {
  const auto info = decode<SessionInfoUpdate>(
      "SessionInfo",
      R"({"Meeting":{"Key":1272,"Name":"Mexico City Grand Prix","Country":{"Code":"MEX","Name":"Mexico"},
      "Circuit":{"Key":65,"ShortName":"Mexico City"}},"ArchiveStatus":{"Status":"Generating"},"Key":9873,
      "Type":"Qualifying","Name":"Qualifying","StartDate":"2025-10-25T15:00:00","GmtOffset":"-06:00:00"})");
  EXPECT_EQ(info.meeting_name, "Mexico City Grand Prix");
  EXPECT_EQ(info.country, "Mexico");
  EXPECT_EQ(info.circuit_key, 65);
  EXPECT_EQ(info.session_key, 9873);
  EXPECT_EQ(info.archive_status, "Generating");
  EXPECT_EQ(info.gmt_offset, "-06:00:00");

  const auto drivers =
      decode<DriverList>("DriverList", R"({"_kf":true,"4":{"Tla":"NOR","Line":1,"TeamColour":"F47600"}})");
  EXPECT_EQ(drivers.drivers.front().car, 4);
  EXPECT_EQ(drivers.drivers.front().tla.value(), "NOR");

  const auto data =
      decode<SessionData>("SessionData", R"({"StatusSeries":{"6":{"Utc":"2025-05-04T20:03:42.224Z",
      "SessionStatus":"Started"}},"Series":[{"Utc":"2025-05-04T19:06:29.04Z","Lap":1}]})");
  EXPECT_FALSE(data.status_series.whole);
  EXPECT_EQ(data.status_series.items.front().first, 6u);
  EXPECT_EQ(data.status_series.items.front().second.session_status, "Started");
  EXPECT_EQ(base::format_utc(*data.series.items.front().second.utc), "2025-05-04T19:06:29.040Z");

  EXPECT_EQ(decode<SessionStatus>("SessionStatus", R"({"Status":"Aborted"})").status, "Aborted");
  EXPECT_EQ(decode<LapCount>("LapCount", R"({"CurrentLap":3,"TotalLaps":18})").current_lap.value(), 3);
  EXPECT_EQ(decode<ExtrapolatedClock>("ExtrapolatedClock", R"({"Remaining":"00:17:59"})").remaining.value(),
            milliseconds{1'079'000});
  EXPECT_TRUE(decode<Heartbeat>("Heartbeat", R"({"Utc":"2025-10-25T20:46:41.1110449Z"})").utc);
}

TEST(TrackTopics, AreRead) {
  EXPECT_EQ(decode<domain::TrackStatus>("TrackStatus", R"({"Status":"6","Message":"VSCDeployed"})").code,
            '6');
  const auto control = decode<RaceControlMessages>(
      "RaceControlMessages",
      R"({"Messages":{"14":{"Utc":"2025-10-25T21:00:00","Category":"Flag","Flag":"YELLOW",
      "Scope":"Sector","Sector":7,"RacingNumber":"5","Lap":3,"Message":"YELLOW IN TRACK SECTOR 7"}}})");
  const RaceControlEntry& entry = control.messages.items.front().second;
  EXPECT_EQ(control.messages.items.front().first, 14u);
  EXPECT_EQ(entry.message.flag, "YELLOW");
  EXPECT_EQ(entry.message.sector, 7);
  EXPECT_EQ(entry.message.driver_number, 5);
  EXPECT_EQ(base::format_utc(*entry.utc), "2025-10-25T21:00:00.000Z");
  const auto weather =
      decode<domain::Weather>("WeatherData", R"({"AirTemp":"25.9","Rainfall":"1","WindSpeed":"2.0"})");
  EXPECT_EQ(weather.air_temp_c, 25.9);
  EXPECT_EQ(weather.rainfall, true);
  EXPECT_FALSE(weather.track_temp_c);
}

TEST(StatsTopics, AreRead) {
  const auto stats = decode<TimingStats>(
      "TimingStats",
      R"({"SessionType":"Qualifying","Lines":{"4":{"PersonalBestLapTime":{"Value":"1:15.6","Lap":5,
      "Position":1},"BestSectors":{"2":{"Value":"20.1","Position":3}},"BestSpeeds":{"ST":{"Value":"351","Position":2}}}}})");
  EXPECT_EQ(stats.session_type, "Qualifying");
  EXPECT_EQ(stats.cars.front().personal_best_lap.time.value(), milliseconds{75'600});
  EXPECT_EQ(stats.cars.front().best_sectors.items.front().second.position.value(), 3);
  EXPECT_EQ(stats.cars.front().st.speed_kmh.value(), 351);
  const auto top = decode<TopThree>(
      "TopThree", R"({"Lines":{"0":{"RacingNumber":"4","LapState":67,"LapTime":"1:15.6"}}})");
  EXPECT_EQ(top.lines.items.front().second.car.value(), 4);
}

TEST(MediaTopics, AreRead) {
  const auto radio = decode<TeamRadio>("TeamRadio", R"({"Captures":{"2":{"Utc":"2025-10-25T21:20:42.027Z",
      "RacingNumber":"23","Path":"TeamRadio/A.mp3"}}})");
  EXPECT_EQ(radio.captures.items.front().second.car, 23);
  const auto audio =
      decode<MediaStreams>("AudioStreams", R"({"Streams":[{"Name":"Live","Language":"en","Uri":"u"}]})");
  EXPECT_EQ(audio.topic, "AudioStreams");
  EXPECT_EQ(audio.streams.items.front().second.language, "en");
}

TEST(RaceTopics, AreRead) {
  const auto lane = decode<PitLaneTimes>(
      "PitLaneTimeCollection",
      R"({"PitTimes":{"4":{"RacingNumber":"4","Duration":"62.4","Lap":"14"},"_deleted":["81"]}})");
  ASSERT_EQ(lane.times.size(), 2u);
  EXPECT_EQ(lane.times[0].duration.value(), milliseconds{62'400});
  EXPECT_EQ(lane.times[0].lap.value(), 14);
  EXPECT_EQ(lane.times[1].car, 81);
  EXPECT_TRUE(lane.times[1].deleted);
  const auto stops = decode<PitStopSeries>(
      "PitStopSeries",
      R"({"PitTimes":{"4":[{"Timestamp":"2025-10-26T20:30:01.5Z","PitStop":{"PitStopTime":"2.3","PitLaneTime":"22.1","Lap":"14"}}]}})");
  EXPECT_EQ(stops.cars.front().stops.items.front().second.stop_time.value(), milliseconds{2300});
  const auto series = decode<TyreStintSeries>("TyreStintSeries",
                                              R"({"Stints":{"4":{"0":{"Compound":"HARD","TotalLaps":5}}}})");
  EXPECT_EQ(series.cars.front().stints.items.front().second.compound.value(), Compound::hard);
  const auto info = decode<DriverRaceInfo>(
      "DriverRaceInfo", R"({"4":{"Position":"2","Gap":"+1.5","OvertakeState":2,"IsOut":false}})");
  EXPECT_EQ(info.cars.front().overtake_state.value(), 2);
  const auto prediction = decode<ChampionshipPrediction>(
      "ChampionshipPrediction",
      R"({"Drivers":{"4":{"PredictedPoints":331.5}},"Teams":{"McLaren":{"CurrentPosition":1}}})");
  EXPECT_EQ(prediction.drivers.front().predicted_points.value(), 331.5);
  EXPECT_EQ(prediction.teams.front().key, "McLaren");
}

TEST(Topics, KeyFramesAreSeen) {
  PayloadDecoder decoder;
  const TextBuffer text(R"({"Status":"1","Message":"AllClear","_kf":true})");
  EXPECT_TRUE(decoder.decode(*find_topic("TrackStatus"), text.padded())->key_frame);
}

TEST(Topics, UnreadableTextsAreClearedAndCounted) {
  PayloadDecoder decoder;
  const TextBuffer text(R"({"Lines":{"4":{"GapToLeader":"far","Position":"first"}}})");
  const auto payload = decoder.decode(*find_topic("TimingData"), text.padded());
  ASSERT_TRUE(payload);
  EXPECT_TRUE(std::get<TimingData>(payload->body).cars.front().position.cleared());
  EXPECT_EQ(decoder.take_missing().unreadable, 2u);
}

TEST(Topics, OtherShapesAreRefused) {
  const std::vector<std::pair<const char*, const char*>> cases{
      {"TimingData", ""},
      {"TimingData", "17"},
      {"TimingData", "[]"},
      {"TimingData", R"("text")"},
      {"TimingData", R"({"Lines":[1]})"},
      {"TimingData", R"({"Lines":{"four":{}}})"},
      {"TimingData", R"({"Lines":{"4":{"Sectors":{"x":{}}}}})"},
      {"TimingData", R"({"Lines":{"4":{"Sectors":{"99999999":{}}}}})"},
      {"TimingData", R"({"Lines":{"4":{"NumberOfLaps":{}}}})"},
      {"TimingData", R"({"Lines":{"4":{"NumberOfLaps":true}}})"},
      {"TimingData", R"({"Lines":{"4":{"NumberOfLaps":7)"},
      {"TimingData", R"({"Lines":{}}{})"},
      {"TimingData", "{\"Lines\":{\"4\":{\"GapToLeader\":\"\xFF\xFE\"}}}"},
      {"TrackStatus", R"({"Message":"AllClear"})"},
      {"TrackStatus", R"({"Status":"17"})"},
      {"SessionStatus", R"({})"},
  };
  PayloadDecoder decoder;
  for (const auto& [topic, json] : cases) {
    const TextBuffer text{std::string_view{json}};
    const auto payload = decoder.decode(*find_topic(topic), text.padded());
    ASSERT_FALSE(payload) << topic << ": " << json;
    EXPECT_EQ(payload.error().code, ErrorCode::invalid_input);
  }
}

}  // namespace
}  // namespace slipstream::source
