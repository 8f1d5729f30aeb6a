#include "net/clock.hpp"

#include <condition_variable>
#include <mutex>

namespace slipstream::net {
namespace {

class SteadyClock final : public Clock {
 public:
  [[nodiscard]] TimePoint now() const override { return std::chrono::steady_clock::now(); }

  bool wait_until(TimePoint time, const std::stop_token& stop) override {
    std::mutex mutex;
    std::condition_variable_any never;
    std::unique_lock lock(mutex);
    never.wait_until(lock, stop, time, [] { return false; });
    return !stop.stop_requested();
  }
};

}  // namespace

std::shared_ptr<Clock> steady_clock() { return std::make_shared<SteadyClock>(); }

}  // namespace slipstream::net
