#include "cli/commands/consume.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "cli/rule_settings.hpp"
#include "cli/telemetry_reader.hpp"

namespace slipstream::cli {
namespace {

void print(const Context& context, const ReadingTally& tally) {
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
  consumer_options.headers = false;
  consumer_options.topics = options.topics;
  if (consumer_options.topics.empty()) consumer_options.topics = {context.settings.topics.telemetry};
  auto consumer = (*log)->consumer(std::move(consumer_options));
  if (!consumer) return propagate(consumer);
  const std::stop_callback wake(context.stop, [&] { (*consumer)->wake(); });

  TelemetryReader reader(**consumer, std::make_shared<const analytics::RuleSet>(std::move(*rules)),
                         {.telemetry = context.settings.topics.telemetry,
                          .drivers = options.drivers,
                          .max_messages = options.max_messages});
  auto heard = std::chrono::steady_clock::now();
  while (!context.stop.stop_requested()) {
    auto step = reader.step(std::min(options.timeout, std::chrono::milliseconds{500}));
    if (!step) return propagate(step);
    if (*step == TelemetryReader::Step::enough) break;
    const auto now = std::chrono::steady_clock::now();
    if (*step == TelemetryReader::Step::records) heard = now;
    if (now - heard >= options.timeout) break;
  }
  if (auto done = reader.commit(); !done) return done;
  print(context, reader.tally());
  if (context.stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
  return {};
}

}  // namespace slipstream::cli
