#include "cli/commands/fetch.hpp"

#include <nlohmann/json.hpp>

#include "cli/official_sites.hpp"
#include "cli/text_table.hpp"

namespace slipstream::cli {
namespace {

using nlohmann::json;

json to_json(const library::SeasonMeeting& meeting) {
  json out{{"name", meeting.name},
           {"location", meeting.location},
           {"country", meeting.country},
           {"circuit", meeting.circuit},
           {"sessions", json::array()}};
  if (meeting.number) out["number"] = *meeting.number;
  for (const library::SeasonSession& session : meeting.sessions) {
    out["sessions"].push_back({{"name", session.name},
                               {"type", session.type},
                               {"start_date", session.start_date},
                               {"gmt_offset", session.gmt_offset},
                               {"archived", !session.path.empty()}});
  }
  return out;
}

Result<> show_calendar(const Context& context, const OfficialSites& sites, int year) {
  auto season = sites.season(year);
  if (!season) return propagate(season);
  if (context.json) {
    json all = json::array();
    for (const library::SeasonMeeting& meeting : season->meetings) all.push_back(to_json(meeting));
    fmt::print("{}\n", json{{"year", year}, {"meetings", all}}.dump(2));
    return {};
  }
  TextTable table({"no", "event", "place", "until", "sessions"});
  for (const library::SeasonMeeting& meeting : season->meetings) {
    std::string names;
    for (const library::SeasonSession& session : meeting.sessions) {
      names += (names.empty() ? "" : ", ") + session.name + (session.path.empty() ? " (not yet)" : "");
    }
    table.add({meeting.number ? std::to_string(*meeting.number) : "", meeting.name,
               fmt::format("{}, {}", meeting.location, meeting.country), meeting.last_day(), names});
  }
  fmt::print("{}", table.to_string());
  return {};
}

void report(const Context& context, const FetchedSession& session) {
  const library::SessionEntry& entry = session.fetched.entry;
  const auto& downloaded = session.fetched.downloaded;
  if (context.json) {
    json out{{"key", entry.key()},
             {"was_there", !downloaded},
             {"bytes", entry.bytes},
             {"official_results", session.has_results}};
    if (downloaded) {
      out["site"] = downloaded->site;
      out["files"] = downloaded->files;
      out["kept_bytes"] = downloaded->kept_bytes;
      out["missing_topics"] = downloaded->missing_topics;
      out["cut_topics"] = downloaded->cut_topics;
    }
    fmt::print("{}\n", out.dump(2));
    return;
  }
  const std::string_view results = session.has_results ? ", with official results" : "";
  if (!downloaded) {
    fmt::print("{}: was in the library already{}\n", entry.key(), results);
    return;
  }
  fmt::print("{}: fetched {} files, {:.1f} MB{}{}\n", entry.key(), downloaded->files,
             static_cast<double>(downloaded->bytes) / 1e6,
             downloaded->kept_bytes > 0
                 ? fmt::format(" ({:.1f} MB were there)", static_cast<double>(downloaded->kept_bytes) / 1e6)
                 : "",
             results);
}

}  // namespace

Result<> fetch(const Context& context, const FetchOptions& options) {
  const OfficialSites sites(context);
  if (options.list) return show_calendar(context, sites, options.year);
  const std::string words = fmt::format("{}", fmt::join(options.words, " "));
  if (words.empty()) {
    return fail(ErrorCode::invalid_argument,
                "which event and session of {}? `slipstream fetch --list {}` shows what there is",
                options.year, options.year);
  }
  auto fetched = sites.fetch(options.year, words);
  if (!fetched) return propagate(fetched);
  report(context, *fetched);
  return {};
}

}  // namespace slipstream::cli
