#include "net/http_head.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace slipstream::net {
namespace {

using std::chrono::seconds;

HttpHead head_of(const std::vector<std::string>& lines, std::chrono::sys_seconds now = {}) {
  HeadReader reader;
  for (const std::string& line : lines) reader.take(line + "\r\n", now);
  return reader.head();
}

TEST(HttpHead, TakesWhatMatters) {
  const HttpHead head = head_of({"HTTP/1.1 206 Partial Content", "content-LENGTH: 500", "ETag:\"a\"",
                                 "Last-Modified:  Sun, 26 Oct 2025 01:00:00 GMT ",
                                 "Content-Range: bytes 500-999/1000", "Retry-After: 7", "X-Y: z", ""});
  EXPECT_EQ(head.status, 206);
  EXPECT_EQ(head.content_length, 500U);
  EXPECT_EQ(head.content_range, (ContentRange{500, 999, 1000}));
  EXPECT_EQ(head.etag, "\"a\"");
  EXPECT_EQ(head.last_modified, "Sun, 26 Oct 2025 01:00:00 GMT");
  EXPECT_EQ(head.retry_after, seconds{7});
}

TEST(HttpHead, OfTheLastAnswerAfterRedirects) {
  const HttpHead head = head_of({"HTTP/1.1 302 Found", "ETag: \"old\"", "", "HTTP/2 200", ""});
  EXPECT_EQ(head.status, 200);
  EXPECT_TRUE(head.etag.empty());
}

TEST(HttpHead, OnlyAStrongValidatorResumes) {
  EXPECT_EQ(head_of({"ETag: \"a\"", "Last-Modified: x"}).validator(), "\"a\"");
  EXPECT_EQ(head_of({"ETag: W/\"a\"", "Last-Modified: x"}).validator(), "x");
  EXPECT_EQ(head_of({"ETag: W/\"a\""}).validator(), "");
}

TEST(HttpHead, RetryAfterIsSecondsOrADate) {
  const std::chrono::sys_seconds now = std::chrono::sys_days{std::chrono::year{2025} / 10 / 26};
  EXPECT_EQ(head_of({"Retry-After: Sun, 26 Oct 2025 00:02:00 GMT"}, now).retry_after, seconds{120});
  EXPECT_EQ(head_of({"Retry-After: Sat, 25 Oct 2025 00:02:00 GMT"}, now).retry_after, seconds{0});
  EXPECT_EQ(head_of({"Retry-After: soon"}, now).retry_after, std::nullopt);
  EXPECT_GT(head_of({"Retry-After: 18446744073709551615"}, now).retry_after, seconds{86'400});
}

TEST(HttpHead, RangesThatContradictThemselvesAreNone) {
  EXPECT_EQ(parse_content_range("bytes */8000"), (ContentRange{std::nullopt, std::nullopt, 8000}));
  EXPECT_EQ(parse_content_range("bytes 0-4/*"), (ContentRange{0, 4, std::nullopt}));
  for (const char* wrong : {"", "bytes", "bytes 5-4/9", "bytes 0-9/9", "bytes -4/9", "bytes 0-/9",
                            "items 0-4/9", "bytes 0-4/-9", "bytes 0-99999999999999999999/*", "bytes 0-4"}) {
    EXPECT_EQ(parse_content_range(wrong), std::nullopt) << wrong;
  }
}

}  // namespace
}  // namespace slipstream::net
