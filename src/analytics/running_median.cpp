#include "analytics/running_median.hpp"

#include <algorithm>

namespace slipstream::analytics {

void RunningMedian::add_first(double value) {
  const auto end = heights_.begin() + count_;
  const auto at = std::upper_bound(heights_.begin(), end, value);
  std::copy_backward(at, end, end + 1);
  *at = value;
  ++count_;
}

void RunningMedian::add(double value) {
  if (count_ < kMarkers) return add_first(value);
  heights_.front() = std::min(heights_.front(), value);
  heights_.back() = std::max(heights_.back(), value);
  ++count_;
  for (std::size_t i = 1; i < kMarkers; ++i) {
    if (i == kMarkers - 1 || value < heights_[i]) ++ranks_[i];
  }
  for (std::size_t i = 1; i + 1 < kMarkers; ++i) {
    const double share = static_cast<double>(i) / (kMarkers - 1);
    move_marker(i, 1.0 + share * static_cast<double>(count_ - 1));
  }
}

void RunningMedian::move_marker(std::size_t marker, double wanted_rank) {
  const auto rank = [&](std::size_t i) { return static_cast<double>(ranks_[i]); };
  const double missing = wanted_rank - rank(marker);
  const bool up = missing >= 1 && ranks_[marker + 1] > ranks_[marker] + 1;
  const bool down = missing <= -1 && ranks_[marker] > ranks_[marker - 1] + 1;
  if (!up && !down) return;
  const double step = up ? 1 : -1;
  const double left = rank(marker) - rank(marker - 1);
  const double right = rank(marker + 1) - rank(marker);
  const double slope_right = (heights_[marker + 1] - heights_[marker]) / right;
  const double slope_left = (heights_[marker] - heights_[marker - 1]) / left;
  double height =
      heights_[marker] + step / (left + right) * ((left + step) * slope_right + (right - step) * slope_left);
  if (height <= heights_[marker - 1] || height >= heights_[marker + 1]) {
    height = heights_[marker] + step * (up ? slope_right : slope_left);
  }
  heights_[marker] = height;
  ranks_[marker] += up ? 1U : -1U;
}

double RunningMedian::value() const {
  if (count_ == 0) return 0;
  return count_ < kMarkers ? heights_[count_ / 2] : heights_[kMarkers / 2];
}

RunningMedian RunningMedian::from(const State& state) {
  RunningMedian median;
  median.count_ = state.count;
  median.heights_ = state.heights;
  if (state.count >= kMarkers) median.ranks_ = state.ranks;
  return median;
}

}  // namespace slipstream::analytics
