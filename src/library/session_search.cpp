#include "library/session_search.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "library/words.hpp"

namespace slipstream::library {
namespace {

constexpr std::size_t kNamed = 3;  // keys an error names at most

/// All words that name the session.
std::vector<std::string> own_words(const SessionEntry& entry) {
  const domain::SessionInfo& info = entry.info;
  return words_of(fmt::format("{} {} {} {} {} {}", info.key, info.meeting, info.country, info.circuit,
                              info.type, info.name));
}

/// How many words of the session's own name were not asked for; nullopt if a wanted word does not fit.
/// "2025 Miami Sprint" fits the sprint and its qualifying, and the sprint better.
std::optional<std::size_t> misfit(const SessionEntry& entry, const std::vector<std::string>& wanted) {
  const std::vector<std::string> name = words_of(entry.info.name), all = own_words(entry);
  for (const std::string& word : wanted) {
    if (!least_misfit(word, all)) return std::nullopt;
  }
  return static_cast<std::size_t>(std::ranges::count_if(name, [&](const std::string& own) {
    return std::ranges::none_of(wanted,
                                [&](const std::string& word) { return misfit_of(word, own).has_value(); });
  }));
}

std::string names_of(const std::vector<const SessionEntry*>& entries) {
  std::string names;
  for (std::size_t i = 0; i < std::min(entries.size(), kNamed); ++i) {
    names += (i == 0 ? "" : ", ") + entries[i]->key();
  }
  if (entries.size() > kNamed) names += ", …";
  return names;
}

std::unexpected<Error> several(std::string_view name, const std::vector<const SessionEntry*>& fitting) {
  return fail(ErrorCode::invalid_argument, "\"{}\" could be {} sessions: {}", name, fitting.size(),
              names_of(fitting));
}

}  // namespace

Result<std::optional<SessionEntry>> find_by_key(std::span<const SessionEntry> entries,
                                                std::string_view name) {
  std::vector<const SessionEntry*> fitting;
  for (const SessionEntry& entry : entries) {
    if (entry.key() == name) return std::optional{entry};
    if (!name.empty() && entry.key().starts_with(name)) fitting.push_back(&entry);
  }
  if (fitting.empty()) return std::optional<SessionEntry>{};
  if (fitting.size() > 1) return several(name, fitting);
  return std::optional{*fitting.front()};
}

Result<SessionEntry> find_by_words(std::span<const SessionEntry> entries, std::string_view words) {
  const std::vector<std::string> wanted = words_of(words);
  std::vector<const SessionEntry*> best;
  std::size_t least = 0;
  for (const SessionEntry& entry : entries) {
    const auto found = wanted.empty() ? std::nullopt : misfit(entry, wanted);
    if (!found || (!best.empty() && *found > least)) continue;
    if (best.empty() || *found < least) best.clear();
    least = *found;
    best.push_back(&entry);
  }
  if (best.empty()) return no_such_session(entries, words);
  if (best.size() > 1) return several(words, best);
  return *best.front();
}

bool fits_exactly(const SessionEntry& entry, std::string_view words) {
  const std::vector<std::string> own = own_words(entry);
  return std::ranges::all_of(words_of(words), [&](const std::string& word) {
    const auto misfit = least_misfit(word, own);
    return misfit && *misfit <= kBeginsWith;
  });
}

std::unexpected<Error> no_such_session(std::span<const SessionEntry> entries, std::string_view name) {
  if (entries.empty()) {
    return fail(
        ErrorCode::not_found,
        "no session \"{}\": the library is empty; slipstream import PATH or slipstream fetch fills it", name);
  }
  const std::vector<std::string> wanted = words_of(name);
  std::vector<std::pair<std::size_t, const SessionEntry*>> by_distance;
  for (const SessionEntry& entry : entries) {
    by_distance.emplace_back(edits_to_nearest(wanted, words_of(entry.key())), &entry);
  }
  std::ranges::sort(by_distance);
  std::vector<const SessionEntry*> near;
  near.reserve(by_distance.size());
  for (const auto& [edits_away, entry] : by_distance) near.push_back(entry);
  return fail(ErrorCode::not_found, "no path and no session \"{}\"; the nearest in the library: {}", name,
              names_of(near));
}

}  // namespace slipstream::library
