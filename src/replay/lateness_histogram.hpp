#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace slipstream::replay {

/// Counts latenesses in buckets whose width is at most 1/64 of their value (1 µs below 64 µs), from 0 to
/// about 19 hours: percentiles are exact to 1.6 %, maximum and mean entirely. Fixed memory. One thread.
class LatenessHistogram {
 public:
  /// Counts `count` records that were `lateness` late; a negative lateness counts as none.
  void record(std::chrono::nanoseconds lateness, std::uint64_t count = 1);

  [[nodiscard]] std::uint64_t count() const { return count_; }
  [[nodiscard]] std::chrono::nanoseconds max() const { return max_; }
  [[nodiscard]] std::chrono::nanoseconds mean() const;
  /// The smallest lateness that `share` (0…1) of the records did not exceed, as its bucket's upper end.
  /// Zero when empty.
  [[nodiscard]] std::chrono::nanoseconds quantile(double share) const;

 private:
  static constexpr std::size_t kSubBits = 6;
  static constexpr std::size_t kSub = std::size_t{1} << kSubBits;
  static constexpr std::size_t kOctaves = 31;

  [[nodiscard]] static std::size_t bucket_of(std::uint64_t microseconds);
  [[nodiscard]] static std::uint64_t upper_end(std::size_t bucket);

  std::array<std::uint64_t, kSub * kOctaves> buckets_{};
  std::uint64_t count_ = 0;
  std::chrono::nanoseconds max_{0};
  double sum_ns_ = 0;
};

}  // namespace slipstream::replay
