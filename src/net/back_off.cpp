#include "net/back_off.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::net {

std::chrono::milliseconds BackOff::wait(int failures, double lot) const {
  const double grown = static_cast<double>(first.count()) * std::pow(factor, failures - 1);
  const double whole = std::min(grown, static_cast<double>(longest.count()));
  return std::chrono::milliseconds{std::llround(whole * (1 - jitter * std::clamp(lot, 0.0, 1.0)))};
}

}  // namespace slipstream::net
