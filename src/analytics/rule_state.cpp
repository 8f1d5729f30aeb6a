#include "analytics/rule_state.hpp"

namespace slipstream::analytics {
namespace {

Change advance_true(RuleState& state, const Rule& rule, const Finding& finding, SessionTime now) {
  const bool begins = !state.true_since;
  if (begins) state.true_since = now;
  state.false_since.reset();
  if (begins || !state.extreme || finding.beyond > state.beyond) {
    state.extreme = finding.value;
    state.threshold = finding.threshold;
    state.beyond = finding.beyond;
  }
  if (state.open || now - *state.true_since < rule.min_duration) return Change::none;
  state.open = true;
  return Change::opened;
}

Change advance_false(RuleState& state, const Rule& rule, SessionTime now) {
  if (!state.open) {
    state = {};
    return Change::none;
  }
  if (!state.false_since) state.false_since = now;
  if (now - *state.false_since < rule.clear_after) return Change::none;
  state.open = false;
  return Change::closed;
}

}  // namespace

Change advance(RuleState& state, const Rule& rule, const Finding& finding, SessionTime now) {
  if (finding.truth == Truth::unknown) return Change::none;
  if (finding.truth == Truth::yes) return advance_true(state, rule, finding, now);
  return state.idle() ? Change::none : advance_false(state, rule, now);
}

}  // namespace slipstream::analytics
