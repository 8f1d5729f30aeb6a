#include "source/session_table/table_name.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/ranges.h>

namespace slipstream::source {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 16> kSessions{{
    {"sprint quali", "Sprint Qualifying"},
    {"sprint qualifying", "Sprint Qualifying"},
    {"sprint shootout", "Sprint Shootout"},
    {"practice 1", "Practice 1"},
    {"practice 2", "Practice 2"},
    {"practice 3", "Practice 3"},
    {"qualifying", "Qualifying"},
    {"sprint", "Sprint"},
    {"race", "Race"},
    {"quali", "Qualifying"},
    {"fp1", "Practice 1"},
    {"fp2", "Practice 2"},
    {"fp3", "Practice 3"},
    {"practice1", "Practice 1"},
    {"practice2", "Practice 2"},
    {"practice3", "Practice 3"},
}};

bool is_digits(std::string_view text, std::size_t count) {
  return text.size() == count &&
         std::ranges::all_of(text, [](unsigned char c) { return std::isdigit(c) != 0; });
}

/// Letters and digits of the name without its endings.
std::vector<std::string> words_of(const std::filesystem::path& path) {
  std::string name = path.filename().string();
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  name = std::filesystem::path{name}.stem().string();
  std::vector<std::string> words(1);
  for (const char c : name) {
    // Bytes beyond ASCII are letters of UTF-8.
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x80 || std::isalnum(byte) != 0) {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string lower(std::string text) {
  std::ranges::transform(text, text.begin(),
                         [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return text;
}

/// Takes a year, and month and day behind it, out of the words.
std::string take_date(std::vector<std::string>& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool is_year =
        is_digits(words[at], 4) && (words[at].starts_with("19") || words[at].starts_with("20"));
    if (!is_year) continue;
    const bool whole = at + 2 < words.size() && is_digits(words[at + 1], 2) && is_digits(words[at + 2], 2);
    const std::size_t count = whole ? 3 : 1;
    const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
    const auto end = begin + static_cast<std::ptrdiff_t>(count);
    std::string date = fmt::format("{}", fmt::join(begin, end, "-"));
    words.erase(begin, end);
    return date;
  }
  return {};
}

/// Takes the session's name out of the words, the last one that is there.
std::string take_session(std::vector<std::string>& words) {
  for (const auto& [spelt, name] : kSessions) {
    const std::size_t count = spelt.find(' ') == std::string_view::npos ? 1 : 2;
    for (std::size_t at = words.size(); at-- > 0;) {
      if (at + count > words.size()) continue;
      const std::string here = lower(count == 2 ? words[at] + " " + words[at + 1] : words[at]);
      if (here != spelt) continue;
      const auto begin = words.begin() + static_cast<std::ptrdiff_t>(at);
      words.erase(begin, begin + static_cast<std::ptrdiff_t>(count));
      return std::string{name};
    }
  }
  return {};
}

}  // namespace

TableName table_name(const std::filesystem::path& path) {
  TableName name;
  std::vector<std::string> words = words_of(path);
  name.date = take_date(words);
  name.session = take_session(words);
  for (std::string& word : words)
    word[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(word[0])));
  name.meeting = fmt::format("{}", fmt::join(words, " "));
  return name;
}

std::string session_type(const std::string& session) {
  if (session == "Race" || session == "Sprint") return "Race";
  if (session.ends_with("Qualifying") || session == "Sprint Shootout") return "Qualifying";
  if (session.starts_with("Practice")) return "Practice";
  return {};
}

}  // namespace slipstream::source
