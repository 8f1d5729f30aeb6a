#include "cli/commands/sessions.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/progress_bar.hpp"
#include "cli/run_listing.hpp"
#include "cli/text_table.hpp"
#include "library/library.hpp"

namespace slipstream::cli {
namespace {

using nlohmann::json;

using Runs = std::vector<library::RunEntry>;

std::size_t runs_of(const Runs& runs, const std::string& key) {
  return static_cast<std::size_t>(std::ranges::count(runs, key, &library::RunEntry::session_key));
}

json to_json(const library::SessionEntry& entry) {
  return {{"key", entry.key()},
          {"meeting", entry.info.meeting},
          {"name", entry.info.name},
          {"type", entry.info.type},
          {"start_date", entry.info.start_date},
          {"source", entry.info.source},
          {"records", entry.telemetry_records},
          {"session_messages", entry.session_messages},
          {"damaged_lines", entry.damaged_lines},
          {"bytes", entry.bytes}};
}

}  // namespace

Result<> import_sessions(const Context& context, const std::vector<std::filesystem::path>& paths) {
  library::Library sessions(context.settings.data_directory);
  json done = json::array();
  for (const auto& path : paths) {
    Result<library::Imported> imported = [&] {
      ProgressBar bar("Importing " + path.filename().string(),
                      context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
      return sessions.import(path, [&bar](double part) { bar.update(part); }, context.stop);
    }();
    if (!imported) return propagate(imported);
    json item = to_json(imported->entry);
    item["was_there"] = imported->was_there;
    done.push_back(item);
    if (!context.json) {
      fmt::print("{}: {}\n", imported->entry.key(),
                 imported->was_there ? "was in the library already" : "imported");
    }
  }
  if (context.json) fmt::print("{}\n", done.dump(2));
  return {};
}

Result<> list_sessions(const Context& context) {
  const library::Library sessions(context.settings.data_directory);
  auto entries = sessions.list();
  if (!entries) return propagate(entries);
  const auto runs = sessions.runs().list();
  if (!runs) return std::unexpected(runs.error());
  if (context.json) {
    json all = json::array();
    for (const library::SessionEntry& entry : *entries) {
      all.push_back(to_json(entry));
      all.back()["runs"] = runs_of(*runs, entry.key());
    }
    fmt::print("{}\n", all.dump(2));
    return {};
  }
  if (entries->empty()) {
    fmt::print("No sessions yet: slipstream import PATH or slipstream fetch takes one in.\n");
    return {};
  }
  TextTable table({"key", "meeting", "session", "source", "records", "messages", "MB", "runs"});
  for (const library::SessionEntry& entry : *entries) {
    table.add({entry.key(), entry.info.meeting, entry.info.name, entry.info.source,
               std::to_string(entry.telemetry_records), std::to_string(entry.session_messages),
               fmt::format("{:.1f}", static_cast<double>(entry.bytes) / 1e6),
               std::to_string(runs_of(*runs, entry.key()))});
  }
  fmt::print("{}", table.to_string());
  return {};
}

Result<> list_runs(const Context& context) {
  const auto runs = library::Library(context.settings.data_directory).runs().list();
  if (!runs) return std::unexpected(runs.error());
  if (context.json) {
    fmt::print("{}\n", runs_json(*runs).dump(2));
  } else if (runs->empty()) {
    fmt::print("No finished runs yet: up and produce --analyse file those that play to their end.\n");
  } else {
    fmt::print("{}", runs_text(*runs));
  }
  return {};
}

Result<> remove_session(const Context& context, const std::string& session) {
  library::Library sessions(context.settings.data_directory);
  auto removed = sessions.remove(session);
  if (!removed) return propagate(removed);
  if (context.json) {
    fmt::print("{}\n", json{{"removed", removed->key()}}.dump());
  } else {
    fmt::print("{}: removed\n", removed->key());
  }
  return {};
}

}  // namespace slipstream::cli
