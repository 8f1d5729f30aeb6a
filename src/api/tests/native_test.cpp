#include <set>

#include <nlohmann/json.hpp>

#include "harness.hpp"

namespace slipstream::api {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using store::testing::message;

/// Remembers what it was told and answers as it is set to.
class FakeReplay : public ReplayPort {
 public:
  Result<domain::ReplayStatus> command(domain::ReplayCommand command) override {
    last = std::move(command);
    return answer;
  }
  Result<domain::ReplayStatus> start(std::string_view session_key, domain::ReplayCommand options) override {
    session = session_key;
    return command(std::move(options));
  }

  domain::ReplayCommand last;
  std::string session;
  Result<domain::ReplayStatus> answer = domain::ReplayStatus{};
};

class FakeCatalog : public SessionCatalog {
 public:
  Result<std::vector<domain::SessionInfo>> list() override { return std::vector{info()}; }
  Result<domain::SessionInfo> find(std::string_view key) override {
    if (key == info().key) return info();
    return fail(ErrorCode::not_found, "no session {}", key);
  }
  static domain::SessionInfo info() {
    domain::SessionInfo info;
    info.key = "2025-10-25_mexico-city_qualifying";
    info.name = "Qualifying";
    info.drivers = {{"VER", 1, "Max Verstappen", {}, {}, {}}};
    return info;
  }
};

class NativeTest : public testing::ApiTest {
 protected:
  void SetUp() override {
    context_.replay = &replay_;
    context_.sessions = &catalog_;
  }
  http::Response patch(std::string body) {
    return ask(testing::make_request(http::Method::patch, "/api/v1/replay", std::move(body)));
  }
  FakeReplay replay_;
  FakeCatalog catalog_;
};

TEST_F(NativeTest, EveryRouteIsDescribedAndEveryDescriptionIsARoute) {
  const json document = json::parse(get("/api/v1/openapi.json").body);
  EXPECT_EQ(get("/openapi.json").body, get("/api/v1/openapi.json").body);
  std::set<std::string> described;
  std::set<std::string> ids;
  for (const auto& [path, operations] : document["paths"].items()) {
    for (const auto& [method, operation] : operations.items()) {
      described.insert(method + " " + path);
      EXPECT_TRUE(ids.insert(operation["operationId"]).second) << operation["operationId"];
    }
  }
  std::set<std::string> routed;
  for (const http::Route& route : router_->routes()) {
    std::string method{http::to_string(route.method)};
    std::transform(method.begin(), method.end(), method.begin(),
                   [](char c) { return static_cast<char>(c | 0x20); });
    routed.insert(method + " " + route.pattern);
  }
  EXPECT_EQ(described, routed);
}

TEST_F(NativeTest, EveryReferenceInTheDescriptionLeadsSomewhere) {
  const json document = json::parse(get("/openapi.json").body);
  const std::string text = document.dump();
  const std::string mark = "\"$ref\":\"#";
  for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1)) {
    const std::size_t begin = at + mark.size();
    const json::json_pointer pointer(text.substr(begin, text.find('"', begin) - begin));
    EXPECT_TRUE(document.contains(pointer)) << pointer.to_string();
  }
}

TEST_F(NativeTest, ReplayTellsWhereItStands) {
  EXPECT_EQ(get("/api/v1/replay").status, 404);
  domain::ReplayStatus status;
  status.speed = 10;
  status.position = SessionTime{60s};
  status.begin = SessionTime{500ms};
  status.end = SessionTime{7200s};
  put(message(1s, std::nullopt, status));
  put(message(3s, std::nullopt, domain::Heartbeat{SessionTime{80s}, false}));
  EXPECT_EQ(json::parse(get("/api/v1/replay").body), json({{"run_id", "run-1"},
                                                           {"session_key", "s"},
                                                           {"state", "playing"},
                                                           {"speed", 10},
                                                           {"position", 80},
                                                           {"begin", 0.5},
                                                           {"end", 7200}}));
}

TEST_F(NativeTest, ReplayIsSteered) {
  EXPECT_EQ(
      patch(R"({"speed":"max","paused":true,"position":"0:01:30","drivers":["VER"],"loop":false})").status,
      200);
  EXPECT_EQ(replay_.last.speed, domain::ReplaySpeed{});
  EXPECT_EQ(replay_.last.paused, true);
  EXPECT_EQ(replay_.last.position, SessionTime{90s});
  EXPECT_EQ(replay_.last.drivers->at(0), "VER");
  EXPECT_EQ(replay_.last.loop, false);
  EXPECT_EQ(post("/api/v1/replay", R"({"session":"mexico","speed":2.5})").status, 200);
  EXPECT_EQ(replay_.session, "mexico");
  EXPECT_EQ(replay_.last.speed->factor, 2.5);
  EXPECT_EQ(ask(testing::make_request(http::Method::del, "/api/v1/replay")).status, 200);
  EXPECT_TRUE(replay_.last.stop);
}

