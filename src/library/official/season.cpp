#include "library/official/season.hpp"

#include <algorithm>

#include "library/official/lenient_json.hpp"
#include "source/archive_file.hpp"

namespace slipstream::library {
namespace {

using nlohmann::json;

constexpr int kMostMeetings = 1000;  // beyond that, numbers are keys of something else
constexpr std::size_t kLongestName = 100;
constexpr std::size_t kDateLength = 10;

/// A folder below the archive, whose name may be in any script; it ends in a slash.
std::string safe_path(std::string path) {
  const bool odd =
      path.starts_with('/') || path.find("..") != std::string::npos || path.find("//") != std::string::npos ||
      path.find(':') != std::string::npos ||
      std::ranges::any_of(path, [](unsigned char c) { return c < 0x20 || c == 0x7F || c == '\\'; });
  if (odd || path.empty()) return {};
  if (!path.ends_with('/')) path += '/';
  return path;
}

/// The name of a file that may lie beside the others.
bool is_plain_name(const std::string& name) {
  const auto plain = [](char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' ||
           c == '_' || c == '-';
  };
  return name.size() <= kLongestName && name.ends_with(source::kArchiveExtension) && !name.starts_with('.') &&
         std::ranges::all_of(name, plain);
}

SeasonSession session_from(const json& object) {
  return {.name = text_in(object, "Name"),
          .type = text_in(object, "Type"),
          .start_date = text_in(object, "StartDate"),
          .end_date = text_in(object, "EndDate"),
          .gmt_offset = text_in(object, "GmtOffset"),
          .path = safe_path(text_in(object, "Path"))};
}

SeasonMeeting meeting_from(const json& object) {
  SeasonMeeting meeting{.number = whole_in(object, "Number", 1, kMostMeetings),
                        .name = text_in(object, "Name"),
                        .location = text_in(object, "Location"),
                        .country = text_in(member(object, "Country"), "Name"),
                        .country_code = text_in(member(object, "Country"), "Code"),
                        .circuit = text_in(member(object, "Circuit"), "ShortName"),
                        .sessions = {}};
  const json& sessions = member(object, "Sessions");
  if (!sessions.is_array()) return meeting;
  for (const json& session : sessions) {
    SeasonSession read = session_from(session);
    if (!read.name.empty()) meeting.sessions.push_back(std::move(read));
  }
  return meeting;
}

}  // namespace

std::string SeasonMeeting::last_day() const {
  std::string last;
  for (const SeasonSession& session : sessions)
    last = std::max(last, session.start_date.substr(0, kDateLength));
  return last;
}

Result<Season> read_season(std::string_view text, int year, std::string_view where) {
  auto index = parse_object(text, where);
  if (!index) return propagate(index);
  const json& meetings = member(*index, "Meetings");
  if (!meetings.is_array()) {
    return fail_at(std::string{where}, ErrorCode::invalid_input, "the index of {} has no list of meetings",
                   year);
  }
  Season season{year, {}};
  for (const json& meeting : meetings) {
    SeasonMeeting read = meeting_from(meeting);
    if (!read.name.empty()) season.meetings.push_back(std::move(read));
  }
  return season;
}

Result<std::vector<std::string>> read_session_index(std::string_view text, std::string_view where) {
  auto index = parse_object(text, where);
  if (!index) return propagate(index);
  const json& feeds = member(*index, "Feeds");
  if (!feeds.is_object()) {
    return fail_at(std::string{where}, ErrorCode::invalid_input, "the session's index has no feeds");
  }
  std::vector<std::string> names;
  for (const json& feed : feeds) {
    std::string name = text_in(feed, "StreamPath");
    if (is_plain_name(name) && std::ranges::find(names, name) == names.end())
      names.push_back(std::move(name));
  }
  return names;
}

}  // namespace slipstream::library
