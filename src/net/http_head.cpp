#include "net/http_head.hpp"

#include <algorithm>
#include <charconv>
#include <ctime>

#include <curl/curl.h>

namespace slipstream::net {
namespace {

/// A year: longer waits mean "never" and would overflow.
constexpr std::uint64_t kLongestWaitS = 366UL * 86'400;

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && std::string_view{" \t\r\n"}.find(text.back()) != std::string_view::npos)
    text.remove_suffix(1);
  return text;
}

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "HTTP/1.1 404 Not Found" → 404.
int status_of(std::string_view line) {
  const auto space = line.find(' ');
  if (space == std::string_view::npos) return 0;
  const auto status = whole_number(line.substr(space + 1, 3));
  return status && *status >= 100 && *status <= 999 ? static_cast<int>(*status) : 0;
}

/// Seconds, or a date.
std::optional<std::chrono::seconds> parse_retry_after(std::string_view text, std::chrono::sys_seconds now) {
  if (const auto seconds = whole_number(text)) {
    return std::chrono::seconds{std::min(*seconds, kLongestWaitS)};
  }
  const std::time_t date = curl_getdate(std::string{text}.c_str(), nullptr);
  if (date < 0) return std::nullopt;
  const auto wait = std::chrono::sys_seconds{std::chrono::seconds{date}} - now;
  return std::clamp<std::chrono::seconds>(wait, std::chrono::seconds{0}, std::chrono::seconds{kLongestWaitS});
}

}  // namespace

std::optional<ContentRange> parse_content_range(std::string_view text) {
  static constexpr std::string_view kUnit = "bytes ";
  const auto slash = text.find('/');
  if (!text.starts_with(kUnit) || slash == std::string_view::npos) return std::nullopt;
  const std::string_view span = trimmed(text.substr(kUnit.size(), slash - kUnit.size()));
  const std::string_view total = text.substr(slash + 1);
  ContentRange range;
  if (total != "*") {
    range.total = whole_number(total);
    if (!range.total) return std::nullopt;
  }
  if (span == "*") return range;
  const auto dash = span.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  range.first = whole_number(span.substr(0, dash));
  range.last = whole_number(span.substr(dash + 1));
  if (!range.first || !range.last || *range.last < *range.first) return std::nullopt;
  if (range.total && *range.last >= *range.total) return std::nullopt;
  return range;
}

std::string HttpHead::validator() const {
  return !etag.empty() && !etag.starts_with("W/") ? etag : last_modified;
}

void HeadReader::take(std::string_view line, std::chrono::sys_seconds now) {
  if (line.starts_with("HTTP/")) {
    head_ = {};
    head_.status = status_of(line);
    return;
  }
  const auto colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string_view name = line.substr(0, colon);
  const std::string_view value = trimmed(line.substr(colon + 1));
  if (same_name(name, "content-length")) head_.content_length = whole_number(value);
  if (same_name(name, "content-range")) head_.content_range = parse_content_range(value);
  if (same_name(name, "etag")) head_.etag = value;
  if (same_name(name, "last-modified")) head_.last_modified = value;
  if (same_name(name, "retry-after")) head_.retry_after = parse_retry_after(value, now);
}

}  // namespace slipstream::net
