#include "store/extremes.hpp"

#include <cstddef>
#include <cstring>
#include <limits>

namespace slipstream::store {
namespace {

// Four lanes by the compilers' vector extension: g++ -O2 does not vectorise a search that also keeps the
// place.
constexpr std::size_t kLanes = 4;
using Floats = float __attribute__((vector_size(sizeof(float) * kLanes)));
using Places = std::int32_t __attribute__((vector_size(sizeof(std::int32_t) * kLanes)));

constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// The extremes so far of every fourth value, and where they are.
struct Lanes {
  Floats low = {kInfinity, kInfinity, kInfinity, kInfinity};
  Floats high = {-kInfinity, -kInfinity, -kInfinity, -kInfinity};
  Places low_at = {-1, -1, -1, -1};
  Places high_at = {-1, -1, -1, -1};

  void take(const float* values, const Places& at) {
    Floats now;
    std::memcpy(&now, values, sizeof now);
    const Places lower = now < low;  // false for NaN
    const Places higher = now > high;
    low = lower ? now : low;
    low_at = lower ? at : low_at;
    high = higher ? now : high;
    high_at = higher ? at : high_at;
  }

  /// Of equal values the first one stays.
  void merge(const Lanes& other) {
    const Places lower = (other.low < low) | ((other.low == low) & (other.low_at < low_at));
    const Places higher = (other.high > high) | ((other.high == high) & (other.high_at < high_at));
    low = lower ? other.low : low;
    low_at = lower ? other.low_at : low_at;
    high = higher ? other.high : high;
    high_at = higher ? other.high_at : high_at;
  }
};

void consider(Extremes& best, float value, std::int32_t at) {
  const auto place = static_cast<std::uint32_t>(at);
  if (best.min_at == Extremes::kNone || value < best.min || (value == best.min && place < best.min_at)) {
    best.min = value;
    best.min_at = place;
  }
  if (best.max_at == Extremes::kNone || value > best.max || (value == best.max && place < best.max_at)) {
    best.max = value;
    best.max_at = place;
  }
}

}  // namespace

Extremes find_extremes(std::span<const float> values) {
  // Two sets of lanes, because each comparison waits for the one before it in its lane.
  Lanes even;
  Lanes odd;
  Places at = {0, 1, 2, 3};
  const Places step = {kLanes, kLanes, kLanes, kLanes};
  const std::size_t whole = values.size() / (2 * kLanes) * (2 * kLanes);
  for (std::size_t i = 0; i < whole; i += 2 * kLanes) {
    even.take(values.data() + i, at);
    at += step;
    odd.take(values.data() + i + kLanes, at);
    at += step;
  }
  even.merge(odd);

  Extremes best;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (even.low_at[lane] >= 0) consider(best, even.low[lane], even.low_at[lane]);
    if (even.high_at[lane] >= 0) consider(best, even.high[lane], even.high_at[lane]);
  }
  for (std::size_t i = whole; i < values.size(); ++i) {
    if (values[i] == values[i]) consider(best, values[i], static_cast<std::int32_t>(i));
  }
  return best;
}

}  // namespace slipstream::store
