#include "inspect/growth.hpp"

namespace slipstream::inspect {
namespace {

using namespace std::chrono_literals;

/// A rate is over so long, where there are looks enough.
constexpr auto kWindow = 10s;
constexpr auto kOldest = 60s;

}  // namespace

std::optional<double> Growth::note(const std::string& topic, std::int64_t end, Clock::time_point now) {
  std::deque<Look>& looks = looks_[topic];
  if (!looks.empty() && (looks.back().end > end || now - looks.back().at > kOldest)) looks.clear();
  while (looks.size() > 1 && now - looks.front().at > kWindow) looks.pop_front();
  std::optional<double> rate;
  if (!looks.empty() && now > looks.front().at) {
    const std::chrono::duration<double> elapsed = now - looks.front().at;
    rate = static_cast<double>(end - looks.front().end) / elapsed.count();
  }
  looks.push_back({now, end});
  return rate;
}

}  // namespace slipstream::inspect
