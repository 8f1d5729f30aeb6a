#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "analytics/analytics_engine.hpp"
#include "codec/telemetry_json.hpp"
#include "log/log.hpp"

namespace slipstream::cli {

/// What reading came to.
struct ReadingTally {
  std::uint64_t processed = 0;
  std::uint64_t rejected = 0;   ///< of them, that could not be understood
  std::uint64_t anomalies = 0;  ///< alerts opened
  std::map<std::string, std::uint64_t> anomalies_by_rule;
  double latency_sum_ms = 0, latency_max_ms = 0;  ///< from production
  std::chrono::steady_clock::time_point first;    ///< when the first batch had come
  std::chrono::steady_clock::time_point last;     ///< when the last one was done with
};

struct TelemetryReaderOptions {
  std::string telemetry;                  ///< the topic whose records the rules are for; others only count
  std::vector<std::string> drivers = {};  ///< only these count; empty: all
  std::int64_t max_messages = 0;          ///< 0: no limit
};

/// Reads as a member of a group: decodes, applies the anomaly rules, counts, and commits now and then.
/// One thread.
class TelemetryReader {
 public:
  enum class Step : std::uint8_t { nothing, records, enough };  ///< enough: max_messages

  /// `consumer` must outlive it.
  TelemetryReader(log::Consumer& consumer, analytics::RuleSetPtr rules, TelemetryReaderOptions options);

  /// The next batch, if one comes within `timeout`. Errors: as Consumer::poll and commit.
  Result<Step> step(std::chrono::milliseconds timeout);
  /// Commits what was used so far. Errors: as Consumer::commit.
  Result<> commit();

  [[nodiscard]] const ReadingTally& tally() const { return tally_; }
  /// The offset after the last record used, of each partition that had one.
  [[nodiscard]] const log::Offsets& next() const { return next_; }

 private:
  Step take(const log::RecordBatch& batch, WallTime now);
  [[nodiscard]] bool wanted(std::string_view key) const;
  void count_latency(WallTime produced_at, WallTime now);
  void analyse(std::string_view value);

  log::Consumer& consumer_;
  const TelemetryReaderOptions options_;
  codec::TelemetryDecoder decoder_;
  analytics::AnalyticsEngine engine_;
  analytics::AnalyticsEngine::Alerts alerts_;
  log::Offsets next_;
  std::chrono::steady_clock::time_point committed_ = std::chrono::steady_clock::now();
  ReadingTally tally_;
};

}  // namespace slipstream::cli
