#include "library/official/results.hpp"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <limits>
#include <sstream>

#include "base/file_error.hpp"
#include "domain/timing.hpp"
#include "library/official/lenient_json.hpp"

namespace slipstream::library {
namespace {

using nlohmann::json;

constexpr int kResultsFormat = 1;
constexpr int kMostLaps = 1000, kMostRounds = 100, kMostCars = 1000;
constexpr double kMostPoints = 1000;
constexpr double kLongestRaceMs = 24.0 * 3'600'000;

struct KindNames {
  ResultsKind kind;
  std::string_view name;
  const char* list;  ///< of the API's answer
};
constexpr KindNames kKinds[] = {{ResultsKind::race, "race", "Results"},
                                {ResultsKind::sprint, "sprint", "SprintResults"},
                                {ResultsKind::qualifying, "qualifying", "QualifyingResults"}};

const KindNames& names_of(ResultsKind kind) { return *std::ranges::find(kKinds, kind, &KindNames::kind); }

std::optional<Milliseconds> lap_time_in(const json& object, const char* key) {
  return domain::parse_lap_time(text_in(object, key));
}

std::optional<domain::OfficialResult> row_from(const json& object) {
  const auto number = whole_in(object, "number", 0, std::numeric_limits<domain::CarNumber>::max());
  if (!number) return std::nullopt;
  const json& driver = member(object, "Driver");
  domain::OfficialResult row;
  row.driver_number = static_cast<domain::CarNumber>(*number);
  row.driver_id = domain::DriverId{std::string_view{text_in(driver, "code")}};
  const std::string given = text_in(driver, "givenName");
  row.name = given + (given.empty() ? "" : " ") + text_in(driver, "familyName");
  row.team = text_in(member(object, "Constructor"), "name");
  row.api_driver = text_in(driver, "driverId");
  row.api_team = text_in(member(object, "Constructor"), "constructorId");
  row.position = whole_in(object, "position", 1, kMostCars);
  row.classified = text_in(object, "positionText");
  row.status = text_in(object, "status");
  row.grid = whole_in(object, "grid", 0, kMostCars);
  row.laps = whole_in(object, "laps", 0, kMostLaps);
  if (const auto points = number_in(object, "points"); points && *points >= 0 && *points <= kMostPoints) {
    row.points = points;
  }
  if (const auto ms = number_in(member(object, "Time"), "millis"); ms && *ms >= 0 && *ms <= kLongestRaceMs) {
    row.time = Milliseconds{static_cast<std::int64_t>(*ms)};
  }
  row.fastest_lap = lap_time_in(member(member(object, "FastestLap"), "Time"), "time");
  row.parts = {lap_time_in(object, "Q1"), lap_time_in(object, "Q2"), lap_time_in(object, "Q3")};
  return row;
}

/// The list of races of an answer. Errors: invalid_input.
Result<json> races_of(const json& answer, std::string_view where) {
  const json& races = member(member(member(answer, "MRData"), "RaceTable"), "Races");
  if (races.is_array()) return races;
  return fail_at(std::string{where}, ErrorCode::invalid_input, "an answer without a table of races");
}

std::optional<std::chrono::sys_days> day_of(std::string_view text) {
  const auto time = base::parse_utc_ms(std::string{text} + "T00:00:00");
  return time ? std::optional{std::chrono::floor<std::chrono::days>(*time)} : std::nullopt;
}

Result<std::optional<OfficialResults>> results_from(const json& answer, ResultsKind kind,
                                                    std::string_view where) {
  auto races = races_of(answer, where);
  if (!races) return propagate(races);
  if (races->empty()) return std::nullopt;
  const json& race = races->front();
  OfficialResults results{.kind = kind,
                          .season = whole_in(race, "season", 0, 9999).value_or(0),
                          .round = whole_in(race, "round", 0, kMostRounds).value_or(0),
                          .race = text_in(race, "raceName"),
                          .date = text_in(race, "date"),
                          .rows = {}};
  const json& list = member(race, names_of(kind).list);
  if (!list.is_array()) return std::nullopt;
  for (const json& object : list) {
    if (auto row = row_from(object)) results.rows.push_back(std::move(*row));
  }
  if (results.rows.empty()) return std::nullopt;
  return results;
}

}  // namespace

std::string_view to_string(ResultsKind kind) { return names_of(kind).name; }

std::optional<ResultsKind> results_kind(std::string_view session_name) {
  if (session_name == "Race") return ResultsKind::race;
  if (session_name == "Sprint") return ResultsKind::sprint;
  if (session_name == "Qualifying") return ResultsKind::qualifying;
  return std::nullopt;
}

Result<std::optional<OfficialResults>> read_results(std::string_view text, ResultsKind kind,
                                                    std::string_view where) {
  auto answer = parse_object(text, where);
  if (!answer) return propagate(answer);
  return results_from(*answer, kind, where);
}

Result<std::optional<int>> read_round(std::string_view text, std::string_view day, std::string_view where) {
  auto answer = parse_object(text, where);
  if (!answer) return propagate(answer);
  const auto races = races_of(*answer, where);
  if (!races) return std::unexpected(races.error());
  const auto wanted = day_of(day);
  for (const json& race : *races) {
    const auto date = day_of(text_in(race, "date"));
    if (wanted && date && std::chrono::abs(*date - *wanted) <= std::chrono::days{1}) {
      return whole_in(race, "round", 1, kMostRounds);
    }
  }
  return std::nullopt;
}

std::filesystem::path results_file(const std::filesystem::path& session_folder) {
  return session_folder / "official_results.json";
}

std::string write_results(std::string_view answer, ResultsKind kind, const std::string& url) {
  const json wrapped{{"format", kResultsFormat},
                     {"kind", to_string(kind)},
                     {"url", url},
                     {"fetched_at", base::format_wall(base::wall_now()) + "Z"},
                     {"answer", json::parse(answer)}};
  return wrapped.dump(1, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<std::optional<OfficialResults>> official_results(const std::filesystem::path& session_folder) {
  const std::filesystem::path file = results_file(session_folder);
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return std::nullopt;
  std::ostringstream text;
  std::ifstream in{file};
  if (!in || !(text << in.rdbuf())) return file_error(errno, "cannot read", file);
  auto wrapped = parse_object(text.str(), file.string());
  if (!wrapped) return propagate(wrapped);
  const auto kind = std::ranges::find(kKinds, text_in(*wrapped, "kind"), &KindNames::name);
  if (kind == std::end(kKinds) || whole_in(*wrapped, "format", 0, kResultsFormat) != kResultsFormat) {
    return fail_at(file.string(), ErrorCode::invalid_input,
                   "this version does not know results of that form");
  }
  return results_from(member(*wrapped, "answer"), kind->kind, file.string());
}

}  // namespace slipstream::library
