#include "api/live_stream.hpp"

#include <sstream>

#include <nlohmann/json.hpp>

#include "harness.hpp"

namespace slipstream::api {
namespace {

using namespace std::chrono_literals;
using nlohmann::json;
using store::testing::alert;
using store::testing::kStart;
using store::testing::message;
using store::testing::telemetry;

struct Event {
  std::string name, id;
  json data;
};

std::vector<Event> parse(const std::string& text) {
  std::vector<Event> events;
  std::istringstream lines(text);
  Event event;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("event: ")) event.name = line.substr(7);
    if (line.starts_with("id: ")) event.id = line.substr(4);
    if (line.starts_with("data: ")) event.data = json::parse(line.substr(6));
    if (line.empty()) events.push_back(std::exchange(event, {}));
  }
  return events;
}

class LiveStreamTest : public testing::ApiTest {
 protected:
  LiveStream open(std::string_view query = "", std::string_view last_event_id = "") {
    const auto request = testing::make_request(http::Method::get, "/x?" + std::string{query});
    const auto filter = read_live_filter(request);
    EXPECT_TRUE(filter);
    return {store_, *filter, last_event_id, [this] { return now_; }};
  }
  static std::vector<Event> pull(LiveStream& stream) {
    std::string out;
    EXPECT_TRUE(stream.pull(out));
    return parse(out);
  }
  static std::string names(const std::vector<Event>& events) {
    std::string all;
    for (const Event& event : events) all += event.name + ' ';
    return all;
  }
  /// One tick of two cars, 120 ms after the one before.
  void tick() {
    put(telemetry("VER", ticks_ * 120ms, 200 + ticks_));
    put(telemetry("HAM", ticks_ * 120ms, 100 + ticks_));
    store_.begin_batch(kStart + ticks_ * 120ms);
    store_.finish_batch(kStart + ticks_ * 120ms);
    now_ = kStart + ticks_++ * 120ms;
  }

  int ticks_ = 0;
};

TEST_F(LiveStreamTest, FirstTheSnapshotThenEventsAsTheyCome) {
  domain::TimingUpdate timing;
  timing.position = 3;
  put(message(0s, domain::Car{"VER", 1}, timing));
  tick();
  auto stream = open();
  const auto first = pull(stream);
  ASSERT_EQ(names(first), "snapshot ");
  EXPECT_EQ(first[0].data["run_id"], "run-1");
  EXPECT_EQ(first[0].data["timing"][0]["position"], 3);
  EXPECT_EQ(first[0].data["timing"][0]["full"], true);
  EXPECT_EQ(first[0].data["telemetry"]["drivers"], json({"VER", "HAM"}));
  EXPECT_TRUE(first[0].data["weather"].is_null());
  EXPECT_TRUE(pull(stream).empty());

  tick();
  put(message(200ms, std::nullopt, domain::Weather{}));
  put(alert("a", domain::Severity::high, 200ms));
  put(message(200ms, std::nullopt, domain::ReplayStatus{}));
  const auto rest = pull(stream);
  ASSERT_EQ(names(rest), "telemetry session alert replay ");
  EXPECT_EQ(rest[0].data["speed"], json({201, 101}));
  EXPECT_EQ(rest[1].data["message_type"], "weather");
  EXPECT_EQ(rest[2].data["alert_id"], "a");
}

TEST_F(LiveStreamTest, FiltersByDriverAndEvent) {
  tick();
  auto ham = open("drivers=HAM,LEC");
  auto alerts = open("events=alert");
  pull(ham);
  EXPECT_TRUE(pull(alerts).empty()) << "a snapshot was not asked for";
  tick();
  put(alert("a", domain::Severity::high, 200ms));
  put(message(200ms, std::nullopt, domain::Weather{}));
  const auto of_ham = pull(ham);
  ASSERT_EQ(names(of_ham), "telemetry session ") << "the alert is VER's";
  EXPECT_EQ(of_ham[0].data["drivers"], json({"HAM"}));
  EXPECT_EQ(names(pull(alerts)), "alert ");
}

