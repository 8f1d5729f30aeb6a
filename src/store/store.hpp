#pragma once

#include <chrono>
#include <cstddef>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "analytics/derived_channels.hpp"
#include "base/time.hpp"
#include "codec/alert_json.hpp"
#include "codec/session_json.hpp"
#include "codec/telemetry_json.hpp"
#include "store/alert_store.hpp"
#include "store/annotation.hpp"
#include "store/driver_history.hpp"
#include "store/driver_writer.hpp"
#include "store/live_feed.hpp"
#include "store/run_tracker.hpp"
#include "store/session_state.hpp"
#include "store/stats.hpp"

namespace slipstream::store {

struct StoreOptions {
  std::size_t points_per_driver = 60'000;  ///< `buffer.max_points_per_driver`
  std::size_t max_drivers = 1000;          ///< samples of further ones are rejected
  std::size_t alerts_per_severity = 500;   ///< `buffer.max_alerts`
  std::chrono::seconds rate_window{60};    ///< `buffer.metrics_window`
  analytics::DerivedOptions derived;       ///< `telemetry.derived_metrics`
  LiveFeedOptions live;
};

/// What queries read: per-driver rolling buffers, the current run's state, alerts, the live feed, counts.
/// One thread applies records (StoreReader's); any number of threads read. Reading series takes no lock that
/// applying waits for; the rest is copied under one short lock.
class Store {
 public:
  explicit Store(StoreOptions options = {});
  ~Store();

  // The writing thread. `json` is the record's value as it stands in the log.
  void apply(const codec::TelemetryRecord& record, const LogPlace& place);
  void apply(const codec::SessionRecord& record, const LogPlace& place, std::string_view json);
  void apply(const codec::AlertRecord& record, const LogPlace& place, std::string_view json);
  /// A record that could not be understood.
  void reject();
  /// What is known of a driver's telemetry is gone, as before its first sample.
  void forget(const domain::DriverId& driver);
  /// Before the records of a batch.
  void begin_batch(WallTime now) { live_.set_now(now); }
  void finish_batch(WallTime now);
  /// Nothing has come for a moment: sends what still waits for its tick to be complete.
  void idle() { live_.flush(); }

  // Any thread:
  [[nodiscard]] DriverList drivers() const { return DriverList{drivers_.load()}; }
  /// nullptr if there is none.
  [[nodiscard]] std::shared_ptr<const DriverHistory> driver(std::string_view id) const;
  [[nodiscard]] const LiveFeed& live() const { return live_; }

  /// State behind the lock; valid inside read() only.
  struct View {
    const SessionState& session;
    const AlertStore& alerts;
    const Stats& stats;
    const std::deque<Annotation>& annotations;  ///< oldest first, bounded
    const std::vector<LiveSample>& latest;      ///< the newest sample of each driver
  };
  /// Calls `use(View)` and returns what it returns. Keep it short: applying waits meanwhile.
  template <class Use>
  auto read(Use&& use) const {
    std::scoped_lock lock(mutex_);
    return use(View{session_, alerts_, stats_, annotations_, latest_});
  }

 private:
  struct Source;  // one driver: its writer, derived channels and what was true of its last sample

  /// Whether a record counts that was judged so; begins a new run when it is the first of one.
  bool accept(RunTracker::Verdict verdict, std::string_view run_id, std::string_view session_key,
              WallTime produced_at);
  void start_run(std::string_view run_id, std::string_view session_key, WallTime at);
  /// nullptr when there are too many drivers already.
  Source* source_of(const domain::DriverId& driver);
  void note_drivers(const domain::SessionInfo& info);
  void note_replay(const domain::ReplayStatus& status, WallTime at);
  void break_lines();
  void annotate(Annotation annotation);
  void count(const codec::TelemetryRecord& record, const analytics::DerivedSample& derived, Source& source);

  const StoreOptions options_;
  SharedSnapshot<Drivers> drivers_;
  LiveFeed live_;
  // Of the writing thread:
  RunTracker runs_;
  std::unordered_map<domain::DriverId, std::unique_ptr<Source>> sources_;
  std::optional<WallTime> paused_at_;
  std::uint64_t batch_messages_ = 0;

  mutable std::mutex mutex_;
  SessionState session_;  // guarded by mutex_, as all below
  AlertStore alerts_;
  Stats stats_;
  ProducerStats* producer_ = nullptr;  // of the current run, in stats_
  std::deque<Annotation> annotations_;
  std::vector<LiveSample> latest_;
};

}  // namespace slipstream::store
