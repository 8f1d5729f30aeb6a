#include "library/words.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace slipstream::library {
namespace {

// Words that every session's name has, or that say nothing.
constexpr std::array<std::string_view, 6> kNoise{"grand", "prix", "gp", "the", "of", "f1"};
// What U+00C0 to U+00FF are without accents; a blank is no letter.
constexpr std::string_view kWithoutAccents =
    "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty";
static_assert(kWithoutAccents.size() == 64);

bool is_number(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= '0' && c <= '9'; });
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

/// Latin letters in lower case without accents; everything else as it is.
std::string folded(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0U;
    if (byte == 0xC3 && next >= 0x80 && next <= 0xBF) {  // UTF-8 of U+00C0 to U+00FF
      plain += kWithoutAccents[next - 0x80];
      ++i;
    } else {
      plain += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : text[i];
    }
  }
  return plain;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words(1);
  for (const char c : folded(text)) {
    const bool part = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    if (part) words.back() += c;
    if (!part && !words.back().empty()) words.emplace_back();
  }
  if (words.back().empty()) words.pop_back();
  std::erase_if(words,
                [](const std::string& word) { return std::ranges::find(kNoise, word) != kNoise.end(); });
  return words;
}

std::optional<std::size_t> misfit_of(std::string_view wanted, std::string_view word) {
  if (wanted == word) return 0;
  if (is_number(wanted)) return std::nullopt;
  if (word.starts_with(wanted)) return kBeginsWith;
  if (wanted.size() < 4) return std::nullopt;
  const std::size_t slips = edits(wanted, word);
  return slips <= wanted.size() / 3 ? std::optional{kBeginsWith + slips} : std::nullopt;
}

std::optional<std::size_t> least_misfit(std::string_view wanted, const std::vector<std::string>& words) {
  std::optional<std::size_t> least;
  for (const std::string& word : words) {
    const auto found = misfit_of(wanted, word);
    if (found && (!least || *found < *least)) least = found;
  }
  return least;
}

std::size_t edits_to_nearest(const std::vector<std::string>& wanted, const std::vector<std::string>& words) {
  std::size_t sum = 0;
  for (const std::string& word : wanted) {
    std::size_t nearest = word.size();
    for (const std::string& other : words) nearest = std::min(nearest, edits(word, other));
    sum += nearest;
  }
  return sum;
}

}  // namespace slipstream::library
