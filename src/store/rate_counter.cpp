#include "store/rate_counter.hpp"

#include <algorithm>

namespace slipstream::store {
namespace {

std::int64_t second_of(WallTime at) {
  return std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
}

}  // namespace

RateCounter::RateCounter(std::chrono::seconds window)
    : counts_(static_cast<std::size_t>(std::max<std::int64_t>(window.count(), 1))) {}

void RateCounter::add(WallTime at, std::uint64_t count) {
  const std::int64_t second = second_of(at);
  if (!started_) {
    newest_ = first_ = second;
    started_ = true;
  }
  advance_to(second);
  counts_[static_cast<std::size_t>(newest_) % counts_.size()] += count;
}

void RateCounter::advance_to(std::int64_t second) {
  const auto window = static_cast<std::int64_t>(counts_.size());
  if (second - newest_ >= window) {
    std::fill(counts_.begin(), counts_.end(), 0);
    newest_ = second;
  }
  while (newest_ < second) counts_[static_cast<std::size_t>(++newest_) % counts_.size()] = 0;
}

double RateCounter::per_second(WallTime now) const {
  if (!started_) return 0;
  const auto window = static_cast<std::int64_t>(counts_.size());
  const std::int64_t second = std::max(second_of(now), newest_);
  std::uint64_t sum = 0;
  for (std::int64_t s = std::max(second - window + 1, first_); s <= newest_; ++s) {
    if (s > newest_ - window) sum += counts_[static_cast<std::size_t>(s) % counts_.size()];
  }
  const std::int64_t covered = std::min(window, second - first_ + 1);
  return static_cast<double>(sum) / static_cast<double>(covered);
}

}  // namespace slipstream::store
