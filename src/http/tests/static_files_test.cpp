#include "http/static_files.hpp"

#include <array>

#include <gtest/gtest.h>

#include "http/tests/gunzip.hpp"

namespace slipstream::http {
namespace {

const std::string script(5000, 'j');
const std::array<StaticFiles::File, 3> sample_files{
    {{"/index.html", "<html>", {}}, {"assets/app-Ab3_x9-Z.js", script, {}}, {"logo.svg", "<svg>", "gz"}}};

Request get(std::string path, std::vector<std::pair<std::string, std::string>> headers = {}) {
  Request request;
  request.path = std::move(path);
  request.headers = std::move(headers);
  return request;
}

std::string header(const Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers) {
    if (key == name) return value;
  }
  return {};
}

struct Served {
  std::string path, accept;
  int status;
  std::string content_type;
};

class StaticFilesServes : public ::testing::TestWithParam<Served> {};

TEST_P(StaticFilesServes, the_right_file) {
  const StaticFiles files{sample_files};
  const auto response = files.serve(get(GetParam().path, {{"accept", GetParam().accept}}));
  ASSERT_EQ(response.has_value(), GetParam().status == 200);
  if (response) {
    EXPECT_EQ(response->content_type, GetParam().content_type);
  } else {
    EXPECT_EQ(response.error().code, ErrorCode::not_found);
  }
}

constexpr std::string_view kBrowser = "text/html,application/xhtml+xml,*/*;q=0.8";

INSTANTIATE_TEST_SUITE_P(
    All, StaticFilesServes,
    ::testing::Values(Served{"/", "*/*", 200, "text/html; charset=utf-8"},
                      Served{"/index.html", "", 200, "text/html; charset=utf-8"},
                      Served{"/assets/app-Ab3_x9-Z.js", "*/*", 200, "text/javascript; charset=utf-8"},
                      Served{"/drivers/VER", std::string{kBrowser}, 200, "text/html; charset=utf-8"},
                      Served{"/drivers/VER", "*/*", 404, ""},
                      Served{"/drivers/VER", "application/json", 404, ""},
                      Served{"/assets/gone.js", std::string{kBrowser}, 404, ""},
                      Served{"/../etc/passwd", "*/*", 404, ""}));

TEST(StaticFiles, compresses_for_those_who_take_it) {
  const StaticFiles files{sample_files};
  const auto plain = files.serve(get("/assets/app-Ab3_x9-Z.js"));
  EXPECT_EQ(plain->body, script);
  EXPECT_EQ(header(*plain, "Vary"), "Accept-Encoding");
  const auto packed = files.serve(get("/assets/app-Ab3_x9-Z.js", {{"accept-encoding", "br, gzip"}}));
  EXPECT_EQ(header(*packed, "Content-Encoding"), "gzip");
  EXPECT_EQ(gunzip(packed->body), script);
  EXPECT_NE(header(*packed, "ETag"), header(*plain, "ETag"));
  EXPECT_EQ(files.serve(get("/logo.svg", {{"accept-encoding", "gzip"}}))->body, "gz");
}

TEST(StaticFiles, answers_304_to_whom_has_it) {
  const StaticFiles files{sample_files};
  const auto etag = header(*files.serve(get("/index.html")), "ETag");
  for (const auto& known : {etag, "W/" + etag, "\"other\", " + etag, std::string{"*"}}) {
    const auto response = files.serve(get("/index.html", {{"if-none-match", known}}));
    EXPECT_EQ(response->status, 304) << known;
    EXPECT_EQ(response->body, "");
    EXPECT_EQ(header(*response, "ETag"), etag);
  }
  EXPECT_EQ(files.serve(get("/index.html", {{"if-none-match", "\"other\""}}))->status, 200);
}

TEST(StaticFiles, only_hashed_names_are_kept_for_ever) {
  const StaticFiles files{sample_files};
  EXPECT_EQ(header(*files.serve(get("/index.html")), "Cache-Control"), "no-cache");
  EXPECT_EQ(header(*files.serve(get("/assets/app-Ab3_x9-Z.js")), "Cache-Control"),
            "public, max-age=31536000, immutable");
}

}  // namespace
}  // namespace slipstream::http
