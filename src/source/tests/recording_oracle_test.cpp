#include <filesystem>
#include <ostream>
#include <string>

#include <gtest/gtest.h>

#include "read_all.hpp"
#include "source/source.hpp"
#include "support/shared_data.hpp"

namespace slipstream::source {
namespace {

/// Sample counts are those of FastF1's car_data: the feed's and the state's packets.
struct Expected {
  std::string name;
  std::string zero;
  std::size_t car_samples, timing_messages;
};

std::ostream& operator<<(std::ostream& out, const Expected& expected) { return out << expected.name; }

class RecordingOracle : public ::testing::TestWithParam<Expected> {};

TEST_P(RecordingOracle, IsReadCompletelyAndInOrder) {
  SLIPSTREAM_NEED_SHARED(shared);
  const Expected& expected = GetParam();
  const auto source = open_source(shared / "data/recordings" / (expected.name + ".data.txt"));
  ASSERT_TRUE(source) << source.error().to_string();
  const Totals totals = count(events_of(**source));
  EXPECT_TRUE(totals.in_order);
  ASSERT_TRUE((*source)->zero());
  EXPECT_EQ(base::format_utc(*(*source)->zero()), expected.zero);
  EXPECT_EQ(totals.of<TimingData>(), expected.timing_messages);
  EXPECT_EQ(totals.car_samples, expected.car_samples);
  EXPECT_GT(totals.position_samples, 20'000u);
  EXPECT_GT(totals.of<SessionStatus>(), 0u) << "derived from the session data";
  const InputReport& report = (*source)->report();
  EXPECT_EQ(report.damaged_lines, 0u) << report.damaged.front().to_string();
  EXPECT_TRUE(report.unknown_topics.empty());
}

INSTANTIATE_TEST_SUITE_P(Miami, RecordingOracle,
                         ::testing::Values(Expected{"Miami_Grand_Prix_Qualifying_20250503_213930",
                                                    "2025-05-03T20:15:00.116Z", 31'320, 1381},
                                           Expected{"Miami_Grand_Prix_Race_20250504_210213",
                                                    "2025-05-04T20:03:42.224Z", 29'400, 2924}),
                         [](const auto& test) { return test.index == 0 ? "Qualifying" : "Race"; });

}  // namespace
}  // namespace slipstream::source
