#include "store/live_feed.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "samples.hpp"

namespace slipstream::store {
namespace {

using namespace std::chrono_literals;
using store::testing::kStart;
using ::testing::ElementsAre;

/// Plays records into a feed as a reader would, partition by partition.
class FeedTest : public ::testing::Test {
 protected:
  FeedTest() {
    feed_.set_now(kStart);
    feed_.start_run("run-1");
  }

  void sample(LiveFeed& feed, std::string_view driver, std::chrono::milliseconds at, std::int32_t partition,
              std::int64_t offset) {
    const auto record = store::testing::telemetry(driver, at, 200);
    feed.add_sample({record.sample, record.stamp.produced_at}, {Input::telemetry, partition, offset});
  }
  void note(LiveFeed& feed, std::chrono::milliseconds at, std::int64_t offset, std::string_view json = "{}") {
    feed.add_record(LiveKind::session, {Input::session, 0, offset}, kStart + at, {}, json);
  }
  std::vector<LiveEventPtr> events(const LiveFeed& feed) {
    const auto head = feed.head();
    return feed.events_from(head.next - kept(feed), head.run_number).events;
  }
  static LiveFeed::Number kept(const LiveFeed& feed) {
    const auto head = feed.head();
    LiveFeed::Number first = head.next;
    while (first > 0 && !feed.events_from(first - 1, head.run_number).hole) --first;
    return head.next - first;
  }

