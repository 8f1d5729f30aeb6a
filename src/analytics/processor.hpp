#pragma once

#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "analytics/analytics_engine.hpp"
#include "analytics/rule_file.hpp"
#include "analytics/state_store.hpp"
#include "codec/telemetry_json.hpp"
#include "domain/record.hpp"
#include "log/log.hpp"

namespace slipstream::analytics {

struct ProcessorOptions {
  domain::TopicNames topics;
  std::string group = "slipstream-analytics";
  std::string name = "analytics";  ///< names the state's keys; the same in all members of the group
  /// Stable, and of this member alone: a newer producer of the same id fences this one off.
  std::string transactional_id = "slipstream-analytics-0";
  std::filesystem::path rules_file;  ///< read again when it changes; empty: `rules`
  RuleSetPtr rules;                  ///< nullptr: the default rules
  AdjustRules adjust_rules;          ///< of the file or the default rules, each time they are read
  /// How long results wait for their transaction: `quiet` while few records come, `busy` under load, where
  /// small transactions would cost more than they bring. Where commits are slow, they wait longer: for ten
  /// times what the last one took, but not beyond `longest`.
  std::chrono::milliseconds quiet_commit{30}, busy_commit{300}, longest_commit{3000};
  std::uint64_t busy_records = 2000;  ///< more than these since the last commit is load
  std::size_t max_batch_records = 4096;
};

/// A snapshot.
struct ProcessorCounters {
  std::uint64_t records = 0;  ///< telemetry
  std::uint64_t late_records = 0;
  std::array<std::uint64_t, 3> alerts{};  ///< openings by severity
  std::uint64_t rejected = 0;             ///< records that went to the dead-letter topic
  std::uint64_t commits = 0;
  std::int64_t lag = 0;  ///< telemetry records not yet processed, as of the last commit

  /// Of a processor that came after this one: what was counted adds up, the lag is the newer one's.
  ProcessorCounters& operator+=(const ProcessorCounters& next);
};

/// Runs the rules on a log: telemetry and session messages in, alerts out. Alerts, state and input offsets
/// commit together, so that a crash at any point neither loses nor doubles an alert.
class Processor {
 public:
  /// Joins the group and takes up the state of its partitions. The log must outlive it, its topics must
  /// exist. Errors: not_found (a topic), conflict (the group has another member: embedded engine), those of
  /// the rule file, unavailable.
  static Result<std::unique_ptr<Processor>> open(log::Log& log, ProcessorOptions options);
  ~Processor();
  Processor(const Processor&) = delete;
  Processor& operator=(const Processor&) = delete;

  /// Works until a stop is asked for, then commits. On one thread. After an error the processor is of no more
  /// use: open a new one, which goes on from the last commit. Errors: conflict (fenced off, or no longer a
  /// member), unavailable, no_space.
  Result<> run(const std::stop_token& stop);

  /// Ends run() once it has caught up with the log. Any thread.
  void finish();

  /// One round of run(): reads what there is, waiting a moment for it, and commits when it is due.
  Result<> step();

  /// Any thread.
  [[nodiscard]] ProcessorCounters counters() const;
  /// The rules in force. Any thread.
  [[nodiscard]] RuleSetPtr rules() const;

 private:
  using Clock = std::chrono::steady_clock;
  /// What belongs to one partition of telemetry.
  struct Work {
    AnalyticsEngine engine;
    log::Offset next_session = 0;
    bool changed = false;  // since the last commit
  };
  struct Shared;  // the counters, which other threads read

  Processor(log::Log& log, ProcessorOptions options, StateStore store);
  Result<> start(std::int32_t alert_partitions);
  [[nodiscard]] log::TopicPartition session_partition() const;
  Result<> take_up_assigned();
  [[nodiscard]] Work take_up(log::Partition partition, const SavedState& saved) const;
  Result<bool> has_read_all();
  Result<> read_session();
  Result<> read_telemetry(std::chrono::milliseconds wait);
  void apply_session(const log::RecordBatch& batch, std::size_t index);
  void catch_up();
  void refresh_rules();
  void take_alerts();
  void reject(const log::RecordBatch& batch, std::size_t index, const Error& error);
  [[nodiscard]] std::chrono::milliseconds until_commit() const;
  [[nodiscard]] bool has_changes() const;
  Result<> commit();
  Result<> commit_once(const log::RecordBatch& state);
  void append_state(log::RecordBatch& batch, WallTime now);
  void release(std::span<const log::TopicPartition> partitions);

  log::Log& log_;
  ProcessorOptions options_;
  StateStore store_;
  RuleSetPtr rules_;  // changed under Shared's mutex, which other threads read it by
  std::optional<RuleFile> rule_file_;
  Clock::time_point rules_checked_{};
  std::int32_t alert_partitions_ = 3;
  std::unique_ptr<log::Producer> producer_;
  std::unique_ptr<log::Consumer> telemetry_, session_;
  std::map<log::Partition, Work> work_;
  std::vector<log::Partition> assigned_;  // whose state is still to be taken up
  codec::TelemetryDecoder decoder_;
  AnalyticsEngine::Alerts alerts_;       // of the last record
  log::RecordBatch results_, rejected_;  // of the running transaction
  std::uint64_t records_since_commit_ = 0;
  std::uint64_t handled_since_commit_ = 0;  // of any topic
  Clock::time_point first_since_commit_{};
  Clock::duration last_commit_took_{};
  std::optional<Error> revocation_error_;  // of the commit within on_revoked
  bool abandoned_ = false;                 // nothing may be committed any more
  std::stop_token stop_;                   // of run()
  std::unique_ptr<Shared> shared_;
};

}  // namespace slipstream::analytics
