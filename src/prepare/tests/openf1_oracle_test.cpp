// What OpenF1's code makes of the same archive, compared with our messages.
#include <cmath>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>
#include <zlib.h>
#include <nlohmann/json.hpp>

#include "prepare/prepared_session.hpp"
#include "support/shared_data.hpp"

namespace slipstream::prepare {
namespace {

using nlohmann::json;

std::vector<json> read_lines(const std::filesystem::path& path) {
  std::vector<json> documents;
  gzFile file = gzopen(path.c_str(), "rb");
  std::string line(1 << 16, '\0');
  while (file != nullptr && gzgets(file, line.data(), static_cast<int>(line.size())) != nullptr) {
    documents.push_back(json::parse(line.c_str()));
  }
  gzclose(file);
  return documents;
}

/// Matched of compared, shown and required as a share.
struct Tally {
  int matched = 0, compared = 0;
  void add(bool same) {
    ++compared;
    matched += same ? 1 : 0;
  }
};
void expect_share(const Tally& tally, double share, const std::string& what) {
  ::testing::Test::RecordProperty(what, std::to_string(tally.matched) + "/" + std::to_string(tally.compared));
  EXPECT_GT(tally.compared, 0) << what;
  EXPECT_GE(tally.matched, share * tally.compared) << what << ": " << tally.matched << "/" << tally.compared;
}

template <class T>
bool same(const json& theirs, const std::optional<T>& ours) {
  return theirs.is_null() ? !ours : ours && *ours == theirs.get<T>();
}
bool same_time(const json& theirs, const std::optional<Milliseconds>& ours) {
  return theirs.is_null() ? !ours : ours && ours->count() == std::llround(theirs.get<double>() * 1000);
}

class OpenF1Oracle : public ::testing::Test {
 protected:
  void SetUp() override {
    SLIPSTREAM_NEED_SHARED(shared);
    folder_ = shared / "oracle/openf1_mexico_2025_qualifying";
    auto source = source::open_source(shared / "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying");
    ASSERT_TRUE(source) << source.error().to_string();
    auto session = prepare_session(**source);
    ASSERT_TRUE(session) << session.error().to_string();
    session_ = std::move(*session);
  }

  /// The latest revision of each lap or stint, by car and number.
  template <class Body>
  [[nodiscard]] std::map<std::pair<int, int>, Body> latest(int Body::* number) const {
    std::map<std::pair<int, int>, Body> found;
    for (const domain::SessionMessage& message : session_.messages()) {
      if (const auto* body = std::get_if<Body>(&message.body)) {
        found[{message.car->number, body->*number}] = *body;
      }
    }
    return found;
  }
  [[nodiscard]] std::vector<json> documents(const char* collection) const {
    return read_lines(folder_ / (std::string{collection} + ".jsonl.gz"));
  }
  /// OpenF1 cuts what FastF1 and we round: its times are up to 1 ms earlier.
  [[nodiscard]] static UtcTime date_of(const json& document) {
    const std::string text = document["date"].get<std::string>();
    return *base::parse_utc_ms(text.substr(0, text.find('+')));
  }

