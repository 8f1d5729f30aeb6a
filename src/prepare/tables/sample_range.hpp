#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "base/time.hpp"
#include "prepare/sample_store.hpp"

/// Small things that merging and driver ahead share.
namespace slipstream::prepare {

[[nodiscard]] inline std::int32_t in_ms(SessionTime time) {
  return static_cast<std::int32_t>(time.time_since_epoch().count());
}

/// What a car drives in `time_ms` at the speed of a sample; nothing while the speed is not known.
[[nodiscard]] inline double metres(const CarSamples::PackedCar& sample, std::int32_t time_ms) {
  const double speed_kmh = sample.speed_kmh == CarSamples::kNone16 ? 0.0 : sample.speed_kmh;
  return speed_kmh / 3.6 * (time_ms / 1000.0);
}

/// Samples [first, end) of a list.
struct SampleRange {
  std::size_t first = 0, end = 0;
  [[nodiscard]] bool empty() const { return first >= end; }
  [[nodiscard]] std::size_t size() const { return end - first; }
};

/// Those from `from_ms` to `to_ms`, both included.
template <class Packed>
[[nodiscard]] SampleRange samples_between(std::span<const Packed> samples, std::int32_t from_ms,
                                          std::int32_t to_ms) {
  const auto time = [](const Packed& sample) { return static_cast<std::int32_t>(sample.time_ms); };
  const auto first = std::ranges::lower_bound(samples, from_ms, {}, time);
  const auto end = std::ranges::upper_bound(samples, to_ms, {}, time);
  return {static_cast<std::size_t>(first - samples.begin()), static_cast<std::size_t>(end - samples.begin())};
}

}  // namespace slipstream::prepare
