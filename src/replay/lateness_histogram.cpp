#include "replay/lateness_histogram.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

namespace slipstream::replay {

std::size_t LatenessHistogram::bucket_of(std::uint64_t microseconds) {
  if (microseconds < kSub) return microseconds;
  // The top kSubBits + 1 bits of the value choose the bucket: its octave, and its place in it.
  const auto shift = static_cast<std::size_t>(std::bit_width(microseconds)) - kSubBits - 1;
  const std::size_t bucket = (shift << kSubBits) + (microseconds >> shift);
  return std::min(bucket, kSub * kOctaves - 1);
}

std::uint64_t LatenessHistogram::upper_end(std::size_t bucket) {
  if (bucket < kSub) return bucket + 1;
  const std::size_t shift = (bucket >> kSubBits) - 1;
  const std::uint64_t top = (bucket & (kSub - 1)) + kSub;
  return (top + 1) << shift;
}

void LatenessHistogram::record(std::chrono::nanoseconds lateness, std::uint64_t count) {
  if (count == 0) return;
  lateness = std::max(lateness, std::chrono::nanoseconds{0});
  buckets_[bucket_of(static_cast<std::uint64_t>(lateness.count()) / 1000)] += count;
  count_ += count;
  max_ = std::max(max_, lateness);
  sum_ns_ += static_cast<double>(lateness.count()) * static_cast<double>(count);
}

std::chrono::nanoseconds LatenessHistogram::mean() const {
  if (count_ == 0) return std::chrono::nanoseconds{0};
  return std::chrono::nanoseconds{std::llround(sum_ns_ / static_cast<double>(count_))};
}

std::chrono::nanoseconds LatenessHistogram::quantile(double share) const {
  if (count_ == 0) return std::chrono::nanoseconds{0};
  const auto wanted = std::max<std::uint64_t>(
      1, static_cast<std::uint64_t>(std::ceil(std::clamp(share, 0.0, 1.0) * static_cast<double>(count_))));
  std::uint64_t seen = 0;
  for (std::size_t bucket = 0; bucket < buckets_.size(); ++bucket) {
    seen += buckets_[bucket];
    if (seen < wanted) continue;
    const std::chrono::microseconds end{static_cast<std::int64_t>(upper_end(bucket))};
    return std::min<std::chrono::nanoseconds>(end, max_);
  }
  return max_;
}

}  // namespace slipstream::replay
