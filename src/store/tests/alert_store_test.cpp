#include "store/alert_store.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "samples.hpp"

namespace slipstream::store {
namespace {

using namespace std::chrono_literals;
using domain::AlertState;
using domain::Severity;
using store::testing::alert;
using store::testing::wall_ms;
using ::testing::ElementsAre;

std::vector<std::string> ids(const AlertStore& store, const AlertFilter& filter = {}) {
  std::vector<std::string> all;
  for (const KeptAlert* kept : store.find(filter)) all.push_back(kept->record.alert.alert_id);
  return all;
}

TEST(AlertStore, ListsNewestFirstThroughEveryFilter) {
  AlertStore store(500);
  store.apply(alert("a", Severity::high, 0s));
  store.apply(alert("b", Severity::low, 1s, AlertState::opened, "HAM"));
  store.apply(alert("c", Severity::high, 2s, AlertState::opened, "HAM", "run-0"));
  EXPECT_THAT(ids(store), ElementsAre("c", "b", "a"));
  EXPECT_THAT(ids(store, {.severity = Severity::high}), ElementsAre("c", "a"));
  EXPECT_THAT(ids(store, {.drivers = {"HAM", "LEC"}}), ElementsAre("c", "b"));
  EXPECT_THAT(ids(store, {.run_id = "run-1"}), ElementsAre("b", "a"));
  EXPECT_THAT(ids(store, {.from_ms = wall_ms(1s)}), ElementsAre("c", "b"));
  EXPECT_THAT(ids(store, {.to_ms = wall_ms(1s)}), ElementsAre("b", "a"));
  EXPECT_THAT(ids(store, {.limit = 1}), ElementsAre("c"));
}

TEST(AlertStore, AClosingCompletesItsOpening) {
  AlertStore store(500);
  store.apply(alert("a", Severity::high, 0s));
  auto closing = alert("a", Severity::high, 3s, AlertState::closed);
  closing.alert.value = 331;
  closing.alert.ended_at = SessionTime{3s};
  store.apply(closing);
  store.apply(closing);
  store.apply(alert("unknown", Severity::low, 4s, AlertState::closed));
  const auto found = store.find({});
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0]->record.alert.state, AlertState::closed);
  EXPECT_EQ(found[0]->record.alert.value, 331);
  EXPECT_EQ(found[0]->record.produced_at, store::testing::kStart);
  EXPECT_EQ(found[0]->ended_at, store::testing::kStart + 3s);
  EXPECT_TRUE(ids(store, {.open_only = true}).empty());
  EXPECT_EQ(store.counts().by_severity[0], 1U) << "counts count openings";
  EXPECT_EQ(store.messages(), 4U);
}

TEST(AlertStore, ARepeatedOpeningCountsOnce) {
  AlertStore store(500);
  store.apply(alert("a", Severity::medium, 0s));
  store.apply(alert("a", Severity::medium, 0s));
  EXPECT_EQ(ids(store).size(), 1U);
  EXPECT_EQ(store.counts().by_severity[1], 1U);
}

TEST(AlertStore, IsBoundedPerSeverity) {
  AlertStore store(3);
  for (int i = 0; i < 10; ++i) store.apply(alert("low-" + std::to_string(i), Severity::low, i * 1s));
  store.apply(alert("high", Severity::high, 0s));
  EXPECT_THAT(ids(store), ElementsAre("high", "low-9", "low-8", "low-7"));
  EXPECT_EQ(store.counts().by_severity[2], 10U);
  store.apply(alert("low-0", Severity::low, 20s, AlertState::closed));
  EXPECT_EQ(ids(store).size(), 4U);
}

TEST(AlertStore, AlertsOfForeignProducersNeedNoId) {
  AlertStore store(3);
  store.apply(alert("", Severity::low, 0s));
  store.apply(alert("", Severity::low, 1s));
  EXPECT_EQ(ids(store).size(), 2U);
}

}  // namespace
}  // namespace slipstream::store
