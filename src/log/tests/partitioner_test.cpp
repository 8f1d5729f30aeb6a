#include "log/partitioner.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace slipstream::log {
namespace {

struct Case {
  const char* key;
  std::int32_t hash;
};

// The vectors of Apache Kafka's own UtilsTest.testMurmur2.
constexpr std::array kCases{
    Case{"21", -973932308},
    Case{"foobar", -790332482},
    Case{"a-little-bit-long-string", -985981536},
    Case{"a-little-bit-longer-string", -1486304829},
    Case{"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8", -58897971},
    Case{"abc", 479470107},
};

TEST(Partitioner, HashesAsTheJavaClient) {
  for (const Case& one : kCases) EXPECT_EQ(static_cast<std::int32_t>(murmur2(one.key)), one.hash) << one.key;
}

TEST(Partitioner, SpreadsTheGridOf2025AsTheContractSays) {
  std::array<int, 4> load{};
  for (const char* driver : {"VER", "TSU", "NOR", "PIA", "LEC", "HAM", "RUS", "ANT", "ALO", "STR",
                             "GAS", "COL", "ALB", "SAI", "LAW", "HAD", "HUL", "BOR", "OCO", "BEA"})
    ++load[static_cast<std::size_t>(partition_for_key(driver, 4))];
  std::sort(load.begin(), load.end(), std::greater<>{});
  EXPECT_THAT(load, ::testing::ElementsAre(11, 5, 3, 1));
}

TEST(Partitioner, StaysInRange) {
  for (std::int32_t partitions : {1, 2, 3, 7, 1000}) {
    for (int i = 0; i < 1000; ++i) {
      const Partition chosen = partition_for_key(std::to_string(i), partitions);
      EXPECT_GE(chosen, 0);
      EXPECT_LT(chosen, partitions);
    }
  }
}

}  // namespace
}  // namespace slipstream::log
