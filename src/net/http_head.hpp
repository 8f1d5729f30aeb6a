#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace slipstream::net {

/// "bytes 500-999/8000", "bytes 500-999/*" or, of a range that cannot be had, "bytes */8000".
struct ContentRange {
  std::optional<std::uint64_t> first, last, total;
  friend bool operator==(const ContentRange&, const ContentRange&) = default;
};

/// nullopt if `text` is none, or one that contradicts itself.
[[nodiscard]] std::optional<ContentRange> parse_content_range(std::string_view text);

/// What an answer says of itself.
struct HttpHead {
  int status = 0;  ///< 0: there was no answer
  std::optional<std::uint64_t> content_length;
  std::optional<ContentRange> content_range;
  std::string etag, last_modified;  ///< empty where not given
  std::optional<std::chrono::seconds> retry_after;

  /// What If-Range takes to go on with this very content later: a strong ETag, else the date; empty if there
  /// is neither (RFC 9110 §13.1.5).
  [[nodiscard]] std::string validator() const;
};

/// Puts the head of an answer together from its lines as they come. Redirects and interim answers come first:
/// each status line begins anew.
class HeadReader {
 public:
  /// One line with or without its line break; `now` turns a date in Retry-After into a wait.
  void take(std::string_view line, std::chrono::sys_seconds now);
  [[nodiscard]] const HttpHead& head() const { return head_; }
  void clear() { head_ = {}; }

 private:
  HttpHead head_;
};

}  // namespace slipstream::net
