#include "net/host_gate.hpp"

#include <algorithm>
#include <utility>

namespace slipstream::net {
namespace {

std::unexpected<Error> stopped_at(const std::string& host) {
  return fail(ErrorCode::interrupted, "stopped while waiting to ask {}", host);
}

}  // namespace

HostGate::HostGate(Politeness politeness, std::shared_ptr<Clock> clock)
    : politeness_(politeness), clock_(std::move(clock)) {}

HostGate::Pass::~Pass() {
  if (host_ == nullptr) return;
  {
    const std::lock_guard lock(gate_->mutex_);
    --host_->open;
  }
  gate_->left_.notify_all();
}

Result<HostGate::Pass> HostGate::enter(const std::string& host, const std::stop_token& stop) {
  const auto between = std::chrono::duration_cast<Clock::TimePoint::duration>(
      std::chrono::duration<double>{1.0 / politeness_.requests_per_second});
  std::unique_lock lock(mutex_);
  Host& state = hosts_[host];
  if (!left_.wait(lock, stop, [&] { return state.open < politeness_.parallel; })) return stopped_at(host);
  ++state.open;
  Clock::TimePoint start = std::max(clock_->now(), state.next_start);
  state.next_start = start + between;
  lock.unlock();
  Pass pass(*this, state);
  while (true) {
    if (!clock_->wait_until(start, stop)) return stopped_at(host);
    lock.lock();
    const Clock::TimePoint closed_until = state.closed_until;
    lock.unlock();
    if (closed_until <= clock_->now()) return pass;
    start = closed_until;
  }
}

void HostGate::close_until(const std::string& host, Clock::TimePoint time) {
  const std::lock_guard lock(mutex_);
  Host& state = hosts_[host];
  state.closed_until = std::max(state.closed_until, time);
}

}  // namespace slipstream::net
