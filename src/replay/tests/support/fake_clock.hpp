#pragma once

#include <algorithm>
#include <functional>
#include <map>
#include <utility>

#include "replay/replay_clock.hpp"

namespace slipstream::replay::testing {

/// Time that passes only while somebody sleeps, so that hours take an instant. One thread.
class FakeClock final : public ReplayClock {
 public:
  static constexpr MonotonicTime kStart{std::chrono::hours{1}};

  [[nodiscard]] MonotonicTime now() const override { return now_; }
  [[nodiscard]] WallTime wall() const override {
    return WallTime{std::chrono::days{20'000}} +
           std::chrono::duration_cast<std::chrono::microseconds>(now_ - kStart);
  }

  /// As a real sleep, ends late by overslept(). Actions whose time has come are run first, and end it.
  void sleep_until(MonotonicTime deadline) override {
    ++sleeps;
    const auto action = actions_.begin();
    if (action != actions_.end() && action->first <= deadline) {
      now_ = std::max(now_, action->first);
      const auto run = std::move(action->second);
      actions_.erase(action);
      run();
      return;
    }
    now_ = std::max(now_, deadline + (overslept ? overslept() : std::chrono::nanoseconds{0}));
  }
  void wake() override {}

  void advance(std::chrono::nanoseconds time) { now_ += time; }
  /// Does `action` when `after` has passed since kStart.
  void at(std::chrono::nanoseconds after, std::function<void()> action) {
    actions_.emplace(kStart + after, std::move(action));
  }

  std::function<std::chrono::nanoseconds()> overslept;
  int sleeps = 0;

 private:
  MonotonicTime now_ = kStart;
  std::multimap<MonotonicTime, std::function<void()>> actions_;
};

}  // namespace slipstream::replay::testing
