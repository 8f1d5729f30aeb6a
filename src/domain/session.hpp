#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/driver.hpp"

namespace slipstream::domain {

enum class SessionState : std::uint8_t {
  scheduled,
  started,
  aborted,
  resumed,
  finished,
  finalised,
  ended,
};
[[nodiscard]] std::string_view to_string(SessionState state);
[[nodiscard]] std::optional<SessionState> session_state_from(std::string_view text);

/// Which of its kinds of data a source holds.
struct Contents {
  bool telemetry = false, position = false, timing = false, stints = false, weather = false,
       race_control = false, track_status = false, team_radio = false, clock = false;
  friend bool operator==(const Contents&, const Contents&) = default;
};

/// What a session is; `session` of CONTRACTS §2.4. Texts are empty where the source does not say.
struct SessionInfo {
  std::string key;  ///< "2025-10-25_mexico-city_qualifying": how it is named everywhere
  SessionState state = SessionState::scheduled;
  std::optional<int> part;  ///< 1–3 in qualifying
  std::string name;         ///< "Qualifying", "Sprint"
  std::string type;         ///< "Practice", "Qualifying", "Race"
  std::string meeting;      ///< "Mexico City Grand Prix"
  std::string country, circuit;
  std::optional<int> circuit_key;
  std::string start_date;  ///< local time of the circuit, "2025-10-25T15:00:00"
  std::string gmt_offset;  ///< "-06:00:00"
  std::optional<int> total_laps;
  std::vector<Driver> drivers;  ///< in the feed's order
  std::string source;           ///< what kind of input: "archive", "recording", "simulation"
  Contents has;
  friend bool operator==(const SessionInfo&, const SessionInfo&) = default;
};

/// "2025-10-25_mexico-city_qualifying" from date, meeting and session name: lower case, "Grand Prix" dropped,
/// everything else than letters and digits a hyphen. Parts that are empty are left out.
[[nodiscard]] std::string make_session_key(std::string_view date, std::string_view meeting,
                                           std::string_view name);

}  // namespace slipstream::domain
