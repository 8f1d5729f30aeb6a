#include "domain/lab_race.hpp"

#include <array>

namespace slipstream::domain {
namespace {

constexpr std::array<std::string_view, 4> kLabRaceStates{"started", "stopped", "finished", "interrupted"};

}  // namespace

std::string_view to_string(LabRaceState state) { return kLabRaceStates[static_cast<std::size_t>(state)]; }

std::optional<LabRaceState> lab_race_state_from(std::string_view text) {
  for (std::size_t i = 0; i < kLabRaceStates.size(); ++i)
    if (kLabRaceStates[i] == text) return static_cast<LabRaceState>(i);
  return std::nullopt;
}

}  // namespace slipstream::domain