  std::filesystem::path folder_;
  PreparedSession session_;
};

TEST_F(OpenF1Oracle, Laps) {
  const auto ours = latest<domain::Lap>(&domain::Lap::lap_number);
  std::map<std::string, Tally> tallies;
  for (const json& lap : documents("laps")) {
    const auto found = ours.find({lap["driver_number"], lap["lap_number"]});
    tallies["laps"].add(found != ours.end());
    if (found == ours.end()) continue;
    const domain::Lap& mine = found->second;
    tallies["sector 1"].add(same_time(lap["duration_sector_1"], mine.sectors[0]));
    tallies["sector 2"].add(same_time(lap["duration_sector_2"], mine.sectors[1]));
    tallies["sector 3"].add(same_time(lap["duration_sector_3"], mine.sectors[2]));
    tallies["speed i1"].add(same(lap["i1_speed"], mine.speeds.i1));
    tallies["speed i2"].add(same(lap["i2_speed"], mine.speeds.i2));
    tallies["out lap"].add(lap["is_pit_out_lap"] == mine.pit_out.has_value());
    // Its out and in laps include the stop, ours do not.
    if (!mine.pit_in && !mine.pit_out) tallies["lap time"].add(same_time(lap["lap_duration"], mine.lap_time));
  }
  for (const auto& [what, tally] : tallies) expect_share(tally, 0.995, what);
}

TEST_F(OpenF1Oracle, Stints) {
  const auto ours = latest<domain::Stint>(&domain::Stint::stint);
  // OpenF1 keeps the age it hears first, even where the feed corrects it seconds later.
  std::map<std::pair<int, int>, std::optional<int>> first_age;
  for (const domain::SessionMessage& message : session_.messages()) {
    const auto* stint = std::get_if<domain::Stint>(&message.body);
    if (stint != nullptr)
      first_age.try_emplace({message.car->number, stint->stint}, stint->tyre_life_at_start);
  }
  Tally compound, start, age;
  for (const json& stint : documents("stints")) {
    const auto found = ours.find({stint["driver_number"], stint["stint_number"]});
    ASSERT_NE(found, ours.end()) << stint;
    const domain::Stint& mine = found->second;
    compound.add(mine.compound && domain::to_string(*mine.compound) == stint["compound"].get<std::string>());
    start.add(same(stint["lap_start"], mine.start_lap));
    age.add(same(stint["tyre_age_at_start"], first_age[found->first]));
  }
  expect_share(compound, 1.0, "compound");
  expect_share(start, 1.0, "first lap");
  expect_share(age, 1.0, "tyre age at start");
}

TEST_F(OpenF1Oracle, Positions) {
  std::map<int, std::map<UtcTime, int>> ours;
  for (const domain::SessionMessage& message : session_.messages()) {
    const auto* timing = std::get_if<domain::TimingUpdate>(&message.body);
    if (timing == nullptr || !timing->position.value()) continue;
    ours[message.car->number][*message.date] = *timing->position.value();
  }
  Tally tally;
  for (const json& document : documents("position")) {
    const auto& steps = ours[document["driver_number"]];
    const auto after = steps.upper_bound(date_of(document) + Milliseconds{2});
    tally.add(after != steps.begin() && std::prev(after)->second == document["position"]);
  }
  expect_share(tally, 0.995, "position");
}

TEST_F(OpenF1Oracle, Weather) {
  std::vector<domain::Weather> ours;
  for (const domain::SessionMessage& message : session_.messages()) {
    if (const auto* weather = std::get_if<domain::Weather>(&message.body)) ours.push_back(*weather);
  }
  const auto theirs = documents("weather");
  ASSERT_EQ(ours.size(), theirs.size());
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_TRUE(same(theirs[i]["air_temperature"], ours[i].air_temp_c)) << i;
    EXPECT_TRUE(same(theirs[i]["track_temperature"], ours[i].track_temp_c)) << i;
    EXPECT_TRUE(same(theirs[i]["humidity"], ours[i].humidity_pct)) << i;
    EXPECT_TRUE(same(theirs[i]["pressure"], ours[i].pressure_mbar)) << i;
    EXPECT_TRUE(same(theirs[i]["wind_speed"], ours[i].wind_speed_ms)) << i;
    EXPECT_TRUE(same(theirs[i]["wind_direction"], ours[i].wind_direction_deg)) << i;
    EXPECT_EQ(theirs[i]["rainfall"] == 1, ours[i].rainfall) << i;
  }
}

TEST_F(OpenF1Oracle, RaceControl) {
  std::multiset<std::pair<UtcTime, std::string>> ours, theirs;
  for (const domain::SessionMessage& message : session_.messages()) {
    if (const auto* said = std::get_if<domain::RaceControl>(&message.body)) {
      ours.emplace(*message.date, said->message);
    }
  }
  for (const json& document : documents("race_control")) {
    // Made by OpenF1 from another topic.
    if (document["category"] == "SessionStatus") continue;
    theirs.emplace(date_of(document), document["message"].get<std::string>());
  }
  EXPECT_EQ(ours, theirs);
}

}  // namespace
}  // namespace slipstream::prepare
