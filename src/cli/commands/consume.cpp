#include "cli/commands/consume.hpp"

#include <algorithm>
#include <map>

#include <nlohmann/json.hpp>

#include "analytics/analytics_engine.hpp"
#include "cli/rule_settings.hpp"
#include "codec/telemetry_json.hpp"

namespace slipstream::cli {
namespace {

/// A commit waits for the log: not after every batch.
constexpr std::chrono::milliseconds kCommitInterval{100};

/// What reading came to.
struct Tally {
  std::uint64_t processed = 0, rejected = 0, anomalies = 0;
  std::map<std::string, std::uint64_t> anomalies_by_rule;
  double latency_sum_ms = 0, latency_max_ms = 0;
  std::chrono::steady_clock::time_point first, last;

  void add_latency(WallTime produced_at, WallTime now) {
    const double ms = static_cast<double>((now - produced_at).count()) / 1000.0;
    latency_sum_ms += ms;
    latency_max_ms = std::max(latency_max_ms, ms);
  }
};

/// Applies telemetry to the rules and counts everything.
class Reading {
 public:
  Reading(analytics::RuleSet rules, const ConsumeOptions& options, std::string telemetry)
      : engine_(std::make_shared<const analytics::RuleSet>(std::move(rules))),
        options_(options),
        telemetry_(std::move(telemetry)) {}

  /// False once enough was read. `next` is then the offset after the last record used of each partition.
  bool take(const log::RecordBatch& batch, log::Offsets& next) {
    const WallTime now = base::wall_now();
    if (tally_.processed == 0) tally_.first = std::chrono::steady_clock::now();
    const bool more = take_records(batch, now, next);
    tally_.last = std::chrono::steady_clock::now();
    return more;
  }

  [[nodiscard]] const Tally& tally() const { return tally_; }

 private:
  bool take_records(const log::RecordBatch& batch, WallTime now, log::Offsets& next) {
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const log::RecordView record = batch[i];
      next[{batch.topic(), record.partition}] = record.offset + 1;
      if (!wanted(record.key)) continue;
      ++tally_.processed;
      tally_.add_latency(record.timestamp, now);
      if (batch.topic() == telemetry_ && record.value) analyse(*record.value);
      if (static_cast<std::int64_t>(tally_.processed) == options_.max_messages) return false;
    }
    return true;
  }

  [[nodiscard]] bool wanted(std::string_view key) const {
    return options_.drivers.empty() || std::ranges::find(options_.drivers, key) != options_.drivers.end();
  }

  void analyse(std::string_view value) {
    auto record = decoder_.decode(value);
    if (!record) {
      ++tally_.rejected;
      return;
    }
    alerts_.clear();
    engine_.apply(*record, alerts_);
    for (const analytics::AlertMessage& message : alerts_) {
      if (message.alert.state == domain::AlertState::closed) continue;
      ++tally_.anomalies;
      ++tally_.anomalies_by_rule[message.alert.rule];
    }
  }

  analytics::AnalyticsEngine engine_;
  const ConsumeOptions& options_;
  const std::string telemetry_;
  codec::TelemetryDecoder decoder_;
  analytics::AnalyticsEngine::Alerts alerts_;
  Tally tally_;
};

void print(const Context& context, const Tally& tally) {
  const double seconds = std::chrono::duration<double>(tally.last - tally.first).count();
  const double rate = seconds > 0 ? static_cast<double>(tally.processed) / seconds : 0;
  const double mean = tally.processed > 0 ? tally.latency_sum_ms / static_cast<double>(tally.processed) : 0;
  if (context.json) {
    fmt::print("{}\n", nlohmann::json{{"messages_processed", tally.processed},
                                      {"messages_rejected", tally.rejected},
                                      {"duration_seconds", seconds},
                                      {"avg_rate_messages_per_sec", rate},
                                      {"avg_latency_ms", mean},
                                      {"max_latency_ms", tally.latency_max_ms},
                                      {"total_anomalies", tally.anomalies},
                                      {"anomalies", tally.anomalies_by_rule}}
                           .dump(2));
    return;
  }
  fmt::print("{} messages in {:.3f} s: {:.0f} a second\n", tally.processed, seconds, rate);
  fmt::print("latency from production: {:.3f} ms on average, at most {:.3f} ms\n", mean,
             tally.latency_max_ms);
  if (tally.rejected > 0) fmt::print("{} messages could not be understood\n", tally.rejected);
  fmt::print("{} anomalies\n", tally.anomalies);
  for (const auto& [rule, count] : tally.anomalies_by_rule) fmt::print("  {:>8}  {}\n", count, rule);
}

}  // namespace

Result<> consume(const Context& context, const ConsumeOptions& options) {
  auto rules = load_rule_set(context.settings, context.settings.rules_file);
  if (!rules) return propagate(rules);
  auto log = open_log(context.settings, LogAccess::read);
  if (!log) return propagate(log);
  log::ConsumerOptions consumer_options;
  consumer_options.group = options.group;
  consumer_options.topics = options.topics;
  if (consumer_options.topics.empty()) consumer_options.topics = {context.settings.topics.telemetry};
  auto consumer = (*log)->consumer(std::move(consumer_options));
  if (!consumer) return propagate(consumer);
  const std::stop_callback wake(context.stop, [&] { (*consumer)->wake(); });

  Reading reading(std::move(*rules), options, context.settings.topics.telemetry);
  log::Offsets next;
  auto heard = std::chrono::steady_clock::now();
  auto committed = heard;
  for (bool more = true; more && !context.stop.stop_requested();) {
    auto batch = (*consumer)->poll(std::min(options.timeout, std::chrono::milliseconds{500}));
    if (!batch) return propagate(batch);
    if ((*batch)->empty()) {
      if (std::chrono::steady_clock::now() - heard >= options.timeout) break;
      continue;
    }
    heard = std::chrono::steady_clock::now();
    more = reading.take(**batch, next);
    if (heard - committed < kCommitInterval) continue;
    if (auto done = (*consumer)->commit(next); !done) return done;
    committed = heard;
  }
  if (auto done = (*consumer)->commit(next); !done) return done;
  print(context, reading.tally());
  if (context.stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
  return {};
}

}  // namespace slipstream::cli
