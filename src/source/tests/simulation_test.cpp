#include "source/simulation/simulation.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <vector>

#include <gmock/gmock.h>

#include "simulate/circuit/circuits.hpp"
#include "source/archive_writer/archive_writer.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::source {
namespace {

constexpr UtcTime kStart = std::chrono::sys_days{std::chrono::year{2025} / 3 / 2} + std::chrono::hours{14};

std::unique_ptr<Source> pocket_race(int laps, std::uint64_t seed = 1, int cars = 20, double incidents = 1) {
  auto circuit = simulate::built_in_circuit("pocket");
  EXPECT_TRUE(circuit);
  auto source =
      open_simulation({.cars = cars, .laps = laps, .incidents = incidents, .seed = seed, .start = kStart},
                      std::make_shared<const simulate::Circuit>(std::move(*circuit)));
  EXPECT_TRUE(source) << source.error().message;
  return std::move(*source);
}

/// A race with a safety car, a red flag and a restart.
std::unique_ptr<Source> stopped_race() { return pocket_race(20, 16, 20, 10); }

std::vector<FeedEvent> all_events(Source& source) {
  std::vector<FeedEvent> events;
  while (true) {
    auto event = source.next();
    EXPECT_TRUE(event);
    if (!event || !*event) return events;
    events.push_back(std::move(**event));
  }
}

template <class Body>
std::vector<const Body*> bodies(const std::vector<FeedEvent>& events) {
  std::vector<const Body*> found;
  for (const FeedEvent& event : events) {
    if (const auto* body = std::get_if<Body>(&event.body)) found.push_back(body);
  }
  return found;
}

TEST(SimulationTest, EventsComeInSessionTimeOrderAndSamplesNearTheirPacket) {
  const auto events = all_events(*pocket_race(3));
  SessionTime before = SessionTime::min();
  for (const FeedEvent& event : events) {
    EXPECT_GE(event.time, before);
    before = event.time;
    const auto* packet = std::get_if<CarDataPacket>(&event.body);
    if (packet == nullptr) continue;
    EXPECT_EQ(packet->samples.back().time, event.time);
    EXPECT_LT(event.time - packet->samples.front().time, std::chrono::seconds{4});
  }
}

TEST(SimulationTest, RatesAreTheFeedsOwn) {
  const auto events = all_events(*pocket_race(5));
  std::map<domain::CarNumber, std::size_t> cars;
  std::map<domain::CarNumber, std::size_t> positions;
  for (const auto* packet : bodies<CarDataPacket>(events)) {
    for (const auto& sample : packet->samples) ++cars[sample.car];
  }
  for (const auto* packet : bodies<PositionPacket>(events)) {
    for (const auto& sample : packet->samples) ++positions[sample.car];
  }
  const double seconds = base::seconds(events.back().time);
  EXPECT_NEAR(static_cast<double>(cars[4]) / seconds, 3.7, 0.2);
  EXPECT_NEAR(static_cast<double>(positions[4]) / seconds, 3.8, 0.2);
  EXPECT_NEAR(static_cast<double>(bodies<CarDataPacket>(events).size()) / seconds, 1.0, 0.2);
}

TEST(SimulationTest, SectorsAddUpToTheLap) {
  struct Running {
    std::optional<Milliseconds> sectors[3];
  };
  std::map<domain::CarNumber, Running> running;
  std::size_t laps = 0;
  const auto events = all_events(*pocket_race(8));
  for (const auto* timing : bodies<TimingData>(events)) {
    for (const CarTiming& car : timing->cars) {
      for (const auto& [sector, patch] : car.sectors.items) {
        if (patch.value.present()) running[car.car].sectors[sector] = patch.value.value();
      }
      if (!car.last_lap_time.value.value()) continue;
      const auto& sectors = running[car.car].sectors;
      EXPECT_EQ(*sectors[0] + *sectors[1] + *sectors[2], *car.last_lap_time.value.value());
      ++laps;
    }
  }
  EXPECT_GE(laps, 7U * 17U);
}

TEST(SimulationTest, PositionsAreAlwaysAPermutation) {
  std::map<domain::CarNumber, int> positions;
  std::size_t changes = 0;
  const auto events = all_events(*stopped_race());
  for (const auto* timing : bodies<TimingData>(events)) {
    bool changed = false;
    for (const CarTiming& car : timing->cars) {
      if (!car.position.value()) continue;
      positions[car.car] = *car.position.value();
      changed = true;
    }
    if (!changed) continue;
    ++changes;
    std::vector<bool> taken(positions.size() + 1);
    for (const auto& [car, position] : positions) {
      ASSERT_FALSE(taken[static_cast<std::size_t>(position)]) << "two cars are at " << position;
      taken[static_cast<std::size_t>(position)] = true;
    }
  }
  EXPECT_GT(changes, 10U);
}

TEST(SimulationTest, ACarsGapIsTheDifferenceOfCrossings) {
  // Of two cars the second one's gap and interval are the same, and positive.
  const auto events = all_events(*pocket_race(4, 2, 2));
  for (const auto* timing : bodies<TimingData>(events)) {
    for (const CarTiming& car : timing->cars) {
      if (!car.gap_to_leader.value()) continue;
      EXPECT_EQ(car.gap_to_leader.value(), car.interval.value());
      if (const auto* time = std::get_if<domain::GapTime>(&*car.gap_to_leader.value())) {
        EXPECT_GT(time->behind.count(), 0);
      }
    }
  }
}

TEST(SimulationTest, TheFeedTellsTheStoryOfTheSession) {
  const auto events = all_events(*pocket_race(5));
  std::vector<std::string> statuses;
  for (const auto* status : bodies<SessionStatus>(events)) statuses.push_back(status->status);
  EXPECT_THAT(statuses, ::testing::ElementsAre("Inactive", "Started", "Finished", "Finalised", "Ends"));
  std::vector<int> laps;
  for (const auto* count : bodies<LapCount>(events)) laps.push_back(*count->current_lap.value());
  EXPECT_THAT(laps, ::testing::ElementsAre(1, 2, 3, 4, 5));
  EXPECT_GE(bodies<domain::Weather>(events).size(), 3U);
  EXPECT_EQ(bodies<DriverList>(events).size(), 1U);
  EXPECT_EQ(bodies<SessionInfoUpdate>(events).front()->meeting_name, "Pocket Grand Prix");
}

TEST(SimulationTest, AStoppedRaceIsToldAsTheFeedTellsOne) {
  const auto events = all_events(*stopped_race());
  std::vector<std::string> statuses, track, in_session_data, said;
  for (const auto* status : bodies<SessionStatus>(events)) statuses.push_back(status->status);
  EXPECT_THAT(statuses, ::testing::ElementsAre("Inactive", "Started", "Aborted", "Started", "Finished",
                                               "Finalised", "Ends"));
  for (const auto* status : bodies<domain::TrackStatus>(events)) track.push_back(status->text);
  ASSERT_GE(track.size(), 4U);
  track.resize(4);
  EXPECT_THAT(track, ::testing::ElementsAre("AllClear", "SCDeployed", "Red", "AllClear"));
  for (const auto* data : bodies<SessionData>(events)) {
    for (const auto& [index, entry] : data->status_series.items) {
      if (!entry.session_status.empty()) in_session_data.push_back(entry.session_status);
      if (!entry.track_status.empty()) in_session_data.push_back(entry.track_status);
    }
  }
  in_session_data.resize(6);
  EXPECT_THAT(in_session_data,
              ::testing::ElementsAre("Started", "SCDeployed", "Red", "Aborted", "Started", "AllClear"));
  for (const auto* messages : bodies<RaceControlMessages>(events)) {
    for (const auto& [index, entry] : messages->messages.items) {
      said.push_back(entry.message.message);
      if (said.back() != "RED FLAG") continue;
      EXPECT_EQ(entry.message.category, "Flag");
      EXPECT_EQ(entry.message.flag, "RED");
      EXPECT_EQ(entry.message.scope, "Track");
    }
  }
  const std::vector<::testing::Matcher<std::string>> in_order{
      ::testing::MatchesRegex("CAR [0-9]+ \\([A-Z]+\\) STOPPED AT TURN [0-9]+"),
      ::testing::MatchesRegex("DOUBLE YELLOW IN TRACK SECTOR [0-9]+"),
      "SAFETY CAR DEPLOYED",
      "RED FLAG",
      ::testing::MatchesRegex("RACE WILL RESUME AT 14:[0-9][0-9] - STANDING START PROCEDURE"),
      "GREEN LIGHT - PIT EXIT OPEN",
      "STANDING START"};
  auto from = said.begin() + 1;  // the pit exit opens before the race too
  for (const auto& words : in_order) {
    from = std::find_if(from, said.end(), [&](const auto& text) { return words.Matches(text); });
    ASSERT_NE(from, said.end());
  }
}

TEST(SimulationTest, WhileARaceIsStoppedItsClockStandsAndNoLapIsTimed) {
  const auto events = all_events(*stopped_race());
  std::vector<std::pair<bool, Milliseconds>> clocks;
  for (const auto* clock : bodies<ExtrapolatedClock>(events)) {
    clocks.emplace_back(*clock->extrapolating.value(), *clock->remaining.value());
  }
  ASSERT_EQ(clocks.size(), 5U);
  EXPECT_THAT(
      (std::vector{clocks[0].first, clocks[1].first, clocks[2].first, clocks[3].first, clocks[4].first}),
      ::testing::ElementsAre(false, true, false, true, false));
  EXPECT_EQ(clocks[2].second, clocks[3].second);
  EXPECT_LT(clocks[4].second, clocks[3].second);
  std::map<domain::CarNumber, int> timed, driven;
  for (const auto* timing : bodies<TimingData>(events)) {
    for (const CarTiming& car : timing->cars) {
      if (car.number_of_laps.value()) driven[car.car] = *car.number_of_laps.value();
      if (!car.last_lap_time.value.present() || !car.last_lap_time.value.value()) continue;
      ++timed[car.car];
      EXPECT_LT(*car.last_lap_time.value.value(), std::chrono::seconds{200});
    }
  }
  // Not timed: the first lap, the one into the pits, the one out of them.
  EXPECT_EQ(timed[4], driven[4] - 3);
}

TEST(SimulationTest, ASeedRepeatsARaceByteForByte) {
  const auto written = [](std::uint64_t seed) {
    const slipstream::testing::TempDir folder;
    const auto source = pocket_race(2, seed);
    auto writer = ArchiveWriter::create(folder.path() / "race", kStart);
    EXPECT_TRUE(writer);
    for (const FeedEvent& event : all_events(*source)) EXPECT_TRUE(writer->write(event));
    EXPECT_TRUE(writer->finish());
    std::map<std::string, std::string> files;
    for (const auto& file : std::filesystem::directory_iterator(folder.path() / "race")) {
      std::ifstream in(file.path(), std::ios::binary);
      files[file.path().filename()] = {std::istreambuf_iterator<char>(in), {}};
    }
    return files;
  };
  EXPECT_EQ(written(5), written(5));
  EXPECT_NE(written(5), written(6));
}

TEST(SimulationTest, ReadingTheArchiveGivesTheEventsAgain) {
  const slipstream::testing::TempDir folder;
  auto writer = ArchiveWriter::create(folder.path() / "race", kStart);
  ASSERT_TRUE(writer);
  const auto made = all_events(*stopped_race());
  for (const FeedEvent& event : made) ASSERT_TRUE(writer->write(event));
  ASSERT_TRUE(writer->finish());
  auto archive = open_source(folder.path() / "race");
  ASSERT_TRUE(archive);
  EXPECT_EQ((*archive)->zero(), kStart);
  const auto read = all_events(**archive);
  EXPECT_EQ((*archive)->report().damaged_lines, 0U);
  ASSERT_EQ(read.size(), made.size());
  const auto timings = bodies<TimingData>(made);
  const auto timings_read = bodies<TimingData>(read);
  ASSERT_EQ(timings_read.size(), timings.size());
  for (std::size_t i = 0; i < timings.size(); ++i) EXPECT_EQ(*timings_read[i], *timings[i]) << i;
  const auto packets = bodies<CarDataPacket>(made);
  const auto packets_read = bodies<CarDataPacket>(read);
  for (std::size_t i = 0; i < packets.size(); ++i)
    EXPECT_EQ(packets_read[i]->samples, packets[i]->samples) << i;
}

}  // namespace
}  // namespace slipstream::source
