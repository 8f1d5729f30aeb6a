#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>

#include "analytics/processor.hpp"

namespace slipstream::analytics {

/// Written by the processor's thread, read by any.
struct Processor::Shared {
  std::atomic<std::uint64_t> records{0}, late_records{0}, rejected{0}, commits{0};
  std::array<std::atomic<std::uint64_t>, 3> alerts{};
  std::atomic<std::int64_t> lag{0};
  std::atomic<bool> finishing{false};
  std::mutex rules;
};

}  // namespace slipstream::analytics