TEST_F(NativeTest, ReplayRefusesWithTheReason) {
  for (const char* body : {"", "{}", R"({"speed":0})", R"({"speed":"fast"})", R"({"paused":"yes"})",
                           R"({"position":"noon"})", R"({"drivers":"VER"})", "{"}) {
    EXPECT_EQ(patch(body).status, 400) << body;
  }
  EXPECT_EQ(post("/api/v1/replay", "{}").status, 400);
  replay_.answer = fail(ErrorCode::conflict, "the session is live");
  const auto refused = patch(R"({"paused":true})");
  EXPECT_EQ(refused.status, 409);
  EXPECT_NE(refused.body.find("the session is live"), std::string::npos);
}

TEST_F(NativeTest, WithoutAReplayNothingObeys) {
  context_.replay = nullptr;
  EXPECT_EQ(patch(R"({"paused":true})").status, 409);
  EXPECT_EQ(post("/api/v1/replay", R"({"session":"x"})").status, 409);
  EXPECT_EQ(ask(testing::make_request(http::Method::del, "/api/v1/replay")).status, 409);
}

TEST_F(NativeTest, WhatChangesStateNeedsControl) {
  get("/healthz");
  for (const http::Route& route : router_->routes()) {
    const bool asks = route.method == http::Method::get || route.method == http::Method::post;
    const bool registers =
        route.pattern == "/subjects/{subject}/versions" && route.method == http::Method::post;
    const bool steers = route.pattern == "/api/v1/replay" && route.method != http::Method::get;
    const bool races = (route.pattern.starts_with("/api/race/") || route.pattern == "/api/v1/races") &&
                       route.method == http::Method::post;
    const bool changes = steers || registers || races || !asks;
    EXPECT_EQ(route.options.access == http::Access::control, changes) << route.pattern;
  }
}

TEST_F(NativeTest, SessionsOfTheLibrary) {
  const json sessions = json::parse(get("/api/v1/sessions").body);
  ASSERT_EQ(sessions.size(), 1U);
  EXPECT_EQ(sessions[0]["drivers"][0]["name"], "Max Verstappen");
  EXPECT_EQ(json::parse(get("/api/v1/sessions/2025-10-25_mexico-city_qualifying").body), sessions[0]);
  EXPECT_EQ(get("/api/v1/sessions/none").status, 404);
}

TEST_F(NativeTest, RulesAndHealth) {
  context_.rules = [] {
    return std::vector<RuleInfo>{{"high_speed", "high_speed", "fast", domain::Severity::high, true, true}};
  };
  bool ready = false;
  context_.not_ready = [&] {
    return ready ? std::vector<std::string>{} : std::vector<std::string>{"the log is locked", "no source"};
  };
  EXPECT_EQ(json::parse(get("/api/v1/rules").body)[0]["severity"], "high");
  EXPECT_EQ(get("/healthz").status, 200);
  const auto waiting = get("/readyz");
  EXPECT_EQ(waiting.status, 503);
  EXPECT_NE(waiting.body.find("the log is locked; no source"), std::string::npos) << waiting.body;
  ready = true;
  EXPECT_EQ(get("/api/v1/readyz").status, 200);
}

TEST_F(NativeTest, LiveStateCanHoldAllLaps) {
  for (int number = 1; number <= 5; ++number) {
    domain::Lap lap;
    lap.lap_number = number;
    lap.lap_time = Milliseconds{80'000 - (number == 2 ? 5000 : 0)};
    put(message(number * 1s, domain::Car{"VER", 1}, lap));
  }
  const json recent = json::parse(get("/api/v1/live/state").body)["laps"];
  ASSERT_EQ(recent.size(), 2U) << "the best and the last";
  EXPECT_EQ(recent[0]["lap_number"], 2);
  EXPECT_EQ(recent[1]["lap_number"], 5);
  EXPECT_EQ(json::parse(get("/api/v1/live/state?laps=all").body)["laps"].size(), 5U);
  EXPECT_EQ(get("/api/v1/live/state?laps=some").status, 400);
}

}  // namespace
}  // namespace slipstream::api
