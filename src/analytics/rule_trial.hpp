#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "analytics/analytics_engine.hpp"

namespace slipstream::analytics {

/// What a rule would have done.
struct RuleCount {
  std::string rule;
  std::uint64_t alerts = 0;  ///< openings, or samples in AlertMode::per_sample
  double open_seconds = 0;   ///< in all
};

/// Tries rules on a session without a log: feed it samples and messages in order of session time. One thread.
class RuleTrial {
 public:
  explicit RuleTrial(RuleSetPtr rules);

  void apply(const domain::TelemetrySample& sample);
  void apply(const domain::SessionMessage& message);
  /// Closes what is open. Every rule of the set, in its order, those that never fired too.
  [[nodiscard]] std::vector<RuleCount> finish();

 private:
  void count();

  RuleSetPtr rules_;
  AnalyticsEngine engine_;
  AnalyticsEngine::Alerts alerts_;  // of the last record
  std::vector<RuleCount> counts_;
};

}  // namespace slipstream::analytics
