#include "library/session_entry.hpp"

#include <array>
#include <cerrno>
#include <fstream>
#include <utility>

#include <nlohmann/json.hpp>

#include "base/file_error.hpp"

namespace slipstream::library {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kFormat = 1;

constexpr std::array<std::pair<const char*, bool domain::Contents::*>, 9> kContents{{
    {"telemetry", &domain::Contents::telemetry},
    {"position", &domain::Contents::position},
    {"timing", &domain::Contents::timing},
    {"stints", &domain::Contents::stints},
    {"weather", &domain::Contents::weather},
    {"race_control", &domain::Contents::race_control},
    {"track_status", &domain::Contents::track_status},
    {"team_radio", &domain::Contents::team_radio},
    {"clock", &domain::Contents::clock},
}};

template <class T>
void put(Json& json, const char* key, const std::optional<T>& value) {
  if (value) json[key] = *value;
}

template <class T>
std::optional<T> get(const Json& json, const char* key) {
  const auto found = json.find(key);
  return found == json.end() ? std::nullopt : std::optional<T>{found->template get<T>()};
}

std::optional<double> as_seconds(std::optional<SessionTime> time) {
  return time ? std::optional{base::seconds(*time)} : std::nullopt;
}

Json to_json(const domain::Driver& driver) {
  Json json{{"driver_id", driver.id.view()},
            {"name", driver.name},
            {"team", driver.team},
            {"team_color", driver.team_color}};
  put(json, "driver_number", domain::known_number(driver.number));
  put(json, "grid", driver.grid);
  return json;
}

domain::Driver driver_from(const Json& json) {
  domain::Driver driver;
  driver.id = domain::DriverId{std::string_view{json.at("driver_id").get_ref<const std::string&>()}};
  driver.number = json.value("driver_number", domain::CarNumber{0});
  driver.name = json.value("name", "");
  driver.team = json.value("team", "");
  driver.team_color = json.value("team_color", "");
  driver.grid = get<int>(json, "grid");
  return driver;
}

Json to_json(const domain::SessionInfo& info) {
  Json json{{"key", info.key},         {"name", info.name},       {"type", info.type},
            {"meeting", info.meeting}, {"country", info.country}, {"circuit", info.circuit}};
  put(json, "circuit_key", info.circuit_key);
  json["start_date"] = info.start_date;
  json["gmt_offset"] = info.gmt_offset;
  put(json, "total_laps", info.total_laps);
  put(json, "part", info.part);
  json["state"] = domain::to_string(info.state);
  json["source_kind"] = info.source;
  json["has"] = Json::array();
  for (const auto& [name, member] : kContents) {
    if (info.has.*member) json["has"].push_back(name);
  }
  json["drivers"] = Json::array();
  for (const domain::Driver& driver : info.drivers) json["drivers"].push_back(to_json(driver));
  return json;
}

domain::SessionInfo info_from(const Json& json) {
  domain::SessionInfo info;
  info.key = json.at("key").get<std::string>();
  info.name = json.value("name", "");
  info.type = json.value("type", "");
  info.meeting = json.value("meeting", "");
  info.country = json.value("country", "");
  info.circuit = json.value("circuit", "");
  info.circuit_key = get<int>(json, "circuit_key");
  info.start_date = json.value("start_date", "");
  info.gmt_offset = json.value("gmt_offset", "");
  info.total_laps = get<int>(json, "total_laps");
  info.part = get<int>(json, "part");
  info.state = domain::session_state_from(json.value("state", "")).value_or(domain::SessionState::scheduled);
  info.source = json.value("source_kind", "");
  for (const auto& [name, member] : kContents) {
    for (const Json& held : json.at("has")) info.has.*member |= held == name;
  }
  for (const Json& driver : json.at("drivers")) info.drivers.push_back(driver_from(driver));
  return info;
}

SessionTime time_from(const Json& json, const char* key) {
  return base::session_time_from_seconds(json.at(key).get<double>());
}

SessionEntry entry_from(const Json& json, const std::filesystem::path& folder) {
  SessionEntry entry;
  entry.info = info_from(json);
  entry.source = folder / json.at("source").get<std::string>();
  entry.bytes = json.at("bytes").get<std::uint64_t>();
  entry.telemetry_records = json.at("telemetry_records").get<std::uint64_t>();
  entry.session_messages = json.at("session_messages").get<std::uint64_t>();
  entry.damaged_lines = json.at("damaged_lines").get<std::uint64_t>();
  entry.begin = time_from(json, "begin");
  entry.end = time_from(json, "end");
  if (json.contains("started_at")) entry.started_at = time_from(json, "started_at");
  if (const auto zero = get<std::string>(json, "zero")) entry.zero = base::parse_utc_ms(*zero);
  entry.imported_at = base::parse_utc_ms(json.value("imported_at", "")).value_or(UtcTime{});
  return entry;
}

}  // namespace

SessionEntry describe(const prepare::PreparedSession& session) {
  SessionEntry entry;
  entry.info = session.info();
  entry.telemetry_records = session.record_count();
  entry.session_messages = session.messages().size();
  entry.damaged_lines = session.report().damaged_lines;
  entry.zero = session.zero();
  entry.begin = session.begin_time();
  entry.end = session.end_time();
  entry.started_at = session.started_at();
  entry.imported_at = std::chrono::floor<Milliseconds>(base::wall_now());
  return entry;
}

std::string write_entry(const SessionEntry& entry, const std::filesystem::path& folder) {
  Json json{{"format", kFormat}};
  json.update(to_json(entry.info));
  json["source"] = entry.source.lexically_relative(folder).string();
  json["bytes"] = entry.bytes;
  json["telemetry_records"] = entry.telemetry_records;
  json["session_messages"] = entry.session_messages;
  json["damaged_lines"] = entry.damaged_lines;
  put(json, "zero", entry.zero ? std::optional{base::format_utc(*entry.zero)} : std::nullopt);
  json["begin"] = base::seconds(entry.begin);
  json["end"] = base::seconds(entry.end);
  put(json, "started_at", as_seconds(entry.started_at));
  json["imported_at"] = base::format_utc(entry.imported_at);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<SessionEntry> read_entry(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "session.json";
  std::ifstream in{file};
  if (!in) return file_error(errno, "cannot read", file);
  try {
    const Json json = Json::parse(in);
    if (const int format = json.at("format").get<int>(); format != kFormat) {
      return fail_at(file.string(), ErrorCode::invalid_input, "format {} is not known to this version",
                     format);
    }
    return entry_from(json, folder);
  } catch (const Json::exception& problem) {
    return fail_at(file.string(), ErrorCode::invalid_input, "{}", problem.what());
  }
}

}  // namespace slipstream::library
