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

void consider(Extremes& best, float value, std::uint32_t at) {
  if (!(value == value)) return;
  if (best.min_at == Extremes::kNone || value < best.min || (value == best.min && at < best.min_at)) {
    best.min = value;
    best.min_at = at;
  }
  if (best.max_at == Extremes::kNone || value > best.max || (value == best.max && at < best.max_at)) {
    best.max = value;
    best.max_at = at;
  }
}

}  // namespace

Extremes find_extremes(std::span<const float> values) {
  Floats low = {kInfinity, kInfinity, kInfinity, kInfinity};
  Floats high = -low;
  Places low_at = {-1, -1, -1, -1};
  Places high_at = low_at;
  Places at = {0, 1, 2, 3};
  const Places step = {kLanes, kLanes, kLanes, kLanes};

  const std::size_t whole = values.size() / kLanes * kLanes;
  for (std::size_t i = 0; i < whole; i += kLanes) {
    Floats now;
    std::memcpy(&now, values.data() + i, sizeof now);
    const Places lower = now < low;  // false for NaN
    const Places higher = now > high;
    low = lower ? now : low;
    low_at = lower ? at : low_at;
    high = higher ? now : high;
    high_at = higher ? at : high_at;
    at += step;
  }

  Extremes best;
  for (std::size_t lane = 0; lane < kLanes; ++lane) {
    if (low_at[lane] >= 0) consider(best, low[lane], static_cast<std::uint32_t>(low_at[lane]));
    if (high_at[lane] >= 0) consider(best, high[lane], static_cast<std::uint32_t>(high_at[lane]));
  }
  for (std::size_t i = whole; i < values.size(); ++i) {
    consider(best, values[i], static_cast<std::uint32_t>(i));
  }
  return best;
}

}  // namespace slipstream::store
