#include "library/official/season_search.hpp"

#include <algorithm>
#include <compare>
#include <span>
#include <utility>
#include <vector>

#include "domain/session.hpp"
#include "library/words.hpp"

namespace slipstream::library {
namespace {

using Words = std::vector<std::string>;

constexpr std::size_t kNamedAtMost = 4;  // what an error names at most

/// Less is better; compared member by member.
struct Rank {
  std::size_t slips = 0;     ///< of the words asked for
  std::size_t off_name = 0;  ///< words that fit the place or country, not the event's own name
  std::size_t unasked = 0;   ///< words of the name that were not asked for
  auto operator<=>(const Rank&) const = default;
};

/// A session, or a whole meeting, that fits.
struct Candidate {
  Rank rank;
  const SeasonMeeting* meeting;
  const SeasonSession* session;
};

std::size_t unasked(const Words& name, std::span<const std::string> wanted) {
  return static_cast<std::size_t>(std::ranges::count_if(name, [&](const std::string& own) {
    return std::ranges::none_of(wanted,
                                [&](const std::string& word) { return misfit_of(word, own).has_value(); });
  }));
}

/// How well `wanted` names the meeting; nullopt if a word does not fit.
std::optional<Rank> rank_of(const SeasonMeeting& meeting, std::span<const std::string> wanted) {
  const Words name = words_of(meeting.name);
  Words place = words_of(
      fmt::format("{} {} {} {}", meeting.location, meeting.country, meeting.country_code, meeting.circuit));
  if (meeting.number) place.push_back(std::to_string(*meeting.number));
  Rank rank;
  for (const std::string& word : wanted) {
    const auto in_name = least_misfit(word, name), in_place = least_misfit(word, place);
    if (!in_name && !in_place) return std::nullopt;
    const bool named = in_name && (!in_place || *in_name <= *in_place);
    rank.slips += named ? *in_name : *in_place;
    rank.off_name += named ? 0 : 1;
  }
  // "USA" fits three events, and none of them better for having a short name.
  if (rank.off_name < wanted.size()) rank.unasked = unasked(name, wanted);
  return rank;
}

/// What people write for a session's name, each with its readings; words that are no such are as they are.
std::vector<Words> readings_of(std::span<const std::string> words) {
  static const std::vector<std::pair<std::string, std::vector<Words>>> short_names{
      {"q", {{"qualifying"}}},
      {"r", {{"race"}}},
      {"s", {{"sprint"}}},
      {"sq", {{"sprint", "qualifying"}, {"sprint", "shootout"}}},
      {"ss", {{"sprint", "shootout"}}},
      {"fp1", {{"practice", "1"}}},
      {"fp2", {{"practice", "2"}}},
      {"fp3", {{"practice", "3"}}},
      {"p1", {{"practice", "1"}}},
      {"p2", {{"practice", "2"}}},
      {"p3", {{"practice", "3"}}}};
  if (words.size() == 1) {
    const auto found =
        std::ranges::find(short_names, words.front(), &std::pair<std::string, std::vector<Words>>::first);
    if (found != short_names.end()) return found->second;
  }
  return {Words(words.begin(), words.end())};
}

std::optional<Rank> rank_of(const SeasonSession& session, const std::vector<Words>& readings) {
  const Words name = words_of(session.name);
  std::optional<Rank> best;
  for (const Words& wanted : readings) {
    Rank rank{.slips = 0, .off_name = 0, .unasked = unasked(name, wanted)};
    const bool fits = std::ranges::all_of(wanted, [&](const std::string& word) {
      const auto misfit = least_misfit(word, name);
      rank.slips += misfit.value_or(0);
      return misfit.has_value();
    });
    if (fits && (!best || rank < *best)) best = rank;
  }
  return best;
}

/// Keeps the best, each of them once.
void consider(std::vector<Candidate>& best, const Candidate& candidate) {
  if (!best.empty() && candidate.rank > best.front().rank) return;
  if (!best.empty() && candidate.rank < best.front().rank) best.clear();
  const bool known = std::ranges::any_of(best, [&](const Candidate& other) {
    return other.meeting == candidate.meeting && other.session == candidate.session;
  });
  if (!known) best.push_back(candidate);
}

/// The sessions that fit best, whichever of the words name the event and which the session.
std::vector<Candidate> fitting_sessions(const Season& season, std::span<const std::string> wanted) {
  std::vector<Candidate> best;
  for (std::size_t split = 1; split < wanted.size(); ++split) {
    const auto readings = readings_of(wanted.subspan(split));
    for (const SeasonMeeting& meeting : season.meetings) {
      const auto event = rank_of(meeting, wanted.first(split));
      if (!event) continue;
      for (const SeasonSession& session : meeting.sessions) {
        const auto part = rank_of(session, readings);
        if (!part) continue;
        const Rank rank{event->slips + part->slips, event->off_name, event->unasked + part->unasked};
        consider(best, {rank, &meeting, &session});
      }
    }
  }
  return best;
}

std::vector<Candidate> fitting_meetings(const Season& season, std::span<const std::string> wanted) {
  std::vector<Candidate> best;
  for (const SeasonMeeting& meeting : season.meetings) {
    if (const auto rank = rank_of(meeting, wanted)) consider(best, {*rank, &meeting, nullptr});
  }
  return best;
}

std::string joined(const Words& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kNamedAtMost); ++i)
    text += (i == 0 ? "" : ", ") + names[i];
  return names.size() > kNamedAtMost ? text + ", …" : text;
}

