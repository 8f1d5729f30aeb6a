#include "library/session_entry.hpp"

#include <array>
#include <utility>

#include <nlohmann/json.hpp>

#include "library/entry_file.hpp"

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
void put(Json& object, const char* key, const std::optional<T>& value) {
  if (value) object[key] = *value;
}

template <class T>
std::optional<T> get(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::nullopt : std::optional<T>{found->template get<T>()};
}

std::optional<double> as_seconds(std::optional<SessionTime> time) {
  return time ? std::optional{base::seconds(*time)} : std::nullopt;
}

Json to_json(const domain::Driver& driver) {
  Json object{{"driver_id", driver.id.view()},
              {"name", driver.name},
              {"team", driver.team},
              {"team_color", driver.team_color}};
  put(object, "driver_number", domain::known_number(driver.number));
  put(object, "grid", driver.grid);
  return object;
}

domain::Driver driver_from(const Json& object) {
  domain::Driver driver;
  driver.id = domain::DriverId{std::string_view{object.at("driver_id").get_ref<const std::string&>()}};
  driver.number = object.value("driver_number", domain::CarNumber{0});
  driver.name = object.value("name", "");
  driver.team = object.value("team", "");
  driver.team_color = object.value("team_color", "");
  driver.grid = get<int>(object, "grid");
  return driver;
}

Json to_json(const domain::SessionInfo& info) {
  Json object{{"key", info.key},         {"name", info.name},       {"type", info.type},
              {"meeting", info.meeting}, {"country", info.country}, {"circuit", info.circuit}};
  put(object, "circuit_key", info.circuit_key);
  object["start_date"] = info.start_date;
  object["gmt_offset"] = info.gmt_offset;
  put(object, "total_laps", info.total_laps);
  put(object, "part", info.part);
  object["state"] = domain::to_string(info.state);
  object["source_kind"] = info.source;
  object["has"] = Json::array();
  for (const auto& [name, member] : kContents) {
    if (info.has.*member) object["has"].push_back(name);
  }
  object["drivers"] = Json::array();
  for (const domain::Driver& driver : info.drivers) object["drivers"].push_back(to_json(driver));
  return object;
}

domain::SessionInfo info_from(const Json& object) {
  domain::SessionInfo info;
  info.key = object.at("key").get<std::string>();
  info.name = object.value("name", "");
  info.type = object.value("type", "");
  info.meeting = object.value("meeting", "");
  info.country = object.value("country", "");
  info.circuit = object.value("circuit", "");
  info.circuit_key = get<int>(object, "circuit_key");
  info.start_date = object.value("start_date", "");
  info.gmt_offset = object.value("gmt_offset", "");
  info.total_laps = get<int>(object, "total_laps");
  info.part = get<int>(object, "part");
  info.state =
      domain::session_state_from(object.value("state", "")).value_or(domain::SessionState::scheduled);
  info.source = object.value("source_kind", "");
  for (const auto& [name, member] : kContents) {
    for (const Json& held : object.at("has")) info.has.*member |= held == name;
  }
  for (const Json& driver : object.at("drivers")) info.drivers.push_back(driver_from(driver));
  return info;
}

SessionTime time_from(const Json& object, const char* key) {
  return base::session_time_from_seconds(object.at(key).get<double>());
}

SessionEntry entry_from(const Json& object, const std::filesystem::path& folder) {
  SessionEntry entry;
  entry.info = info_from(object);
  entry.source = folder / object.at("source").get<std::string>();
  entry.bytes = object.at("bytes").get<std::uint64_t>();
  entry.telemetry_records = object.at("telemetry_records").get<std::uint64_t>();
  entry.session_messages = object.at("session_messages").get<std::uint64_t>();
  entry.damaged_lines = object.at("damaged_lines").get<std::uint64_t>();
  entry.begin = time_from(object, "begin");
  entry.end = time_from(object, "end");
  if (object.contains("started_at")) entry.started_at = time_from(object, "started_at");
  if (const auto zero = get<std::string>(object, "zero")) entry.zero = base::parse_utc_ms(*zero);
  entry.imported_at = base::parse_utc_ms(object.value("imported_at", "")).value_or(UtcTime{});
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
  Json object{{"format", kFormat}};
  object.update(to_json(entry.info));
  object["source"] = entry.source.lexically_relative(folder).string();
  object["bytes"] = entry.bytes;
  object["telemetry_records"] = entry.telemetry_records;
  object["session_messages"] = entry.session_messages;
  object["damaged_lines"] = entry.damaged_lines;
  put(object, "zero", entry.zero ? std::optional{base::format_utc(*entry.zero)} : std::nullopt);
  object["begin"] = base::seconds(entry.begin);
  object["end"] = base::seconds(entry.end);
  put(object, "started_at", as_seconds(entry.started_at));
  object["imported_at"] = base::format_utc(entry.imported_at);
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<SessionEntry> read_entry(const std::filesystem::path& folder) {
  return read_entry_file(folder / "session.json", kFormat, "a session",
                         [&](const Json& object) { return entry_from(object, folder); });
}

}  // namespace slipstream::library
