#include "library/runs/run_entry.hpp"

#include <nlohmann/json.hpp>

#include "library/entry_file.hpp"

namespace slipstream::library {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kRunFormat = 1;

std::string utc_text(WallTime time) { return base::format_wall(time) + "Z"; }

RunEntry run_from(const Json& object) {
  RunEntry entry;
  entry.run_id = object.at("run_id").get<std::string>();
  entry.session_key = object.at("session_key").get<std::string>();
  entry.meeting = object.value("meeting", "");
  entry.session = object.value("session", "");
  entry.began = base::parse_utc(object.value("began", "")).value_or(WallTime{});
  entry.ended = base::parse_utc(object.value("ended", "")).value_or(WallTime{});
  entry.telemetry_records = object.at("telemetry_records").get<std::uint64_t>();
  entry.laps = object.at("laps").get<std::uint64_t>();
  entry.alerts = object.at("alerts").get<std::uint64_t>();
  return entry;
}

}  // namespace

std::string write_run_entry(const RunEntry& entry) {
  const Json object{{"format", kRunFormat},
                    {"run_id", entry.run_id},
                    {"session_key", entry.session_key},
                    {"meeting", entry.meeting},
                    {"session", entry.session},
                    {"began", utc_text(entry.began)},
                    {"ended", utc_text(entry.ended)},
                    {"telemetry_records", entry.telemetry_records},
                    {"laps", entry.laps},
                    {"alerts", entry.alerts}};
  return object.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<RunEntry> read_run_entry(const std::filesystem::path& folder) {
  return read_entry_file(folder / "run.json", kRunFormat, "a run", run_from);
}

}  // namespace slipstream::library
