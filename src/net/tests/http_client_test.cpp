#include "net/http_client.hpp"

#include <fstream>
#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/tests/quick_clock.hpp"
#include "net/tests/scripted_server.hpp"
#include "support/temp_dir.hpp"

namespace slipstream::net {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::Ge;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;
using namespace std::chrono_literals;

/// A client whose waits are over at once.
class HttpClientTest : public ::testing::Test {
 protected:
  [[nodiscard]] HttpOptions options() const {
    HttpOptions options;
    options.clock = clock_;
    options.politeness.requests_per_second = 1e9;
    return options;
  }
  [[nodiscard]] std::string text_of(const std::filesystem::path& file) const {
    std::ostringstream text;
    text << std::ifstream{file}.rdbuf();
    return text.str();
  }

  std::shared_ptr<QuickClock> clock_ = std::make_shared<QuickClock>();
  slipstream::testing::TempDir temp_;
  HttpClient client_{options()};
};

TEST_F(HttpClientTest, GetsABody) {
  ScriptedServer server([](auto, auto&) { return answer("hello"); });
  EXPECT_EQ(*client_.get(server.url()), "hello");
  EXPECT_THAT(server.heads()[0], HasSubstr("GET /x HTTP/1.1"));
}

TEST_F(HttpClientTest, FollowsRedirectsButNotForEver) {
  ScriptedServer server([](auto number, auto&) {
    return number < 3 ? answer("elsewhere", "Location: /y\r\n", 302) : answer("there");
  });
  EXPECT_EQ(*client_.get(server.url()), "there");
  ScriptedServer circle([](auto, auto&) { return answer("", "Location: /x\r\n", 302); });
  const auto got = client_.get(circle.url());
  ASSERT_FALSE(got);
  EXPECT_THAT(got.error().to_string(), HasSubstr("redirected too often"));
  EXPECT_EQ(circle.heads().size(), 6U);
}

TEST_F(HttpClientTest, TriesAgainWhatMayPass) {
  ScriptedServer server([](auto number, auto&) -> std::string {
    switch (number) {
      case 0: return answer("sorry", "", 503);
      case 1: return "HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nonly this";
      case 2: return "HT";
      case 3: return answer("", "", 429);
      default: return answer("at last");
    }
  });
  EXPECT_EQ(*client_.get(server.url()), "at last");
  EXPECT_EQ(server.heads().size(), 5U);
  EXPECT_EQ(clock_->waits().size(), 4U);
  EXPECT_THAT(clock_->waits(), Each(Ge(250ms)));
}

TEST_F(HttpClientTest, WaitsAsLongAsItIsAskedTo) {
  ScriptedServer server(
      [](auto number, auto&) { return number == 0 ? answer("", "Retry-After: 77\r\n", 429) : answer("ok"); });
  EXPECT_EQ(*client_.get(server.url()), "ok");
  EXPECT_THAT(clock_->waits(), ElementsAre(77'000ms));
  ScriptedServer patient([](auto, auto&) { return answer("", "Retry-After: 3600\r\n", 503); });
  const auto got = client_.get(patient.url());
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::unavailable);
  EXPECT_THAT(got.error().message, HasSubstr("3600 s"));
  EXPECT_EQ(patient.heads().size(), 1U);
}

TEST_F(HttpClientTest, GivesUpWithTheReasonAndTheAddress) {
  struct Case {
    int status;
    ErrorCode code;
    std::size_t attempts;
  };
  for (const Case& c : {Case{404, ErrorCode::not_found, 1}, Case{403, ErrorCode::permission, 1},
                        Case{400, ErrorCode::unavailable, 1}, Case{500, ErrorCode::unavailable, 6}}) {
    ScriptedServer server([&](auto, auto&) { return answer("page", "", c.status); });
    const auto got = client_.get(server.url());
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, c.code) << c.status;
    EXPECT_EQ(got.error().where, server.url());
    EXPECT_THAT(got.error().message, HasSubstr(std::to_string(c.status)));
    EXPECT_EQ(server.heads().size(), c.attempts) << c.status;
  }
}

TEST_F(HttpClientTest, SaysWhatIsWrongWithAnAddress) {
  EXPECT_EQ(client_.get("gopher://127.0.0.1/").error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(client_.get("http://").error().code, ErrorCode::invalid_argument);
  std::string gone;
  {
    const ScriptedServer server([](auto, auto&) { return answer(""); });
    gone = server.url();
  }
  const auto got = client_.get(gone);
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::unavailable);
  EXPECT_THAT(got.error().message, HasSubstr("cannot connect"));
  EXPECT_EQ(clock_->waits().size(), 5U);
}

TEST_F(HttpClientTest, ASilentServerIsGivenUp) {
  ScriptedServer server([](auto, auto&) { return std::string{}; });
  HttpOptions impatient = options();
  impatient.transfer.stalled_after = 1s;
  impatient.back_off.attempts = 2;
  HttpClient client(impatient);
  const auto got = client.get(server.url());
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().code, ErrorCode::timeout);
  EXPECT_EQ(server.heads().size(), 2U);
}