TEST_F(LiveStreamTest, RefusesUnknownFilters) {
  for (const char* query : {"events=everything", "hz=0", "hz=fast", "hz=1000"}) {
    EXPECT_FALSE(read_live_filter(testing::make_request(http::Method::get, std::string{"/x?"} + query)))
        << query;
  }
}

TEST_F(LiveStreamTest, HzHoldsFramesBackAndKeepsTheNewest) {
  tick();
  auto stream = open("hz=2&events=telemetry");
  pull(stream);
  std::size_t frames = 0;
  json last;
  for (int i = 0; i < 50; ++i) {
    tick();
    for (const Event& event : pull(stream)) {
      ++frames;
      last = event.data;
    }
  }
  EXPECT_GE(frames, 10U);
  EXPECT_LE(frames, 13U);
  EXPECT_EQ(last["drivers"].size(), 2U);
}

TEST_F(LiveStreamTest, ResumesWithoutAHole) {
  tick();
  auto stream = open();
  pull(stream);
  for (int i = 0; i < 5; ++i) tick();
  const auto seen = pull(stream);
  ASSERT_EQ(seen.size(), 5U);
  // More than a slow client would be sent one by one: a resume is sent them all.
  for (int i = 0; i < 100; ++i) tick();
  auto again = open("", seen[2].id);
  const auto rest = pull(again);
  ASSERT_EQ(rest.size(), 102U);
  EXPECT_EQ(rest[0].id, seen[3].id);
  EXPECT_EQ(rest.back().data["speed"][0], 305);
}

TEST_F(LiveStreamTest, AnIdThatIsTooOldGetsASnapshot) {
  tick();
  tick();
  auto stream = open();
  const std::string id = pull(stream).at(0).id;
  for (int i = 0; i < 600; ++i) tick();
  auto again = open("", id);
  EXPECT_EQ(names(pull(again)), "snapshot ");
  auto nonsense = open("", "nonsense");
  EXPECT_EQ(names(pull(nonsense)), "snapshot ");
}

TEST_F(LiveStreamTest, ASlowClientGetsTheNewestOfEachAndIsToldHowMuchItMissed) {
  tick();
  auto stream = open();
  pull(stream);
  for (int i = 0; i < 50; ++i) tick();
  put(telemetry("HAM", ticks_ * 120ms, 299));
  store_.idle();
  put(message(200ms, std::nullopt, domain::Weather{}));
  const auto events = pull(stream);
  ASSERT_EQ(names(events), "session lag telemetry ");
  EXPECT_EQ(events[1].data["ticks"], 50);
  EXPECT_EQ(events[2].data["drivers"], json({"VER", "HAM"}));
  EXPECT_EQ(events[2].data["speed"], json({250, 299}));
  tick();
  EXPECT_EQ(names(pull(stream)), "telemetry ");
}

TEST_F(LiveStreamTest, ANewRunIsASnapshot) {
  tick();
  auto stream = open();
  pull(stream);
  put(telemetry("VER", 10s, 50, "run-2"));
  store_.idle();
  const auto events = pull(stream);
  ASSERT_EQ(names(events), "snapshot ");
  EXPECT_EQ(events[0].data["run_id"], "run-2");
}

TEST_F(LiveStreamTest, IdsSurviveARestartOfTheServer) {
  tick();
  auto stream = open();
  pull(stream);
  for (int i = 0; i < 10; ++i) tick();
  const auto seen = pull(stream);

  store::Store restarted;
  restarted.begin_batch(now_);
  for (int i = 0; i < 2 * ticks_; i += 2) {
    restarted.apply(telemetry("VER", i / 2 * 120ms, 200 + i / 2), {store::Input::telemetry, 0, i});
    restarted.apply(telemetry("HAM", i / 2 * 120ms, 100 + i / 2), {store::Input::telemetry, 0, i + 1});
  }
  restarted.idle();
  LiveStream resumed(restarted, {}, seen[6].id, [this] { return now_; });
  const auto rest = pull(resumed);
  ASSERT_EQ(rest.size(), 3U);
  EXPECT_EQ(rest[0].id, seen[7].id);
  EXPECT_EQ(rest[0].data, seen[7].data);
}

}  // namespace
}  // namespace slipstream::api
