#include "store/run_tracker.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace slipstream::store {
namespace {

using Verdict = RunTracker::Verdict;

struct Step {
  const char* run;
  int at_s;
  Verdict expected;
};

TEST(RunTracker, TheNewestRunIsTheCurrentOne) {
  const std::vector<std::vector<Step>> cases{
      {{"a", 0, Verdict::fresh},
       {"a", 1, Verdict::current},
       {"b", 2, Verdict::fresh},
       {"b", 3, Verdict::current}},
      // A straggler of the run before, from another topic or partition.
      {{"a", 0, Verdict::fresh},
       {"b", 1, Verdict::fresh},
       {"a", 2, Verdict::earlier},
       {"b", 3, Verdict::current}},
      // The run of a producer that was killed, of which a topic read later than the new run's tells first.
      {{"b", 3, Verdict::fresh},
       {"a", 2, Verdict::earlier},
       {"b", 4, Verdict::current},
       {"a", 2, Verdict::earlier},
       {"c", 5, Verdict::fresh}},
      // Two producers side by side do not make the state flap.
      {{"a", 0, Verdict::fresh},
       {"b", 1, Verdict::fresh},
       {"a", 2, Verdict::earlier},
       {"b", 4, Verdict::current},
       {"a", 8, Verdict::earlier}},
      // The older one comes back when the newer one has gone silent.
      {{"a", 0, Verdict::fresh},
       {"b", 1, Verdict::fresh},
       {"a", 7, Verdict::fresh},
       {"b", 8, Verdict::earlier}},
  };
  for (const auto& steps : cases) {
    RunTracker tracker;
    for (const Step& step : steps) {
      EXPECT_EQ(tracker.judge(step.run, WallTime{std::chrono::seconds{step.at_s}}), step.expected)
          << step.run << " at " << step.at_s;
    }
  }
}

TEST(RunTracker, AlertsFollowTheirRun) {
  const auto at = [](int s) { return WallTime{std::chrono::seconds{s}}; };
  RunTracker tracker;
  EXPECT_EQ(tracker.judge_alert("b", at(1)), Verdict::fresh) << "whose records are still to be read";
  EXPECT_EQ(tracker.judge_alert("b", at(2)), Verdict::current);
  EXPECT_EQ(tracker.judge_alert("a", at(3)), Verdict::earlier)
      << "a processor works up a killed producer's run";
  EXPECT_EQ(tracker.judge("b", at(4)), Verdict::current);
  EXPECT_EQ(tracker.judge("c", at(5)), Verdict::fresh);
  EXPECT_EQ(tracker.judge_alert("b", at(60)), Verdict::earlier) << "silence brings no run back for an alert";
  EXPECT_EQ(tracker.judge_alert("d", at(61)), Verdict::fresh);
}

TEST(RunTracker, RemembersABoundedNumberOfRuns) {
  RunTracker tracker;
  for (int i = 0; i < 200; ++i) {
    EXPECT_EQ(tracker.judge("run-" + std::to_string(i), WallTime{}), Verdict::fresh);
  }
  EXPECT_EQ(tracker.judge("run-198", WallTime{}), Verdict::earlier);
  EXPECT_EQ(tracker.judge("run-0", WallTime{}), Verdict::fresh);
}

}  // namespace
}  // namespace slipstream::store
