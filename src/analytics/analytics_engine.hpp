#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analytics/alert_message.hpp"
#include "analytics/rule.hpp"
#include "analytics/run_state.hpp"
#include "codec/session_json.hpp"
#include "codec/telemetry_json.hpp"

namespace slipstream::analytics {

struct EngineCounters {
  std::uint64_t samples = 0;
  std::uint64_t late_samples = 0;  ///< older than the car's newest: passed over
};

/// Carries the rules out over the records of one partition of telemetry: (state, record) → (state, alerts).
/// No clock of its own, no I/O: the same records give the same alerts. One thread.
///
/// State is kept per run and car. The first record of a new run of the same session (a seek) closes and drops
/// the state of the earlier one; of many runs side by side the kMaxRuns used last are kept.
class AnalyticsEngine {
 public:
  static constexpr std::size_t kMaxRuns = 8;
  using Alerts = std::vector<AlertMessage>;

  explicit AnalyticsEngine(RuleSetPtr rules, std::int32_t alert_partitions = 3);

  /// Appends the alerts that follow.
  void apply(const codec::TelemetryRecord& record, Alerts& out);
  /// Remembers pits, retirements, heartbeats and the end of a run. Heartbeats and ends take effect at the
  /// next caught_up(): the session topic may be read ahead of telemetry.
  void apply(const codec::SessionRecord& record, Alerts& out);
  /// All telemetry there was has been applied: looks for silent cars by the last heartbeats, closes the
  /// alerts of ended runs.
  void caught_up(Alerts& out);

  /// Exchanges the rules. Open alerts of rules that are still there stay open; others are closed.
  void set_rules(RuleSetPtr rules, Alerts& out);
  [[nodiscard]] const RuleSet& rules() const { return *rules_; }

  /// All that must survive a restart so that no alert is lost or repeated: compact, versioned bytes.
  [[nodiscard]] std::string save_state() const;
  /// Errors: invalid_input (not ours, cut short), unsupported (of a later version). The engine is as new
  /// then.
  Result<> load_state(std::string_view bytes);

  [[nodiscard]] const EngineCounters& counters() const { return counters_; }
  [[nodiscard]] std::size_t runs() const { return runs_.size(); }

 private:
  RunState& run_of(std::string_view run_id, std::string_view session_key, Alerts& out);
  void drop_quietest_run(Alerts& out);
  void begin_telemetry(RunState& run, Alerts& out);
  static void note_producer(RunState& run, std::uint64_t seq);
  CarState& car_of(RunState& run, domain::DriverId driver);
  void apply_rules(RunState& run, CarState& car, const domain::TelemetrySample& sample, Alerts& out);
  void end_silence(RunState& run, CarState& car, domain::DriverId driver, const AlertMoment& at, Alerts& out);
  /// Cars that at session time `now` have been silent for too long, and for a second of production too.
  void find_silent(RunState& run, SessionTime now, std::optional<WallTime> produced_at, Alerts& out);
  void close_all(RunState& run, Alerts& out);
  void close_rule(RunState& run, const Rule& rule, domain::DriverId driver, const CarState& car,
                  const RuleState& state, Alerts& out);
  void emit(RunState& run, domain::Alert alert, Alerts& out);
  void index_rules();

  RuleSetPtr rules_;
  std::int32_t alert_partitions_;
  std::vector<std::size_t> sample_rules_, silence_rules_;  // indices of the enabled ones
  std::vector<std::unique_ptr<RunState>> runs_;
  RunState* recent_ = nullptr;  // the run of the last record
  std::uint64_t uses_ = 0;
  EngineCounters counters_;
};

}  // namespace slipstream::analytics