TEST_F(HttpClientTest, AStopEndsATransferAtOnce) {
  std::stop_source stop;
  ScriptedServer server([&](auto, auto&) {
    stop.request_stop();
    return std::string{};
  });
  EXPECT_EQ(client_.get(server.url(), {.received = {}, .stop = stop.get_token()}).error().code,
            ErrorCode::interrupted);
}

TEST_F(HttpClientTest, TakesNoMoreThanAllowed) {
  ScriptedServer announced([](auto, auto&) { return answer(std::string(5000, 'x')); });
  ScriptedServer endless(
      [](auto, auto&) { return "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + std::string(5000, 'x'); });
  for (const ScriptedServer* server : {&announced, &endless}) {
    const auto got = client_.get(server->url(), {.max_bytes = 4999, .received = {}, .stop = {}});
    ASSERT_FALSE(got);
    EXPECT_EQ(got.error().code, ErrorCode::invalid_input);
    EXPECT_EQ(got.error().where, server->url());
    EXPECT_EQ(server->heads().size(), 1U);
    const auto file =
        client_.download(server->url(), temp_ / "big", {.max_bytes = 4999, .received = {}, .stop = {}});
    EXPECT_EQ(file.error().code, ErrorCode::invalid_input);
    EXPECT_FALSE(std::filesystem::exists(temp_ / "big"));
  }
}

/// Serves `whole` in ranges, at most `piece` bytes a connection.
ScriptedServer::Script in_pieces(const std::string& whole, std::size_t piece, const std::string& etag) {
  return [=](auto, const std::string& head) {
    const auto range = head.find("Range: bytes=");
    const std::size_t first = range == std::string::npos ? 0 : std::stoul(head.substr(range + 13));
    std::string lines = fmt::format("HTTP/1.1 {} X\r\nETag: {}\r\nContent-Length: {}\r\n",
                                    first == 0 ? 200 : 206, etag, whole.size() - first);
    if (first > 0) {
      lines += fmt::format("Content-Range: bytes {}-{}/{}\r\n", first, whole.size() - 1, whole.size());
    }
    return lines + "\r\n" + whole.substr(first, piece);
  };
}

std::string digits(std::size_t size) {
  std::string text;
  for (std::size_t i = 0; text.size() < size; ++i) text += std::to_string(i);
  text.resize(size);
  return text;
}

TEST_F(HttpClientTest, GoesOnWhereItWasCut) {
  const std::string whole = digits(1'000'000);
  ScriptedServer server(in_pieces(whole, 100'000, "\"a\""));
  std::vector<std::uint64_t> seen;
  const auto got =
      client_.download(server.url(), temp_ / "file",
                       {.received = [&](auto bytes, auto) { seen.push_back(bytes); }, .stop = {}});
  ASSERT_TRUE(got) << got.error().to_string();
  EXPECT_EQ(got->bytes, whole.size());
  EXPECT_EQ(text_of(temp_ / "file"), whole);
  EXPECT_EQ(server.heads().size(), 10U);
  EXPECT_THAT(server.heads()[1], HasSubstr("If-Range: \"a\""));
  EXPECT_TRUE(std::ranges::is_sorted(seen));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator{temp_.path()}, {}), 1);
}

TEST_F(HttpClientTest, AnotherProcessGoesOnToo) {
  const std::string whole = digits(5000);
  HttpOptions once = options();
  once.back_off.attempts = 1;
  ScriptedServer server(in_pieces(whole, 2000, "\"a\""));
  EXPECT_FALSE(HttpClient{once}.download(server.url(), temp_ / "file"));
  const auto got = client_.download(server.url(), temp_ / "file");
  ASSERT_TRUE(got) << got.error().to_string();
  EXPECT_EQ(got->kept, 2000U);
  EXPECT_EQ(text_of(temp_ / "file"), whole);
}

TEST_F(HttpClientTest, BeginsAnewWhenTheContentIsAnother) {
  const std::string whole = digits(5000);
  ScriptedServer server([&](auto number, auto& head) {
    return number == 0 ? in_pieces(std::string(9000, 'x'), 7000, "\"old\"")(number, head)
                       : answer(whole, "ETag: \"new\"\r\n");
  });
  const auto got = client_.download(server.url(), temp_ / "file");
  ASSERT_TRUE(got) << got.error().to_string();
  EXPECT_EQ(got->kept, 0U);
  EXPECT_EQ(text_of(temp_ / "file"), whole);
}

TEST_F(HttpClientTest, BeginsAnewWithoutAValidatorAndAfter416) {
  const std::string whole = digits(5000);
  ScriptedServer without([&](auto number, auto&) {
    return number == 0 ? "HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n" + whole.substr(0, 3000)
                       : answer(whole);
  });
  ASSERT_TRUE(client_.download(without.url(), temp_ / "one"));
  EXPECT_EQ(text_of(temp_ / "one"), whole);
  EXPECT_THAT(without.heads()[1], Not(HasSubstr("Range:")));

  ScriptedServer shrunk([&](auto number, auto& head) {
    if (number == 0) return in_pieces(std::string(9000, 'x'), 7000, "\"old\"")(number, head);
    return head.find("Range:") != std::string::npos ? answer("", "Content-Range: bytes */5000\r\n", 416)
                                                    : answer(whole);
  });
  ASSERT_TRUE(client_.download(shrunk.url(), temp_ / "two"));
  EXPECT_EQ(text_of(temp_ / "two"), whole);
}

TEST_F(HttpClientTest, AReplyIsWorthReadingWhateverItsStatus) {
  ScriptedServer server([](auto number, auto&) {
    return number == 0 ? answer("later", "", 503) : answer("there is one already", "", 409);
  });
  const auto reply = client_.exchange(
      {.url = server.url("/names"), .headers = {"Content-Type: text/x-name"}, .body = "Ayrton"});
  ASSERT_TRUE(reply) << reply.error().to_string();
  EXPECT_EQ(reply->status, 409);
  EXPECT_EQ(reply->body, "there is one already");
  ASSERT_EQ(server.heads().size(), 2U);
  for (const std::string& request : server.heads()) {
    EXPECT_THAT(request, HasSubstr("POST /names HTTP/1.1"));
    EXPECT_THAT(request, HasSubstr("Content-Type: text/x-name"));
    EXPECT_THAT(request, EndsWith("\r\n\r\nAyrton"));
  }
}

TEST_F(HttpClientTest, AQuestionAfterAPostIsAGetAgain) {
  ScriptedServer server([](auto, auto&) { return answer("ok", "", 200); });
  ASSERT_TRUE(client_.exchange({.url = server.url(), .headers = {}, .body = ""}));
  ASSERT_TRUE(client_.exchange({.url = server.url(), .headers = {}, .body = {}}));
  EXPECT_THAT(server.heads()[0], StartsWith("POST"));
  EXPECT_THAT(server.heads()[1], StartsWith("GET"));
}

TEST_F(HttpClientTest, AnErrorPageIsNoFile) {
  ScriptedServer server([](auto, auto&) { return answer("<html>not here</html>", "", 404); });
  EXPECT_EQ(client_.download(server.url(), temp_ / "file").error().code, ErrorCode::not_found);
  EXPECT_FALSE(std::filesystem::exists(temp_ / "file"));
  EXPECT_EQ(client_.download(server.url(), temp_ / "no/such/folder").error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace slipstream::net
