#include "cli/run_listing.hpp"

#include <nlohmann/json.hpp>

#include "cli/text_table.hpp"

namespace slipstream::cli {
namespace {

std::string to_second(WallTime time) {
  return base::format_utc(std::chrono::floor<std::chrono::seconds>(time)).substr(0, 19);
}

}  // namespace

nlohmann::json runs_json(std::span<const library::RunEntry> runs) {
  auto list = nlohmann::json::array();
  for (const library::RunEntry& run : runs) {
    list.push_back({{"run_id", run.run_id},
                    {"session_key", run.session_key},
                    {"began", base::format_wall(run.began) + "Z"},
                    {"ended", base::format_wall(run.ended) + "Z"},
                    {"telemetry_records", run.telemetry_records},
                    {"laps", run.laps},
                    {"alerts", run.alerts}});
  }
  return list;
}

std::string runs_text(std::span<const library::RunEntry> runs) {
  TextTable table({"run", "session", "began (UTC)", "ended", "records", "laps", "alerts"});
  for (const library::RunEntry& run : runs) {
    table.add({run.run_id, run.session_key, to_second(run.began), to_second(run.ended),
               std::to_string(run.telemetry_records), std::to_string(run.laps), std::to_string(run.alerts)});
  }
  return table.to_string();
}

}  // namespace slipstream::cli
