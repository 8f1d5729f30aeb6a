#include "library/runs/run_entry.hpp"

#include <cerrno>
#include <fstream>

#include <nlohmann/json.hpp>

#include "base/file_error.hpp"

namespace slipstream::library {
namespace {

using nlohmann::json;

constexpr int kRunFormat = 1;

std::string utc_text(WallTime time) { return base::format_wall(time) + "Z"; }

RunEntry run_from(const json& object) {
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
  const json object{{"format", kRunFormat},
                    {"run_id", entry.run_id},
                    {"session_key", entry.session_key},
                    {"meeting", entry.meeting},
                    {"session", entry.session},
                    {"began", utc_text(entry.began)},
                    {"ended", utc_text(entry.ended)},
                    {"telemetry_records", entry.telemetry_records},
                    {"laps", entry.laps},
                    {"alerts", entry.alerts}};
  return object.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

Result<RunEntry> read_run_entry(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / "run.json";
  std::ifstream in{file};
  if (!in) return file_error(errno, "cannot read", file);
  try {
    const json object = json::parse(in);
    if (const int format = object.at("format").get<int>(); format != kRunFormat) {
      return fail_at(file.string(), ErrorCode::invalid_input, "format {} is not known to this version",
                     format);
    }
    return run_from(object);
  } catch (const json::exception& error) {
    return fail_at(file.string(), ErrorCode::invalid_input, "not the description of a run: {}", error.what());
  }
}

}  // namespace slipstream::library
