#include "replay/replay_options.hpp"

#include <vector>

#include <gtest/gtest.h>

#include "support/test_session.hpp"

namespace slipstream::replay {
namespace {

using namespace std::chrono_literals;

SessionTime at(Milliseconds time) { return SessionTime{time}; }

TEST(StartPoint, IsReadAsPeopleWriteIt) {
  const auto time_of = [](std::string_view text) {
    return std::get<SessionTime>(parse_start_point(text).value());
  };
  EXPECT_EQ(time_of("0"), at(0ms));
  EXPECT_EQ(time_of("5025.678"), at(5'025'678ms));
  EXPECT_EQ(time_of("1:23:45.678"), at(5'025'678ms));
  EXPECT_EQ(time_of("23:45"), at(23min + 45s));
  EXPECT_EQ(time_of("-10"), at(-10s));
  EXPECT_TRUE(std::holds_alternative<SessionStart>(parse_start_point("start").value()));
  for (const char* text : {"lap 12", "lap12", "L12", "l12", "Lap 12"}) {
    EXPECT_EQ(std::get<LapStart>(parse_start_point(text).value()).lap, 12) << text;
  }
}

TEST(StartPoint, RefusesEverythingElse) {
  for (const char* text :
       {"", "now", "lap", "lap 0", "lap -1", "lap 1.5", "L", "12 laps", "1:2:3:4", "nan", "1e300"}) {
    const auto point = parse_start_point(text);
    ASSERT_FALSE(point) << text;
    EXPECT_EQ(point.error().code, ErrorCode::invalid_argument);
  }
}

TEST(StartPoint, IsFoundInTheSession) {
  const auto session = testing::make_session({});
  EXPECT_EQ(resolve(BeforeStart{}, *session).value(), at(30s));
  EXPECT_EQ(resolve(SessionStart{}, *session).value(), at(60s));
  EXPECT_EQ(resolve(at(0ms), *session).value(), session->begin_time());
  EXPECT_EQ(resolve(at(45s), *session).value(), at(45s));
  EXPECT_FALSE(resolve(at(121s), *session));
  EXPECT_FALSE(resolve(LapStart{70}, *session));
  // A start that early has no 30 s before it.
  const auto early = testing::make_session({.cars = 1, .length = 60s, .started_at = 10s});
  EXPECT_EQ(resolve(BeforeStart{}, *early).value(), early->begin_time());
}

TEST(Partitioning, IsNamedAsInTheConfiguration) {
  EXPECT_EQ(partitioning_from("hash"), Partitioning::hash);
  EXPECT_EQ(partitioning_from("roster"), Partitioning::roster);
  EXPECT_EQ(partitioning_from("driver_lap"), Partitioning::driver_lap);
  EXPECT_EQ(partitioning_from("driver_sector"), Partitioning::driver_sector);
  EXPECT_EQ(partitioning_from("random"), std::nullopt);
}

}  // namespace
}  // namespace slipstream::replay
