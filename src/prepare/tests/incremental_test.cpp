// A session that is still coming in, cut at random places, is the beginning of the whole one.
#include <algorithm>
#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "prepare/prepared_session.hpp"
#include "session_feed.hpp"
#include "support/shared_data.hpp"

namespace slipstream::prepare {
namespace {

constexpr int kCuts = 4;
/// A merged row waits for this much of the streams behind it.
constexpr Milliseconds kLookAhead{20'000};

class Incremental : public ::testing::TestWithParam<const char*> {
 protected:
  void SetUp() override {
    SLIPSTREAM_NEED_SHARED(shared);
    auto source = source::open_source(shared / "data" / GetParam());
    ASSERT_TRUE(source) << source.error().to_string();
    zero_ = (*source)->zero();
    while (true) {
      auto event = (*source)->next();
      ASSERT_TRUE(event);
      if (!*event) break;
      events_.push_back(std::move(**event));
    }
    ASSERT_GT(events_.size(), 100U);
    RecordProperty("seed", static_cast<int>(seed_));
  }

  /// A place in the second half, where laps are driven, or anywhere.
  std::size_t random_cut() {
    const std::size_t from = random_() % 2 == 0 ? events_.size() / 2 : 1;
    return from + random_() % (events_.size() - from);
  }
  [[nodiscard]] Result<PreparedSession> prepare_first(std::size_t count) const {
    VectorSource source{{events_.begin(), events_.begin() + static_cast<std::ptrdiff_t>(count)}, zero_};
    return prepare_session(source);
  }

  const unsigned seed_ = std::random_device{}();
  std::mt19937 random_{seed_};
  std::vector<source::FeedEvent> events_;
  std::optional<UtcTime> zero_;
};

/// The messages without those that the end of the feed brings about.
std::vector<domain::SessionMessage> running_messages(const PreparedSession& session) {
  std::vector<domain::SessionMessage> kept;
  for (const domain::SessionMessage& message : session.messages()) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (lap == nullptr || !lap->final) kept.push_back(message);
  }
  return kept;
}

TEST_P(Incremental, MessagesOfACutFeedAreTheBeginningOfTheWhole) {
  const auto whole = prepare_first(events_.size());
  ASSERT_TRUE(whole);
  const auto all = running_messages(*whole);
  for (int i = 0; i < kCuts; ++i) {
    const std::size_t cut = random_cut();
    SCOPED_TRACE(::testing::Message() << "seed " << seed_ << ", cut before event " << cut);
    const auto part = prepare_first(cut);
    if (!part) continue;  // nothing but what no message tells
    const auto begun = running_messages(*part);
    ASSERT_LE(begun.size(), all.size());
    const auto differ = std::ranges::mismatch(begun, all);
    ASSERT_EQ(differ.in1, begun.end()) << "message " << differ.in1 - begun.begin();
  }
}

TEST_P(Incremental, TelemetryOfACutFeedIsTheBeginningOfTheWhole) {
  const auto whole = prepare_first(events_.size());
  ASSERT_TRUE(whole);
  const std::size_t cut = random_cut();
  SCOPED_TRACE(::testing::Message() << "seed " << seed_ << ", cut before event " << cut);
  const auto part = prepare_first(cut);
  if (!part) return;
  const SessionTime settled = events_[cut - 1].time - kLookAhead;
  for (std::size_t i = 0; i < part->drivers().size(); ++i) {
    const auto& drivers = whole->drivers();
    const auto same = std::ranges::find(drivers, part->drivers()[i].number, &domain::Driver::number);
    ASSERT_NE(same, drivers.end());
    const TelemetryColumns& rows = part->telemetry(i);
    const TelemetryColumns& all = whole->telemetry(static_cast<std::size_t>(same - drivers.begin()));
    for (std::size_t row = 0; row < rows.size() && rows.time[row] <= settled; ++row) {
      const domain::TelemetrySample ours = rows.row(row, *same), theirs = all.row(row, *same);
      SCOPED_TRACE(::testing::Message() << same->id.view() << ", row " << row);
      ASSERT_EQ(ours.time, theirs.time);
      ASSERT_EQ(ours.speed_kmh, theirs.speed_kmh);
      ASSERT_EQ(ours.rpm, theirs.rpm);
      ASSERT_EQ(ours.throttle_pct, theirs.throttle_pct);
      ASSERT_EQ(ours.brake_pct, theirs.brake_pct);
      ASSERT_EQ(ours.gear, theirs.gear);
      ASSERT_EQ(ours.drs_open, theirs.drs_open);
      ASSERT_EQ(ours.x, theirs.x);
      ASSERT_EQ(ours.y, theirs.y);
      ASSERT_EQ(ours.z, theirs.z);
    }
  }
}

TEST_P(Incremental, LookingMeanwhileChangesNothing) {
  SessionFeed at_once, looked_at;
  for (const source::FeedEvent& event : events_) {
    at_once.feed(event);
    looked_at.feed(event);
    if (random_() % 64 != 0) continue;
    for (const domain::Driver& driver : looked_at.state.info().drivers) {
      static_cast<void>(looked_at.state.full_state(driver.number));
      static_cast<void>(looked_at.state.current_lap(driver.number));
      static_cast<void>(looked_at.state.timeline(driver.number, looked_at.last));
    }
  }
  at_once.finish();
  looked_at.finish();
  ASSERT_EQ(at_once.messages.size(), looked_at.messages.size());
  EXPECT_TRUE(at_once.messages == looked_at.messages);
}

TEST_P(Incremental, LapsSettleByTheirRevisions) {
  SessionFeed session;
  for (const source::FeedEvent& event : events_) session.feed(event);
  session.finish();
  std::map<std::pair<domain::CarNumber, int>, domain::Lap> newest;
  for (const domain::SessionMessage& message : session.messages) {
    const auto* lap = std::get_if<domain::Lap>(&message.body);
    if (lap == nullptr) continue;
    ASSERT_TRUE(message.car);
    const auto [known, is_new] = newest.try_emplace({message.car->number, lap->lap_number}, *lap);
    ASSERT_EQ(lap->revision, is_new ? 0 : known->second.revision + 1);
    known->second = *lap;
  }
  std::size_t laps = 0;
  for (const domain::Driver& driver : session.state.info().drivers) {
    for (const domain::Lap& lap : session.state.laps(driver.number)) {
      ++laps;
      ASSERT_TRUE(lap.final);
      EXPECT_EQ(newest.at({driver.number, lap.lap_number}), lap);
    }
  }
  EXPECT_EQ(laps, newest.size());
  EXPECT_GT(laps, 0U);
}

INSTANTIATE_TEST_SUITE_P(RealSessions, Incremental,
                         ::testing::Values("archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying",
                                           "archive/2018-04-29_Azerbaijan_Grand_Prix_Race_timing_only",
                                           "archive/2025-05-03_Miami_Grand_Prix_Sprint_timing_only",
                                           "recordings/Miami_Grand_Prix_Race_20250504_210213.data.txt"),
                         [](const auto& session) { return "No" + std::to_string(session.index); });

}  // namespace
}  // namespace slipstream::prepare
