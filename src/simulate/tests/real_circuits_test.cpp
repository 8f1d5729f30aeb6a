// Outlines of the real circuits of a season: what fast laps' positions look like, without heights.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "simulate/car/speed_profile.hpp"
#include "simulate/circuit/circuits.hpp"
#include "support/shared_data.hpp"

namespace slipstream::simulate {
namespace {

struct Outline {
  std::string name;
  std::vector<domain::Point> positions;
  std::size_t corners = 0;  ///< as numbered officially
};

Outline read_outline(const std::filesystem::path& path) {
  std::ifstream file(path);
  const auto document = nlohmann::json::parse(file);
  Outline outline{.name = document["circuitName"], .positions = {}, .corners = document["corners"].size()};
  for (std::size_t i = 0; i < document["x"].size(); ++i) {
    outline.positions.push_back(
        {.x = static_cast<std::int32_t>(std::lround(document["x"][i].get<double>())),
         .y = static_cast<std::int32_t>(std::lround(document["y"][i].get<double>()))});
  }
  return outline;
}

Result<Circuit> circuit_of(const Outline& outline) {
  auto plan = plan_from_lap(outline.name, outline.positions);
  if (!plan) return propagate(plan);
  return make_circuit(*plan);
}

void expect_a_race_track(const Outline& outline, const Circuit& circuit) {
  EXPECT_NEAR(static_cast<double>(circuit.corners.size()), static_cast<double>(outline.corners), 6);
  SpeedProfile profile;
  solve_lap(circuit, reference_car(), {.fuel_kg = 6}, profile);
  const double mean_kmh = 3.6 * circuit.length_m() / lap_seconds(circuit, profile, 1);
  EXPECT_GT(mean_kmh, 150) << "Monte Carlo is the slowest";
  EXPECT_LT(mean_kmh, 265) << "Monza is the fastest";
  EXPECT_GT(3.6 * *std::ranges::max_element(profile.closed), 290);
}

TEST(RealCircuits, AllBecomeCircuitsButTheOneThatNeedsItsBridge) {
  SLIPSTREAM_NEED_SHARED(shared);
  int made = 0;
  for (const auto& entry : std::filesystem::directory_iterator(shared / "data/circuits")) {
    if (entry.path().extension() != ".json") continue;
    const Outline outline = read_outline(entry.path());
    SCOPED_TRACE(outline.name);
    const auto circuit = circuit_of(outline);
    if (outline.name == "Suzuka") {
      ASSERT_FALSE(circuit);
      EXPECT_THAT(circuit.error().message, ::testing::HasSubstr("crosses itself"));
      continue;
    }
    ASSERT_TRUE(circuit) << circuit.error().to_string();
    expect_a_race_track(outline, *circuit);
    ++made;
  }
  EXPECT_GE(made, 20);
}

}  // namespace
}  // namespace slipstream::simulate
