#include "cli/scaling/scaling_figures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "cli/scaling/scaling_picture.hpp"
#include "cli/scaling/scaling_report.hpp"

namespace slipstream::cli {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

ScalingFigures one_consumer() {
  return {.shape = {.consumers = 1, .partitions = 4, .cars = 20, .records = 1'000'000},
          .anomalies = 7,
          .readings = {{.seconds = 2.0, .cpu_seconds = 3.0},
                       {.seconds = 9.0, .cpu_seconds = 8.0},
                       {.seconds = 1.0, .cpu_seconds = 1.0}}};
}

ScalingFigures four_consumers() {
  return {.shape = {.consumers = 4, .partitions = 16, .cars = 80, .records = 4'000'000},
          .anomalies = 28,
          .readings = {{.seconds = 4.0, .cpu_seconds = 12.0}, {.seconds = 6.0, .cpu_seconds = 14.4}}};
}

ScalingReport report() { return {.cores = 2, .scenarios = {one_consumer(), four_consumers()}}; }

TEST(ScalingFigures, AreMediansOfTheReadings) {
  EXPECT_DOUBLE_EQ(one_consumer().seconds(), 2);
  EXPECT_DOUBLE_EQ(one_consumer().records_per_second(), 500'000);
  EXPECT_DOUBLE_EQ(one_consumer().cpu_seconds_per_million(), 3);
  EXPECT_DOUBLE_EQ(four_consumers().seconds(), 5);
  EXPECT_DOUBLE_EQ(four_consumers().records_per_second(), 800'000);
  EXPECT_DOUBLE_EQ(four_consumers().cpu_seconds_per_million(), 3.3);
}

TEST(ScalingFigures, AreJudgedAgainstTheFirstScenario) {
  EXPECT_DOUBLE_EQ(scaling_efficiency(one_consumer(), four_consumers()), 0.4);
  EXPECT_DOUBLE_EQ(cpu_ratio(one_consumer(), four_consumers()), 1.1);
  EXPECT_DOUBLE_EQ(scaling_efficiency(one_consumer(), one_consumer()), 1);
}

TEST(ScalingShape, SpreadsItsRecordsEvenly) {
  EXPECT_EQ(four_consumers().shape.records_per_partition(), 250'000U);
}

TEST(ScalingReport, IsATable) {
  EXPECT_THAT(scaling_text(report()),
              AllOf(HasSubstr("consumers  partitions  cars  records  seconds  records/s  CPU s/million"),
                    HasSubstr("4          16    80  4000000    5.000     800000          3.300      1.100"
                              "       0.400\n"),
                    HasSubstr("On the 2 cores of this machine")));
}

TEST(ScalingReport, IsCsv) {
  EXPECT_EQ(scaling_csv(report()),
            "consumers,partitions,cars,records,readings,seconds,records_per_second,cpu_seconds_per_million,"
            "cpu_ratio,efficiency,cores\n"
            "1,4,20,1000000,3,2.000000,500000.0,3.000000,1.0000,1.0000,2\n"
            "4,16,80,4000000,2,5.000000,800000.0,3.300000,1.1000,0.4000,2\n");
}

TEST(ScalingReport, IsJsonWithEveryReading) {
  const auto json = nlohmann::json::parse(scaling_json(report()));
  EXPECT_EQ(json["cores"], 2);
  ASSERT_EQ(json["scenarios"].size(), 2U);
  const auto& four = json["scenarios"][1];
  EXPECT_EQ(four["consumers"], 4);
  EXPECT_EQ(four["records"], 4'000'000);
  EXPECT_EQ(four["anomalies"], 28);
  EXPECT_DOUBLE_EQ(four["efficiency"], 0.4);
  ASSERT_EQ(four["readings"].size(), 2U);
  EXPECT_DOUBLE_EQ(four["readings"][1]["cpu_seconds"], 14.4);
}

TEST(ScalingPicture, ShowsTheThreeFiguresOfEachScenario) {
  const std::string svg = draw_scaling(report(), plot::Theme::automatic);
  EXPECT_THAT(
      svg, AllOf(HasSubstr("Weak scaling on Kafka"),
                 HasSubstr("1 to 4 consumers of one group; each 20 cars, 4 partitions, 1,000,000 records"),
                 HasSubstr("CPU seconds per million records"), HasSubstr(">3.300<"),
                 HasSubstr("thousand records a second"), HasSubstr(">800<"), HasSubstr("efficiency, T1/Tn"),
                 HasSubstr(">0.40<"), HasSubstr("prefers-color-scheme")));
}

TEST(ScalingPicture, OfOneScenarioIsAPictureToo) {
  const ScalingReport alone{.cores = 8, .scenarios = {four_consumers()}};
  EXPECT_THAT(draw_scaling(alone, plot::Theme::dark), HasSubstr("efficiency, T4/Tn"));
}

}  // namespace
}  // namespace slipstream::cli
