#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "packed.hpp"
#include "source/payload.hpp"

namespace slipstream::source {
namespace {

Result<Payload> decode(PayloadDecoder& decoder, std::string_view topic, const std::string& json) {
  const TextBuffer line('"' + pack(json) + '"');
  return decoder.decode(*find_topic(topic), line.padded());
}

constexpr const char* kUtc = "2025-10-25T20:46:30.1235008Z";

std::string car_packet(const std::string& channels) {
  return std::string{R"({"Entries":[{"Utc":")"} + kUtc + R"(","Cars":{"4":{"Channels":)" + channels + "}}}]}";
}
std::string position_packet(const std::string& car) {
  return std::string{R"({"Position":[{"Timestamp":")"} + kUtc + R"(","Entries":{"4":)" + car + "}}]}";
}

domain::CarSample only_car(Result<Payload>& payload) {
  EXPECT_TRUE(payload) << payload.error().to_string();
  const auto& samples = std::get<CarDataPacket>(payload->body).samples;
  EXPECT_EQ(samples.size(), 1u);
  return samples.front();
}

TEST(CarData, ReadsChannels) {
  PayloadDecoder decoder;
  auto payload =
      decode(decoder, "CarData.z", car_packet(R"({"0":11021,"2":285,"3":7,"4":98,"5":0,"45":12})"));
  const domain::CarSample sample = only_car(payload);
  EXPECT_EQ(sample.car, 4);
  EXPECT_EQ(sample.rpm, 11021);
  EXPECT_EQ(sample.speed_kmh, 285);
  EXPECT_EQ(sample.gear, 7);
  EXPECT_EQ(sample.throttle_pct, 98);
  EXPECT_EQ(sample.brake_pct, 0);
  EXPECT_EQ(sample.drs, 12);
}

TEST(CarData, TimeIsTheUtcRoundedHalfToEvenAfterCutting) {
  PayloadDecoder decoder;
  auto payload = decode(decoder, "CarData.z", car_packet(R"({"0":1})"));
  ASSERT_TRUE(payload);
  EXPECT_EQ(base::format_wall(*payload->newest), "2025-10-25T20:46:30.123500");
  const auto zero = base::parse_utc_ms("2025-10-25T20:46:23.900Z");
  rebase(payload->body, *zero);
  EXPECT_EQ(only_car(payload).time.time_since_epoch(), Milliseconds{6224});
}

TEST(CarData, VerbatimSentinelsStayAndTimesAreCut) {
  PayloadDecoder decoder(Samples::verbatim);
  auto payload = decode(decoder, "CarData.z", car_packet(R"({"0":1559,"3":128,"4":104,"5":104,"45":null})"));
  ASSERT_TRUE(payload);
  rebase(payload->body, *base::parse_utc_ms("2025-10-25T20:46:23.900Z"));
  const domain::CarSample sample = only_car(payload);
  EXPECT_EQ(sample.time.time_since_epoch(), Milliseconds{6223});
  EXPECT_EQ(sample.gear, 128);
  EXPECT_EQ(sample.throttle_pct, 104);
  EXPECT_EQ(sample.brake_pct, 104);
  EXPECT_FALSE(sample.drs);
}

TEST(Position, VerbatimThreeZerosStay) {
  PayloadDecoder decoder(Samples::verbatim);
  auto payload = decode(decoder, "Position.z", position_packet(R"({"X":0,"Y":0,"Z":0})"));
  ASSERT_TRUE(payload);
  EXPECT_EQ(std::get<PositionPacket>(payload->body).samples.front().at, domain::Point{});
}

TEST(CarData, SentinelsAreMissingAndCountedAloneTheRestIsKept) {
  PayloadDecoder decoder;
  auto payload =
      decode(decoder, "CarData.z", car_packet(R"({"0":1559,"2":3,"3":128,"4":104,"5":104,"45":null})"));
  const domain::CarSample sample = only_car(payload);
  EXPECT_EQ(sample.rpm, 1559);
  EXPECT_EQ(sample.speed_kmh, 3);
  EXPECT_FALSE(sample.gear);
  EXPECT_FALSE(sample.throttle_pct);
  EXPECT_FALSE(sample.brake_pct);
  EXPECT_FALSE(sample.drs);
  const MissingCounts missing = decoder.take_missing();
  EXPECT_EQ(missing.gear, 1u);
  EXPECT_EQ(missing.throttle, 1u);
  EXPECT_EQ(missing.brake, 1u);
  EXPECT_EQ(missing.position, 0u);
  EXPECT_EQ(decoder.take_missing().gear, 0u) << "taken already";
}

TEST(CarData, WithoutDrsChannelItIsNotKnown) {
  PayloadDecoder decoder;
  auto payload = decode(decoder, "CarData.z", car_packet(R"({"0":1,"2":2,"3":3,"4":4,"5":100})"));
  EXPECT_FALSE(only_car(payload).drs);
}

TEST(Positions, ZeroIsNoPosition) {
  PayloadDecoder decoder;
  auto payload = decode(decoder, "Position.z", position_packet(R"({"Status":"OnTrack","X":0,"Y":0,"Z":0})"));
  ASSERT_TRUE(payload) << payload.error().to_string();
  EXPECT_FALSE(std::get<PositionPacket>(payload->body).samples.front().at);
  EXPECT_EQ(decoder.take_missing().position, 1u);
}

TEST(Positions, ReadsCoordinates) {
  PayloadDecoder decoder;
  auto payload =
      decode(decoder, "Position.z", position_packet(R"({"Status":"OnTrack","X":-2433,"Y":0,"Z":22266})"));
  ASSERT_TRUE(payload) << payload.error().to_string();
  EXPECT_EQ(std::get<PositionPacket>(payload->body).samples.front().at, (domain::Point{-2433, 0, 22266}));
}

std::string condition_packet(const std::string& car) {
  return std::string{R"({"Entries":[{"Utc":")"} + kUtc + R"(","Cars":{"4":)" + car + "}}]}";
}

TEST(CarCondition, ReadsTemperaturesAndFuel) {
  PayloadDecoder decoder;
  auto payload = decode(decoder, "CarCondition.z",
                        condition_packet(R"({"BrakeTemperatures":[612,null,455,70000],"Fuel":87.25})"));
  ASSERT_TRUE(payload) << payload.error().to_string();
  rebase(payload->body, *base::parse_utc_ms("2025-10-25T20:46:23.900Z"));
  const auto& samples = std::get<CarConditionPacket>(payload->body).samples;
  ASSERT_EQ(samples.size(), 1U);
  domain::CarCondition expected;
  expected.time = SessionTime{Milliseconds{6224}};
  expected.car = 4;
  expected.brake_temp_c = {612, std::nullopt, 455, std::nullopt};
  expected.fuel_kg = 87.25F;
  EXPECT_EQ(samples.front(), expected);
}

TEST(CarCondition, OfAnotherShapeIsRefused) {
  PayloadDecoder decoder;
  for (const char* car : {R"({"Fuel":"full"})", R"({"BrakeTemperatures":600})",
                          R"({"BrakeTemperatures":[1,2,3,4,5]})", "[]", "7"}) {
    EXPECT_FALSE(decode(decoder, "CarCondition.z", condition_packet(car))) << car;
  }
}

TEST(Telemetry, Base64MayBeEscaped) {
  PayloadDecoder decoder;
  std::string escaped = pack(car_packet(R"({"0":11021,"2":285})"));
  escaped.replace(0, 1, fmt::format("\\u{:04x}", static_cast<unsigned>(escaped.front())));
  const TextBuffer line('"' + escaped + '"');
  auto payload = decoder.decode(*find_topic("CarData.z"), line.padded());
  EXPECT_EQ(only_car(payload).rpm, 11021);
}

TEST(Telemetry, DamagedPacketsAreRefusedAndNothingOfThemCounted) {
  PayloadDecoder decoder;
  for (const std::string& json :
       {std::string{"{}"}, std::string{"[]"}, std::string{"17"}, std::string{R"({"Entries":[]})"},
        std::string{R"({"Entries":[{"Cars":{"4":{"Channels":{"4":104}}}}]})"},
        car_packet(R"({"4":104,"5":"x"})"), car_packet(R"({"4":104,"x":1})"), car_packet("[]"),
        car_packet(R"({"4":104})").substr(0, 80), car_packet(R"({"4":1})") + "{}"}) {
    EXPECT_FALSE(decode(decoder, "CarData.z", json)) << json;
  }
  EXPECT_EQ(decoder.take_missing().throttle, 0u);
}

}  // namespace
}  // namespace slipstream::source
