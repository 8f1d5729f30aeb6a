#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace slipstream::library {

/// A session as the season's index of the official archive has it; texts are empty where it says nothing.
struct SeasonSession {
  std::string name;                  ///< "Practice 1", "Qualifying", "Sprint Qualifying", "Sprint", "Race"
  std::string type;                  ///< "Practice", "Qualifying", "Race"
  std::string start_date, end_date;  ///< local, "2025-10-25T15:00:00"
  std::string gmt_offset;            ///< "-06:00:00"
  std::string
      path;  ///< "2025/2025-10-26_…/2025-10-25_Qualifying/", relative to the archive; empty: not there yet
  friend bool operator==(const SeasonSession&, const SeasonSession&) = default;
};

/// A Grand Prix or a test.
struct SeasonMeeting {
  std::optional<int> number;  ///< of the season, from 1
  std::string name;           ///< "Mexico City Grand Prix"
  std::string location, country, country_code, circuit;
  std::vector<SeasonSession> sessions;

  /// The day of the last session, "2025-10-26"; empty if that is not known.
  [[nodiscard]] std::string last_day() const;
  friend bool operator==(const SeasonMeeting&, const SeasonMeeting&) = default;
};

struct Season {
  int year = 0;
  std::vector<SeasonMeeting> meetings;  ///< in the index's order, which is by date
};

/// Reads `<year>/Index.json` (formats/live-timing.md §1). What it does not say, or says in a way that would
/// lead out of the archive, is left out. Errors: invalid_input (not JSON, no list of meetings) at `where`.
Result<Season> read_season(std::string_view text, int year, std::string_view where);

/// Reads a session's `Index.json`: the names of its files with all changes, "CarData.z.jsonStream". Names
/// that are not plain are left out. Errors: invalid_input at `where`.
Result<std::vector<std::string>> read_session_index(std::string_view text, std::string_view where);

}  // namespace slipstream::library
