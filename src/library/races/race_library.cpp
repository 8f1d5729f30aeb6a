#include "library/races/race_library.hpp"

#include <algorithm>
#include <fstream>

#include <fcntl.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/file_error.hpp"
#include "base/logging.hpp"

namespace slipstream::library {
namespace {

using RaceJson = nlohmann::ordered_json;

std::string in_utc(WallTime time) { return base::format_wall(time) + "Z"; }

RaceJson to_json(const FiledRace& filed) {
  const domain::LabRace& race = filed.race;
  RaceJson object{{"race_id", race.race_id},
                  {"state", domain::to_string(race.state)},
                  {"followed_driver", race.followed_driver},
                  {"start_time", in_utc(race.started_at)},
                  {"end_time", in_utc(race.ended_at)},
                  {"duration_ms", race.duration.count()},
                  {"interval_ms", race.interval.count()},
                  {"seed", race.seed},
                  {"result", RaceJson::array()}};
  for (const domain::LabPlace& place : race.result) {
    RaceJson line{{"position", place.position},
                  {"driver_name", place.driver_name},
                  {"team_name", place.team_name},
                  {"speed", place.speed_kmh}};
    const auto average = filed.averages_kmh.find(place.driver_name);
    if (average != filed.averages_kmh.end()) line["average_speed"] = average->second;
    object["result"].push_back(std::move(line));
  }
  return object;
}

/// Throws what nlohmann throws.
FiledRace from_json(const RaceJson& object) {
  FiledRace filed;
  domain::LabRace& race = filed.race;
  race.race_id = object.at("race_id").get<std::string>();
  race.state = domain::lab_race_state_from(object.at("state").get<std::string>())
                   .value_or(domain::LabRaceState::interrupted);
  race.followed_driver = object.at("followed_driver").get<std::string>();
  race.started_at = base::parse_utc(object.at("start_time").get<std::string>()).value_or(WallTime{});
  race.ended_at = base::parse_utc(object.at("end_time").get<std::string>()).value_or(WallTime{});
  race.duration = Milliseconds{object.at("duration_ms").get<std::int64_t>()};
  race.interval = Milliseconds{object.at("interval_ms").get<std::int64_t>()};
  race.seed = object.at("seed").get<std::uint64_t>();
  for (const RaceJson& line : object.at("result")) {
    const auto driver = line.at("driver_name").get<std::string>();
    race.result.push_back({driver, line.at("team_name").get<std::string>(), line.at("position").get<int>(),
                           line.at("speed").get<double>()});
    if (line.contains("average_speed"))
      filed.averages_kmh.emplace(driver, line.at("average_speed").get<double>());
  }
  return filed;
}

/// Behind a line that a killed process left half written, a new one begins.
bool ends_within_a_line(int file) {
  char last = '\n';
  const off_t size = ::lseek(file, 0, SEEK_END);
  return size > 0 && ::pread(file, &last, 1, size - 1) == 1 && last != '\n';
}

}  // namespace

Result<> RaceLibrary::add(const FiledRace& race) const {
  const int file = ::open(file_.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0644);
  if (file < 0) return file_error(errno, "cannot write", file_);
  std::string line = to_json(race).dump() + '\n';
  if (ends_within_a_line(file)) line.insert(0, 1, '\n');
  // At once, so that lines of several processes do not mix.
  const ssize_t written = ::write(file, line.data(), line.size());
  const int failed = written < 0 ? errno : 0;
  ::close(file);
  if (failed != 0) return file_error(failed, "cannot write", file_);
  if (static_cast<std::size_t>(written) < line.size()) return file_error(ENOSPC, "cannot write", file_);
  return {};
}

Result<std::vector<FiledRace>> RaceLibrary::list() const {
  std::vector<FiledRace> races;
  std::ifstream in{file_};
  if (!in) {
    if (errno == ENOENT) return races;
    return file_error(errno, "cannot read", file_);
  }
  std::map<std::string, std::size_t> known;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    if (line.empty()) continue;
    try {
      FiledRace race = from_json(RaceJson::parse(line));
      if (known.emplace(race.race.race_id, races.size()).second) races.push_back(std::move(race));
    } catch (const RaceJson::exception& problem) {
      spdlog::warn("{}:{}: not a race: {}", file_.string(), number, problem.what());
    }
  }
  std::ranges::stable_sort(races, {}, [](const FiledRace& each) { return each.race.started_at; });
  return races;
}

table::Table races_table(const std::vector<FiledRace>& races) {
  using table::Type;
  table::Table made;
  const auto add = [&](const char* name, Type type, auto value) {
    table::Column& column = made.add(name, type);
    static const domain::LabPlace nobody;
    for (const FiledRace& filed : races) {
      if (filed.race.result.empty()) column.append(value(filed, nobody));
      for (const domain::LabPlace& place : filed.race.result) column.append(value(filed, place));
    }
  };
  const auto known = [](const std::string& text) {
    return text.empty() ? std::nullopt : std::optional{std::string_view{text}};
  };
  const auto if_driven = [](const domain::LabPlace& place, auto value) {
    return place.driver_name.empty() ? std::nullopt : std::optional{value};
  };
  add("race_id", Type::text,
      [](const auto& filed, const auto&) { return std::string_view{filed.race.race_id}; });
  add("state", Type::text,
      [](const auto& filed, const auto&) { return domain::to_string(filed.race.state); });
  add("followed_driver", Type::text,
      [](const auto& filed, const auto&) { return std::string_view{filed.race.followed_driver}; });
  add("started_at", Type::timestamp, [](const auto& filed, const auto&) { return filed.race.started_at; });
  add("ended_at", Type::timestamp, [](const auto& filed, const auto&) { return filed.race.ended_at; });
  add("duration", Type::duration, [](const auto& filed, const auto&) { return filed.race.duration; });
  add("position", Type::int64,
      [&](const auto&, const auto& place) { return if_driven(place, place.position); });
  add("driver_name", Type::text, [&](const auto&, const auto& place) { return known(place.driver_name); });
  add("team_name", Type::text, [&](const auto&, const auto& place) { return known(place.team_name); });
  add("average_speed", Type::float64, [](const auto& filed, const auto& place) {
    const auto average = filed.averages_kmh.find(place.driver_name);
    return average == filed.averages_kmh.end() ? std::nullopt : std::optional{average->second};
  });
  return made;
}

}  // namespace slipstream::library
