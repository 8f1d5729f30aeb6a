#include "library/session_search.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace slipstream::library {
namespace {

constexpr std::size_t kNamed = 3;  // keys an error names at most
// Words that every session's name has, or that say nothing.
constexpr std::array<std::string_view, 6> kNoise{"grand", "prix", "gp", "the", "of", "f1"};

/// The words of `text` in lower case: letters (also beyond ASCII) and digits.
std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : text) {
    const bool upper = c >= 'A' && c <= 'Z';
    const bool part = upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (part) words.back() += upper ? static_cast<char>(c - 'A' + 'a') : c;
    if (!part && !words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  std::erase_if(words,
                [](const std::string& word) { return std::ranges::find(kNoise, word) != kNoise.end(); });
  return words;
}

std::size_t edits(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = std::exchange(row[0], i);
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = std::exchange(row[j], std::min({row[j] + 1, row[j - 1] + 1, change}));
    }
  }
  return row.back();
}

bool is_number(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
}

/// `wanted` is `word`, begins it, or is a slip of the keyboard away from it. A number must be exact.
bool fits(std::string_view wanted, std::string_view word) {
  if (wanted == word) return true;
  if (is_number(wanted)) return false;
  return word.starts_with(wanted) || (wanted.size() >= 4 && edits(wanted, word) <= wanted.size() / 3);
}

/// How many words of the session's own name were not asked for; nullopt if a wanted word does not fit.
/// "2025 Miami Sprint" fits the sprint and its qualifying, and the sprint better.
std::optional<std::size_t> misfit(const SessionEntry& entry, const std::vector<std::string>& wanted) {
  const domain::SessionInfo& info = entry.info;
  const std::vector<std::string> name = words_of(info.name);
  std::vector<std::string> all =
      words_of(fmt::format("{} {} {} {} {}", info.key, info.meeting, info.country, info.circuit, info.type));
  all.insert(all.end(), name.begin(), name.end());
  for (const std::string& word : wanted) {
    if (std::ranges::none_of(all, [&](const std::string& own) { return fits(word, own); }))
      return std::nullopt;
  }
  return static_cast<std::size_t>(std::ranges::count_if(name, [&](const std::string& own) {
    return std::ranges::none_of(wanted, [&](const std::string& word) { return fits(word, own); });
  }));
}

/// Edits that would turn each wanted word into the nearest one of the entry's key.
std::size_t distance(const std::vector<std::string>& wanted, const SessionEntry& entry) {
  const std::vector<std::string> own = words_of(entry.key());
  std::size_t sum = 0;
  for (const std::string& word : wanted) {
    std::size_t nearest = word.size();
    for (const std::string& other : own) nearest = std::min(nearest, edits(word, other));
    sum += nearest;
  }
  return sum;
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

std::unexpected<Error> no_such_session(std::span<const SessionEntry> entries, std::string_view name) {
  if (entries.empty()) {
    return fail(ErrorCode::not_found,
                "no session \"{}\": the library is empty; slipstream import PATH fills it", name);
  }
  const std::vector<std::string> wanted = words_of(name);
  std::vector<std::pair<std::size_t, const SessionEntry*>> by_distance;
  for (const SessionEntry& entry : entries) by_distance.emplace_back(distance(wanted, entry), &entry);
  std::ranges::sort(by_distance);
  std::vector<const SessionEntry*> near;
  near.reserve(by_distance.size());
  for (const auto& [edits_away, entry] : by_distance) near.push_back(entry);
  return fail(ErrorCode::not_found, "no path and no session \"{}\"; the nearest in the library: {}", name,
              names_of(near));
}

}  // namespace slipstream::library
