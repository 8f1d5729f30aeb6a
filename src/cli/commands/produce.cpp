#include "cli/commands/produce.hpp"

#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "base/stop.hpp"
#include "cli/analytics_thread.hpp"
#include "cli/open_session.hpp"
#include "cli/progress_bar.hpp"
#include "cli/run_filing.hpp"
#include "library/data_directory.hpp"
#include "library/library.hpp"
#include "replay/replay.hpp"

namespace slipstream::cli {
namespace {

/// The session that was named, else the configuration's, else the library's newest.
Result<std::string> session_to_produce(const Context& context, const PlayOptions& play) {
  if (!play.session.empty()) return play.session;
  if (auto configured = context.settings.default_session(); !configured.empty()) return configured;
  auto newest = library::Library(context.settings.data_directory).newest();
  if (!newest) return propagate(newest);
  return newest->key();
}

void print_report(const Context& context, const replay::ReplayReport& report) {
  if (context.json) {
    nlohmann::json out{{"messages_sent", report.messages_sent},
                       {"telemetry_sent", report.telemetry_sent},
                       {"session_messages_sent", report.session_messages_sent},
                       {"bytes_sent", report.bytes_sent},
                       {"duration_seconds", report.duration_seconds},
                       {"messages_per_second", report.messages_per_second},
                       {"max_lateness_ms", report.max_lateness_ms},
                       {"mean_lateness_ms", report.mean_lateness_ms},
                       {"p50_lateness_ms", report.p50_lateness_ms},
                       {"p99_lateness_ms", report.p99_lateness_ms},
                       {"run_id", report.run_id}};
    if (report.effective_speed) out["effective_speed"] = *report.effective_speed;
    fmt::print("{}\n", out.dump(2));
    return;
  }
  fmt::print("{} messages in {:.3f} s: {:.0f} a second\n", report.messages_sent, report.duration_seconds,
             report.messages_per_second);
  if (report.max_lateness_ms > 0) {
    fmt::print("lateness: p50 {:.3f} ms, p99 {:.3f} ms, at most {:.3f} ms\n", report.p50_lateness_ms,
               report.p99_lateness_ms, report.max_lateness_ms);
  }
  if (report.effective_speed) fmt::print("effective speed: {:.5f}\n", *report.effective_speed);
}

/// Shows how far the replay is until it ends or is stopped.
void watch(const Context& context, replay::Replay& replay, const prepare::PreparedSession& session) {
  ProgressBar bar("Playing", context.quiet ? ProgressBar::Show::never : ProgressBar::Show::when_terminal);
  const double whole = base::seconds(session.end_time()) - base::seconds(session.begin_time());
  while (replay.running() && !context.stop.stop_requested()) {
    const double at = base::seconds(replay.report().status.position) - base::seconds(session.begin_time());
    bar.update(whole > 0 ? at / whole : 1);
    base::wait_for_stop(context.stop, std::chrono::milliseconds{20});
  }
}

}  // namespace

Result<> produce(const Context& context, const ProduceOptions& options) {
  auto play = replay_options(options.play, context.settings);
  if (!play) return propagate(play);
  auto name = session_to_produce(context, options.play);
  if (!name) return propagate(name);
  auto session = open_session(context, *name);
  if (!session) return propagate(session);
  auto log = open_log(context.settings, LogAccess::write);
  if (!log) return propagate(log);
  if (auto made = create_topics(**log, context.settings, Existing::adopt); !made) return made;

  std::unique_ptr<AnalyticsThread> analytics;
  if (options.analyse) {
    auto started = AnalyticsThread::start(**log, context.settings);
    if (!started) return propagate(started);
    analytics = std::move(*started);
  }
  const WallTime began = base::wall_now();
  replay::Replay replay(**log, *session, std::move(*play));
  if (auto started = replay.start(); !started) return started;
  watch(context, replay, **session);
  if (context.stop.stop_requested()) replay.stop();
  auto report = replay.wait();
  if (!report) return propagate(report);
  if (analytics) {
    if (auto finished = analytics->finish(std::chrono::hours{1}); !finished) return finished;
    if (context.settings.runs.kept > 0)
      file_finished_run(context, **log, {report->run_id, began}, context.stop);
  }
  print_report(context, *report);
  if (context.stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
  return {};
}

}  // namespace slipstream::cli