  LiveFeed feed_;
};

std::vector<std::string> drivers(const LiveEvent& frame) {
  std::vector<std::string> all;
  for (const LiveSample& sample : frame.samples) all.emplace_back(sample.driver.view());
  return all;
}

TEST_F(FeedTest, AFrameIsOneTickAtRealTime) {
  for (int tick = 0; tick < 20; ++tick) {
    sample(feed_, "VER", tick * 120ms, 0, tick);
    sample(feed_, "HAM", tick * 120ms, 1, tick);
  }
  feed_.flush();
  const auto frames = events(feed_);
  ASSERT_EQ(frames.size(), 20U);
  for (const auto& frame : frames) EXPECT_THAT(drivers(*frame), ElementsAre("VER", "HAM"));
  EXPECT_EQ(frames[3]->samples[0].time, SessionTime{360ms});
  EXPECT_EQ(frames.back()->id, "run-1/t20,20/s/a");
}

TEST_F(FeedTest, AboveRealTimeThereAreTwentyFramesASecondWithTheNewestOfEach) {
  for (int tick = 0; tick < 1000; ++tick) sample(feed_, tick % 2 == 0 ? "VER" : "HAM", tick * 1ms, 0, tick);
  feed_.flush();
  const auto frames = events(feed_);
  EXPECT_GE(frames.size(), 20U);
  EXPECT_LE(frames.size(), 25U);
  EXPECT_THAT(drivers(*frames.back()), ::testing::UnorderedElementsAre("VER", "HAM"));
}

TEST_F(FeedTest, ABatchSendsItsLastTickAtOnceWhileLive) {
  sample(feed_, "VER", 0ms, 0, 0);
  EXPECT_TRUE(feed_.has_pending());
  feed_.set_now(kStart + 1ms);
  feed_.flush_due();
  EXPECT_FALSE(feed_.has_pending());
  EXPECT_EQ(events(feed_).size(), 1U);
}

TEST_F(FeedTest, ATickThatComesInPartsDoesNotWaitForTheRate) {
  for (int tick = 0; tick < 20; ++tick) {
    for (int partition = 0; partition < 4; ++partition) {
      feed_.set_now(kStart + tick * 120ms + partition * 3ms);
      sample(feed_, fmt::format("D{}", partition), tick * 120ms, partition, tick);
      feed_.flush_due();
      EXPECT_FALSE(feed_.has_pending()) << "tick " << tick << ", partition " << partition;
    }
  }
  EXPECT_EQ(events(feed_).size(), 80U);
}

TEST_F(FeedTest, MissingValuesAreNullInTheFrame) {
  sample(feed_, "VER", 1500ms, 0, 0);
  feed_.flush();
  EXPECT_EQ(
      events(feed_)[0]->data,
      R"({"t":1.5,"wall":)" + std::to_string(unix_ms(kStart + 1500ms)) +
          R"(,"drivers":["VER"],"speed":[200],"rpm":[null],"throttle":[null],"brake":[null],"gear":[null],)"
          R"("drs":[null],"x":[null],"y":[null],"distance":[null],"lap_number":[null]})");
}

TEST_F(FeedTest, KeepsAMinuteAndABoundedNumberOfEvents) {
  LiveFeed feed({.history = 60s, .max_events = 100});
  feed.start_run("run-1");
  for (int s = 0; s < 200; ++s) note(feed, s * 1s, s);
  EXPECT_EQ(kept(feed), 61U);
  for (int i = 0; i < 500; ++i) note(feed, 200s, 200 + i);
  EXPECT_EQ(kept(feed), 100U);
  EXPECT_TRUE(feed.events_from(0, feed.head().run_number).hole);
}

TEST_F(FeedTest, LineBreaksDoNotEndAnEvent) {
  note(feed_, 0s, 0, "{\n\"a\":\r\n1}");
  EXPECT_EQ(events(feed_)[0]->data, "{ \"a\":  1}");
}

TEST_F(FeedTest, AClientResumesBehindWhatItKnows) {
  for (int s = 0; s < 10; ++s) note(feed_, s * 1s, s);
  const auto all = events(feed_);
  const auto known = LogPosition::parse(all[6]->id);
  ASSERT_TRUE(known);
  const auto resume = feed_.resume_at(*known);
  ASSERT_TRUE(resume);
  const auto rest = feed_.events_from(*resume, feed_.head().run_number).events;
  ASSERT_EQ(rest.size(), 3U);
  EXPECT_EQ(rest[0]->id, all[7]->id);
}

TEST_F(FeedTest, IdsMeanTheSameAfterARestartThatReadsInAnotherOrder) {
  // Before: telemetry and session alternate. After: all of the session topic comes first.
  for (int i = 0; i < 5; ++i) {
    sample(feed_, "VER", i * 120ms, 0, i);
    note(feed_, i * 120ms, i);
  }
  feed_.flush();
  const std::string known = events(feed_)[4]->id;
  const auto position = LogPosition::parse(known);
  ASSERT_TRUE(position);

  LiveFeed restarted;
  restarted.set_now(kStart + 2s);
  restarted.start_run("run-1");
  for (int i = 0; i < 5; ++i) note(restarted, i * 120ms, i);
  for (int i = 0; i < 5; ++i) sample(restarted, "VER", i * 120ms, 0, i);
  restarted.flush();
  const auto resume = restarted.resume_at(*position);
  ASSERT_TRUE(resume);
  LogPosition got = *position;
  for (const auto& event : restarted.events_from(*resume, restarted.head().run_number).events) {
    if (!position->covers(event->records)) got.merge(event->records);
  }
  EXPECT_EQ(got.to_string(), "run-1/t5/s5/a") << "together with what it knew, everything";
}

TEST_F(FeedTest, AnIdThatIsTooOldOrOfAnotherRunNeedsASnapshot) {
  for (int s = 0; s < 100; ++s) note(feed_, s * 1s, s);
  EXPECT_FALSE(feed_.resume_at(*LogPosition::parse("run-1/t/s10/a")));
  EXPECT_TRUE(feed_.resume_at(*LogPosition::parse("run-1/t/s50/a")));
  EXPECT_FALSE(feed_.resume_at(*LogPosition::parse("run-0/t/s50/a")));
  const auto run = feed_.head().run_number;
  feed_.start_run("run-2");
  EXPECT_TRUE(feed_.events_from(feed_.head().next, run).hole);
  EXPECT_FALSE(feed_.resume_at(*LogPosition::parse("run-1/t/s100/a")));
}

TEST_F(FeedTest, OldRecordsThatAreReadAgainMakeNoEvents) {
  feed_.set_now(kStart + 1h);
  for (int i = 0; i < 5; ++i) note(feed_, i * 1s, i);
  sample(feed_, "VER", 0ms, 0, 0);
  EXPECT_FALSE(feed_.has_pending());
  EXPECT_EQ(kept(feed_), 0U);
  EXPECT_FALSE(feed_.resume_at(*LogPosition::parse("run-1/t/s3/a"))) << "what follows it is not kept";
  EXPECT_TRUE(feed_.resume_at(*LogPosition::parse("run-1/t1/s5/a")));
}

TEST_F(FeedTest, AFrameThatWaitsIsNotCoveredByTheIdOfALaterRecord) {
  sample(feed_, "VER", 0ms, 0, 0);
  note(feed_, 0s, 0);
  const auto position = LogPosition::parse(events(feed_)[0]->id);
  feed_.flush();
  const auto resume = feed_.resume_at(*position);
  ASSERT_TRUE(resume);
  EXPECT_EQ(feed_.events_from(*resume, feed_.head().run_number).events.size(), 1U);
}

}  // namespace
}  // namespace slipstream::store
