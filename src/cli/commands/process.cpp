#include "cli/commands/process.hpp"

#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "base/stop.hpp"
#include "cli/analytics_thread.hpp"
#include "cli/averages_thread.hpp"

namespace slipstream::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kLook = 200ms;

void print(const Context& context, const analytics::ProcessorCounters& did, double seconds) {
  const double rate = seconds > 0 ? static_cast<double>(did.records) / seconds : 0;
  const auto [high, medium, low] = did.alerts;
  if (context.json) {
    fmt::print("{}\n", nlohmann::json{{"messages_processed", did.records},
                                      {"duration_seconds", seconds},
                                      {"avg_rate_messages_per_sec", rate},
                                      {"alerts", {{"high", high}, {"medium", medium}, {"low", low}}},
                                      {"late_messages", did.late_records},
                                      {"messages_rejected", did.rejected},
                                      {"commits", did.commits}}
                           .dump(2));
    return;
  }
  fmt::print("{} messages in {:.3f} s: {:.0f} a second\n", did.records, seconds, rate);
  fmt::print("alerts: {} high, {} medium, {} low\n", high, medium, low);
  if (did.rejected > 0) fmt::print("{} messages went to the dead letters\n", did.rejected);
}

}  // namespace

Result<> process(const Context& context, const ProcessOptions& options) {
  auto log = open_log(context.settings, LogAccess::write);
  if (!log) return propagate(log);
  if (auto made = create_topics(**log, context.settings, Existing::adopt); !made) return made;
  const auto began = std::chrono::steady_clock::now();
  auto analytics = AnalyticsThread::start(**log, context.settings);
  if (!analytics) return propagate(analytics);
  auto averages = AveragesThread::start(**log, context.settings);
  if (!averages) return propagate(averages);
  if (!options.once) {
    spdlog::info("processing as a member of {} (Ctrl-C stops it)", AnalyticsThread::group(context.settings));
    while (!(*analytics)->ended() && !base::wait_for_stop(context.stop, kLook)) {
    }
  }
  auto finished = (*analytics)->finish(options.once ? 24h : AnalyticsThread::kDrain, context.stop);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  print(context, (*analytics)->counters(), took.count());
  if (!finished) return finished;
  if (context.stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
  return {};
}

}  // namespace slipstream::cli
