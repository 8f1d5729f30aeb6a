#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "library/official/season.hpp"

namespace slipstream::library {

/// One session of a season.
struct SeasonChoice {
  int year = 0;
  SeasonMeeting meeting;
  SeasonSession session;

  /// The key it has in the library.
  [[nodiscard]] std::string key() const;
  /// "Mexico City Grand Prix 2025, Qualifying".
  [[nodiscard]] std::string title() const;
};

/// What words like "Mexico City Qualifying", "mexico Q", "monaco 2023 FP1" or "5 sprint" mean in a season:
/// first the event (its name, place, country, circuit or number), then the session; slips of the keyboard are
/// forgiven. Errors: not_found (names the nearest events, the event's sessions, or says that the archive does
/// not have it yet), invalid_argument (several fit: names them; no session: names those of the event).
Result<SeasonChoice> choose_session(const Season& season, std::string_view words);

}  // namespace slipstream::library
