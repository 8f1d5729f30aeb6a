#include "analytics/alert_message.hpp"

#include <fmt/format.h>

#include "base/ids.hpp"

namespace slipstream::analytics {
namespace {

std::string describe(const Rule& rule, domain::DriverId driver, const std::optional<double>& value,
                     const std::optional<double>& threshold) {
  const std::string_view form =
      value ? rule.predicate->description : rule.predicate->description_without_value;
  if (form.empty()) return fmt::format("{} {}", driver.view(), rule.name);
  return fmt::format(fmt::runtime(form), fmt::arg("driver", driver.view()),
                     fmt::arg("value", value.value_or(0)), fmt::arg("threshold", threshold.value_or(0)));
}

domain::Alert alert_of(const RunState& run, const Rule& rule, domain::DriverId driver, SessionTime start,
                       const AlertMoment& at) {
  domain::Alert alert;
  alert.alert_id = base::name_uuid(
      fmt::format("{}/{}/{}/{}", run.run_id, rule.name, driver.view(), start.time_since_epoch().count()));
  alert.severity = rule.severity;
  alert.alert_type = rule.alert_type;
  alert.rule = rule.name;
  alert.driver = driver;
  alert.started_at = start;
  alert.session_time = at.time;
  alert.date = at.date;
  alert.lap_number = at.lap_number;
  return alert;
}

}  // namespace

domain::Alert opening_alert(const RunState& run, const Rule& rule, domain::DriverId driver,
                            const RuleState& state, const Finding& finding, const AlertMoment& at) {
  domain::Alert alert = alert_of(run, rule, driver, state.true_since.value_or(at.time), at);
  alert.state = domain::AlertState::opened;
  alert.value = finding.value;
  alert.threshold = finding.threshold;
  alert.description = describe(rule, driver, finding.value, finding.threshold);
  return alert;
}

domain::Alert closing_alert(const RunState& run, const Rule& rule, domain::DriverId driver,
                            const RuleState& state, const AlertMoment& at) {
  domain::Alert alert = alert_of(run, rule, driver, state.true_since.value_or(at.time), at);
  alert.state = domain::AlertState::closed;
  alert.ended_at = state.false_since.value_or(at.time);
  alert.value = state.extreme;
  alert.threshold = state.threshold;
  alert.description = fmt::format("{}, for {:.1f} s", describe(rule, driver, state.extreme, state.threshold),
                                  base::seconds(*alert.ended_at - alert.started_at));
  return alert;
}

domain::Alert sample_alert(const RunState& run, const Rule& rule, domain::DriverId driver,
                           const Finding& finding, const AlertMoment& at) {
  domain::Alert alert = alert_of(run, rule, driver, at.time, at);
  alert.state = domain::AlertState::sample;
  alert.value = finding.value;
  alert.threshold = finding.threshold;
  alert.description = describe(rule, driver, finding.value, finding.threshold);
  return alert;
}

}  // namespace slipstream::analytics
