#pragma once

#include <cstdint>
#include <optional>

#include "analytics/predicate.hpp"
#include "analytics/rule.hpp"
#include "base/time.hpp"

namespace slipstream::analytics {

/// Where one rule stands for one car.
struct RuleState {
  bool open = false;                       ///< an alert is open
  std::optional<SessionTime> true_since;   ///< the condition's beginning: the start of the alert
  std::optional<SessionTime> false_since;  ///< while open: since when the condition is untrue
  std::optional<double> extreme;           ///< the value where it was furthest past the threshold
  std::optional<double> threshold;         ///< the one passed there
  double beyond = 0;                       ///< how far

  [[nodiscard]] bool idle() const { return !open && !true_since; }
  friend bool operator==(const RuleState&, const RuleState&) = default;
};

enum class Change : std::uint8_t { none, opened, closed };

/// Moves `state` by what was found at `now`. An unknown condition changes nothing. After `closed` the state
/// still tells the alert's start, end (false_since) and extreme: the caller resets it.
Change advance(RuleState& state, const Rule& rule, const Finding& finding, SessionTime now);

}  // namespace slipstream::analytics
