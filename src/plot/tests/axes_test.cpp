#include "plot/axes.hpp"

#include <limits>

#include <gtest/gtest.h>

#include "plot/marks.hpp"
#include "plot/polyline.hpp"

namespace slipstream::plot {
namespace {

TEST(Axes, MapValuesUpwardsAndToTheRight) {
  const Axes axes({100, 50, 200, 80}, {{0, 10}}, {{-1, 1}});
  EXPECT_EQ(axes.at(0, -1), (Place{100, 130}));
  EXPECT_EQ(axes.at(10, 1), (Place{300, 50}));
  EXPECT_EQ(axes.at(5, 0), (Place{200, 90}));
}

TEST(Axes, TurnedRoundPutFirstPlaceOnTop) {
  const Axes axes({0, 0, 100, 100}, {{0, 1}}, {{20.5, 0.5}});
  EXPECT_EQ(axes.y_at(0.5), 0);
  EXPECT_EQ(axes.y_at(20.5), 100);
}

TEST(Polyline, LeavesOutWhatChangesNothingAndBreaksAtTheUnknown) {
  const double unknown = std::numeric_limits<double>::quiet_NaN();
  const std::vector<Place> places{{0, 0},       {1, 1}, {2, 2},    {2.01, 2.02},       {3, 2},
                                  {unknown, 0}, {4, 1}, {5, 1.25}, {unknown, unknown}, {9, 9}};
  const auto runs = polyline_points(places);
  ASSERT_EQ(runs.size(), 2U);
  EXPECT_EQ(runs[0], "0,0 2,2 3,2");
  EXPECT_EQ(runs[1], "4,1 5,1.3");
}

TEST(Polyline, KeepsAWayThereAndBack) {
  EXPECT_EQ(polyline_points(std::vector<Place>{{0, 0}, {5, 0}, {2, 0}}).front(), "0,0 5,0 2,0");
}

TEST(BoxStatistics, AreNumpysQuartiles) {
  const BoxStatistics box = box_statistics({1, 2, 3, 4, 100});
  EXPECT_DOUBLE_EQ(box.lower_quartile, 2);
  EXPECT_DOUBLE_EQ(box.median, 3);
  EXPECT_DOUBLE_EQ(box.upper_quartile, 4);
  EXPECT_DOUBLE_EQ(box.low, 1);
  EXPECT_DOUBLE_EQ(box.high, 4) << "100 is an outlier";
}

TEST(BoxStatistics, OfOneValueAreThatValue) {
  const BoxStatistics box = box_statistics({7});
  EXPECT_EQ(box.low, 7);
  EXPECT_EQ(box.high, 7);
}

}  // namespace
}  // namespace slipstream::plot
