#include "analytics/rule_trial.hpp"

#include <algorithm>

namespace slipstream::analytics {
namespace {
constexpr std::string_view kRun = "trial";
}

RuleTrial::RuleTrial(RuleSetPtr rules) : rules_(rules), engine_(std::move(rules)) {
  for (const Rule& rule : rules_->rules) counts_.push_back({rule.name});
}

void RuleTrial::apply(const domain::TelemetrySample& sample) {
  domain::Stamp stamp;
  stamp.run_id = kRun;
  engine_.apply(codec::TelemetryRecord{stamp, sample}, alerts_);
  count();
}

void RuleTrial::apply(const domain::SessionMessage& message) {
  codec::SessionRecord record;
  record.run_id = kRun;
  record.message = message;
  engine_.apply(record, alerts_);
  count();
}

void RuleTrial::count() {
  for (const AlertMessage& message : alerts_) {
    const auto found = std::find_if(counts_.begin(), counts_.end(),
                                    [&](const RuleCount& count) { return count.rule == message.alert.rule; });
    if (found == counts_.end()) continue;
    if (message.alert.state != domain::AlertState::closed) ++found->alerts;
    if (message.alert.ended_at)
      found->open_seconds += base::seconds(*message.alert.ended_at - message.alert.started_at);
  }
  alerts_.clear();
}

std::vector<RuleCount> RuleTrial::finish() {
  codec::SessionRecord end;
  end.run_id = kRun;
  domain::ReplayStatus status;
  status.state = domain::ReplayState::ended;
  end.message.body = status;
  engine_.apply(end, alerts_);
  engine_.caught_up(alerts_);
  count();
  return counts_;
}

}  // namespace slipstream::analytics
