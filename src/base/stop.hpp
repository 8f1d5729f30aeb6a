#pragma once

#include <chrono>
#include <stop_token>

namespace slipstream::base {

/// Waits until a stop is asked for. Any thread.
void wait_for_stop(const std::stop_token& stop);
/// Waits so long, or until a stop is asked for; whether one was. Any thread.
bool wait_for_stop(const std::stop_token& stop, std::chrono::milliseconds longest);

}  // namespace slipstream::base
