#pragma once

#include <filesystem>
#include <string>

namespace slipstream::source {

/// What the name of a file tells of a session: "dutch_2025_race.parquet" is the Race of "Dutch" in "2025".
struct TableName {
  std::string date;     ///< "2025-08-31" or "2025"; empty if the name has neither
  std::string meeting;  ///< what is left, "Dutch"
  std::string
      session;  ///< "Race", "Qualifying", "Sprint", "Sprint Qualifying", "Practice 1"; empty if unsaid
};
[[nodiscard]] TableName table_name(const std::filesystem::path& path);

/// "Race", "Qualifying" or "Practice": the feed's `Type` of a session of that name; empty if it is none.
[[nodiscard]] std::string session_type(const std::string& session);

}  // namespace slipstream::source
