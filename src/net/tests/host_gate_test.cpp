#include "net/host_gate.hpp"

#include <atomic>
#include <optional>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "net/back_off.hpp"
#include "net/tests/quick_clock.hpp"

namespace slipstream::net {
namespace {

using ::testing::ElementsAre;
using namespace std::chrono_literals;

TEST(HostGate, SpacesRequestsToOneHost) {
  const auto clock = std::make_shared<QuickClock>();
  HostGate gate({.parallel = 9, .requests_per_second = 10}, clock);
  for (const char* host : {"a", "a", "b", "a"}) {
    const auto pass = gate.enter(host, {});
    ASSERT_TRUE(pass);
  }
  EXPECT_THAT(clock->waits(), ElementsAre(100ms, 100ms));
}

TEST(HostGate, KeepsShutAsLongAsTheHostAskedFor) {
  const auto clock = std::make_shared<QuickClock>();
  HostGate gate({.parallel = 1, .requests_per_second = 1000}, clock);
  gate.close_until("a", clock->now() + 5s);
  gate.close_until("a", clock->now() + 2s);
  ASSERT_TRUE(gate.enter("b", {}));
  ASSERT_TRUE(gate.enter("a", {}));
  EXPECT_THAT(clock->waits(), ElementsAre(5000ms));
}

TEST(HostGate, LetsNoMoreInThanAllowed) {
  HostGate gate({.parallel = 2, .requests_per_second = 1e6}, steady_clock());
  std::atomic<int> inside = 0, most = 0;
  {
    std::vector<std::jthread> clients(8);
    for (std::jthread& client : clients) {
      client = std::jthread([&] {
        for (int i = 0; i < 50; ++i) {
          const auto pass = gate.enter("a", {});
          const int now = ++inside;
          for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) continue;
          --inside;
        }
      });
    }
  }
  EXPECT_LE(most, 2);
  const auto one = gate.enter("a", {}),
             other = gate.enter("a", {});  // would wait for ever if one were the most
  EXPECT_TRUE(one && other);
}

TEST(HostGate, AStopEndsTheWait) {
  HostGate gate({.parallel = 1, .requests_per_second = 0.001}, steady_clock());
  std::stop_source stop;
  std::optional<HostGate::Pass> pass(std::move(*gate.enter("a", {})));
  std::jthread stopper([&] { stop.request_stop(); });
  EXPECT_EQ(gate.enter("a", stop.get_token()).error().code, ErrorCode::interrupted);
  pass.reset();
  EXPECT_EQ(gate.enter("a", stop.get_token()).error().code, ErrorCode::interrupted);
}

TEST(BackOff, GrowsToItsLongestAndIsDrawnByLot) {
  const BackOff policy{.first = 500ms, .factor = 2, .longest = 3000ms, .jitter = 0.5};
  EXPECT_EQ(policy.wait(1, 0), 500ms);
  EXPECT_EQ(policy.wait(2, 0), 1000ms);
  EXPECT_EQ(policy.wait(3, 1), 1000ms);
  EXPECT_EQ(policy.wait(40, 0), 3000ms);
}

}  // namespace
}  // namespace slipstream::net
