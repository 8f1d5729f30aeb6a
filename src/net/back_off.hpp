#pragma once

#include <chrono>

namespace slipstream::net {

/// How often and when to try again what failed for a reason that may pass.
struct BackOff {
  int attempts = 6;  ///< in a row without progress, the first one included
  std::chrono::milliseconds first{500};
  double factor = 2;
  std::chrono::milliseconds longest{30'000};
  /// The share of a wait that is drawn by lot, so that clients do not come back all at once.
  double jitter = 0.5;
  /// What a server may ask for by Retry-After; one that asks for more is given up.
  std::chrono::milliseconds longest_asked{120'000};

  /// The wait after `failures` in a row, counted from 1; `lot` is a number from 0 to 1.
  [[nodiscard]] std::chrono::milliseconds wait(int failures, double lot) const;
};

}  // namespace slipstream::net
