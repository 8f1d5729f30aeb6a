#include "store/log_position.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>

#include <iterator>
#include <utility>

#include <fmt/format.h>

namespace slipstream::store {
namespace {

constexpr std::array<char, kInputs> kLetters{'t', 's', 'a'};
constexpr std::size_t kMaxPartitions = 4096;

/// The part before the next `separator`; `text` goes on after it.
std::string_view take_until(std::string_view& text, char separator) {
  const std::size_t end = text.find(separator);
  const std::string_view part = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return part;
}

std::optional<std::vector<std::int64_t>> parse_offsets(std::string_view text) {
  std::vector<std::int64_t> offsets;
  while (!text.empty()) {
    const std::string_view number = take_until(text, ',');
    std::int64_t offset = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), offset);
    if (error != std::errc{} || end != number.data() + number.size() || offset < 0) return std::nullopt;
    if (offsets.size() == kMaxPartitions) return std::nullopt;
    offsets.push_back(offset);
  }
  return offsets;
}

}  // namespace

void LogPosition::advance(const LogPlace& place) {
  auto& next = next_[static_cast<std::size_t>(place.input)];
  const auto partition = static_cast<std::size_t>(place.partition);
  if (partition >= next.size()) next.resize(partition + 1, 0);
  if (place.offset >= next[partition]) next[partition] = place.offset + 1;
}

void LogPosition::merge(const LogPosition& other) {
  for (std::size_t input = 0; input < kInputs; ++input) {
    auto& mine = next_[input];
    const auto& theirs = other.next_[input];
    if (theirs.size() > mine.size()) mine.resize(theirs.size(), 0);
    for (std::size_t partition = 0; partition < theirs.size(); ++partition) {
      mine[partition] = std::max(mine[partition], theirs[partition]);
    }
  }
}

bool LogPosition::covers(const LogPosition& other) const {
  for (std::size_t input = 0; input < kInputs; ++input) {
    const auto& mine = next_[input];
    const auto& theirs = other.next_[input];
    for (std::size_t partition = 0; partition < theirs.size(); ++partition) {
      const std::int64_t known = partition < mine.size() ? mine[partition] : 0;
      if (theirs[partition] > known) return false;
    }
  }
  return true;
}

std::string LogPosition::to_string() const {
  std::string text = run_id_;
  for (std::size_t input = 0; input < kInputs; ++input) {
    text += '/';
    text += kLetters[input];
    for (std::size_t partition = 0; partition < next_[input].size(); ++partition) {
      fmt::format_to(std::back_inserter(text), "{}{}", partition == 0 ? "" : ",", next_[input][partition]);
    }
  }
  return text;
}

std::optional<LogPosition> LogPosition::parse(std::string_view text) {
  LogPosition position;
  // From the end: a foreign run id may hold any character.
  for (std::size_t input = kInputs; input-- > 0;) {
    const std::size_t slash = text.rfind('/');
    if (slash == std::string_view::npos) return std::nullopt;
    const std::string_view part = text.substr(slash + 1);
    if (part.empty() || part.front() != kLetters[input]) return std::nullopt;
    auto offsets = parse_offsets(part.substr(1));
    if (!offsets) return std::nullopt;
    position.next_[input] = std::move(*offsets);
    text = text.substr(0, slash);
  }
  position.run_id_ = text;
  return position;
}

}  // namespace slipstream::store