std::string sessions_of(const SeasonMeeting& meeting) {
  std::string text;
  for (const SeasonSession& session : meeting.sessions) text += (text.empty() ? "" : ", ") + session.name;
  return text.empty() ? "none so far" : text;
}

std::unexpected<Error> ambiguous(int year, std::string_view words, const std::vector<Candidate>& best) {
  Words names;
  for (const Candidate& one : best) {
    names.push_back(one.meeting->name + (one.session == nullptr ? "" : " " + one.session->name));
  }
  return fail(ErrorCode::invalid_argument, "\"{}\" could be {} of {}: {}", words, best.size(), year,
              joined(names));
}

/// What is wrong with words that fit no session.
std::unexpected<Error> explain(const Season& season, std::string_view words, const Words& wanted) {
  for (std::size_t length = wanted.size(); length > 0; --length) {
    const auto meetings = fitting_meetings(season, std::span{wanted}.first(length));
    if (meetings.empty()) continue;
    if (meetings.size() > 1) return ambiguous(season.year, words, meetings);
    const SeasonMeeting& meeting = *meetings.front().meeting;
    if (length == wanted.size()) {
      return fail(ErrorCode::invalid_argument, "which session of the {} {}? {}", meeting.name, season.year,
                  sessions_of(meeting));
    }
    return fail(ErrorCode::not_found, "the {} {} has no session \"{}\"; it has: {}", meeting.name,
                season.year,
                fmt::join(wanted.begin() + static_cast<std::ptrdiff_t>(length), wanted.end(), " "),
                sessions_of(meeting));
  }
  std::vector<std::pair<std::size_t, const SeasonMeeting*>> near;
  for (const SeasonMeeting& meeting : season.meetings) {
    const auto own = words_of(meeting.name + " " + meeting.location + " " + meeting.country);
    near.emplace_back(edits_to_nearest(wanted, own), &meeting);
  }
  std::ranges::stable_sort(near, {}, &std::pair<std::size_t, const SeasonMeeting*>::first);
  Words names;
  for (const auto& [edits_away, meeting] : near) names.push_back(meeting->name);
  return fail(ErrorCode::not_found, "no event of {} is called \"{}\"; the nearest: {}", season.year, words,
              names.empty() ? "none, the season's index is empty" : joined(names));
}

}  // namespace

std::string SeasonChoice::key() const {
  return domain::make_session_key(session.start_date, meeting.name, session.name);
}

std::string SeasonChoice::title() const { return fmt::format("{} {}, {}", meeting.name, year, session.name); }

Result<SeasonChoice> choose_session(const Season& season, std::string_view words) {
  Words wanted = words_of(words);
  std::erase(wanted, std::to_string(season.year));
  const auto best = fitting_sessions(season, wanted);
  if (best.empty()) return explain(season, words, wanted);
  if (best.size() > 1) return ambiguous(season.year, words, best);
  SeasonChoice choice{season.year, *best.front().meeting, *best.front().session};
  if (!choice.session.path.empty()) return choice;
  return fail(ErrorCode::not_found, "{}: the archive does not have it yet", choice.title());
}

}  // namespace slipstream::library
