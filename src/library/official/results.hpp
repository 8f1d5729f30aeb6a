#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/official_result.hpp"

namespace slipstream::library {

enum class ResultsKind { race, sprint, qualifying };

/// "race", "sprint", "qualifying".
[[nodiscard]] std::string_view to_string(ResultsKind kind);
/// What results a session of this name and type has; nullopt for practice and a sprint's qualifying.
[[nodiscard]] std::optional<ResultsKind> results_kind(std::string_view session_name);

struct OfficialResults {
  ResultsKind kind = ResultsKind::race;
  int season = 0, round = 0;
  std::string race;                          ///< "Mexico City Grand Prix"
  std::string date;                          ///< of the race, UTC: "2025-10-26"
  std::vector<domain::OfficialResult> rows;  ///< in order of classification
};

/// Reads an answer of the API's results.json, sprint.json or qualifying.json; nullopt: nothing was published.
/// A row without a car number is left out. Errors: invalid_input at `where`.
Result<std::optional<OfficialResults>> read_results(std::string_view text, ResultsKind kind,
                                                    std::string_view where);

/// The round of the race on `day` ("2025-10-26", or the days beside it, since zones differ) in an answer of
/// the API's <year>.json; nullopt if there is none. Errors: invalid_input at `where`.
Result<std::optional<int>> read_round(std::string_view text, std::string_view day, std::string_view where);

/// The results that `fetch` left in a session's folder of the library (Library::folder); nullopt: none, since
/// it was imported, has none, or the API was out of reach. Reads one file, goes nowhere. Errors: permission,
/// io, invalid_input.
Result<std::optional<OfficialResults>> official_results(const std::filesystem::path& session_folder);

/// The file that official_results reads.
[[nodiscard]] std::filesystem::path results_file(const std::filesystem::path& session_folder);
/// Its content: the API's `answer`, which read_results could read, wrapped with where it came from.
[[nodiscard]] std::string write_results(std::string_view answer, ResultsKind kind, const std::string& url);

}  // namespace slipstream::library
