#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>

#include <gtest/gtest.h>

#include "simulate/circuit/circuits.hpp"
#include "simulate/race/race.hpp"

/// Short races in which much goes wrong.
namespace slipstream::simulate {

inline std::shared_ptr<const Circuit> pocket() {
  static const auto circuit = std::make_shared<const Circuit>(*built_in_circuit("pocket"));
  return circuit;
}

/// The seed of a race that is stopped and goes on.
inline constexpr std::uint64_t kStoppedRace = 16;
inline constexpr std::uint64_t kSeeds = 16;

inline RaceOptions bad_day(std::uint64_t seed) { return {.laps = 20, .incidents = 10, .seed = seed}; }

/// Steps through the race; after each step `each` gets it and the step's events.
template <class Each>
void drive(const RaceOptions& options, Each each) {
  auto race = Race::make(options, pocket());
  ASSERT_TRUE(race) << race.error().message;
  while (!race->over()) {
    const auto events = race->step();
    each(*race, events);
  }
}

/// What the track status and the session are while a race goes on.
struct Conditions {
  char status = '1';
  SessionTime since;  ///< the status
  domain::SessionState session = domain::SessionState::scheduled;
  bool lining_up = false;  ///< from the end of a stop until the lights go out

  void see(const RaceEvent& event) {
    if (const auto* track = std::get_if<domain::TrackStatus>(&event.what)) {
      status = track->code;
      since = event.time;
    }
    if (const auto* state = std::get_if<domain::SessionState>(&event.what)) {
      session = *state;
      lining_up = lining_up || *state == domain::SessionState::resumed;
    }
    if (const auto* control = std::get_if<ControlMessage>(&event.what)) {
      if (control->message.message == "STANDING START") lining_up = false;
    }
  }
  [[nodiscard]] bool neutralised() const {
    return status == '4' || status == '5' || status == '6' || status == '7' || lining_up;
  }
};

}  // namespace slipstream::simulate
