#include "base/stop.hpp"

#include <condition_variable>
#include <mutex>

namespace slipstream::base {

void wait_for_stop(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait(lock, stop, [] { return false; });
}

bool wait_for_stop(const std::stop_token& stop, std::chrono::milliseconds longest) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait_for(lock, stop, longest, [] { return false; });
  return stop.stop_requested();
}

}  // namespace slipstream::base
