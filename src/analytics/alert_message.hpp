#pragma once

#include <cstdint>
#include <string>

#include "analytics/rule.hpp"
#include "analytics/run_state.hpp"
#include "domain/alert.hpp"

namespace slipstream::analytics {

/// An alert on its way to the alerts topic.
struct AlertMessage {
  std::string run_id, session_key;
  std::uint64_t seq = 0;       ///< from 0 per run and partition of the alerts topic
  std::int32_t partition = 0;  ///< of the alerts topic
  domain::Alert alert;
};

/// The moment of an alert's message.
struct AlertMoment {
  SessionTime time;
  std::optional<UtcTime> date;
  std::optional<int> lap_number;
};

/// Of an alert that opens at `at` with what was found there.
domain::Alert opening_alert(const RunState& run, const Rule& rule, domain::DriverId driver,
                            const RuleState& state, const Finding& finding, const AlertMoment& at);
/// Of one that ended at state.false_since (or `at`) and had its extreme.
domain::Alert closing_alert(const RunState& run, const Rule& rule, domain::DriverId driver,
                            const RuleState& state, const AlertMoment& at);
/// Of one matching sample, for AlertMode::per_sample.
domain::Alert sample_alert(const RunState& run, const Rule& rule, domain::DriverId driver,
                           const Finding& finding, const AlertMoment& at);

}  // namespace slipstream::analytics
