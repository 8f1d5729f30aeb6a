#include "cli/commands/up.hpp"

#include <condition_variable>
#include <mutex>

#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "cli/analytics_thread.hpp"
#include "cli/library_catalog.hpp"
#include "cli/library_sql.hpp"
#include "cli/open_session.hpp"
#include "cli/play_host.hpp"
#include "cli/serving.hpp"
#include "cli/simulated_race.hpp"
#include "cli/version.hpp"
#include "library/library.hpp"

namespace slipstream::cli {
namespace {

/// The session that was named, else the configuration's, else a simulated Grand Prix.
Result<std::shared_ptr<const prepare::PreparedSession>> chosen_session(const Context& context,
                                                                       const PlayOptions& play) {
  const std::string name = play.session.empty() ? context.settings.default_session() : play.session;
  return name.empty() ? open_simulated(context, {}) : open_session(context, name);
}

/// Where the log ends now: a new run begins there, so nothing older has to be read.
Result<log::Offsets> ends_of(log::Log& log, const domain::TopicNames& topics) {
  log::Offsets ends;
  for (const std::string& topic : {topics.telemetry, topics.session, topics.alerts}) {
    auto info = log.describe(topic);
    if (!info) return propagate(info);
    for (const log::PartitionInfo& partition : info->partitions)
      ends[{topic, partition.partition}] = partition.end;
  }
  return ends;
}

void announce(const Context& context, const Serving& serving) {
  if (context.json) {
    fmt::print("{}\n", nlohmann::json{{"addresses", serving.addresses()}}.dump());
  } else {
    fmt::print("Slipstream {} at {} (Ctrl-C stops it)\n", kVersion, fmt::join(serving.addresses(), ", "));
    for (const std::string& url : serving.login_urls()) fmt::print("Open in a browser, once: {}\n", url);
  }
  std::fflush(stdout);
}

/// SIGINT ends everything within a second; this part of it is for alerts that are still to come.
constexpr std::chrono::milliseconds kDrain{400};

void wait_for_stop(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any never;
  std::unique_lock lock(mutex);
  never.wait(lock, stop, [] { return false; });
}

}  // namespace

Result<> up(const Context& context, const UpOptions& options) {
  auto play = replay_options(options.play, context.settings);
  if (!play) return propagate(play);
  play->at_end = replay::AtEnd::hold;
  const library::Library library(context.settings.data_directory);
  // Read before anything is started: a wrong path should not look like a server that came and went.
  auto session = chosen_session(context, options.play);
  if (!session) return propagate(session);

  auto log = open_log(context.settings, LogAccess::write);
  if (!log) return propagate(log);
  if (auto made = create_topics(**log, context.settings, Existing::adopt); !made) return made;
  auto ends = ends_of(**log, context.settings.topics);
  if (!ends) return propagate(ends);
  auto analytics = AnalyticsThread::start(**log, context.settings);
  if (!analytics) return propagate(analytics);

  LibraryCatalog catalog(library);
  LibrarySql sql(library);
  PlayHost host(context, **log, *play);
  ServingPorts ports;
  ports.replay = &host;
  ports.sessions = &catalog;
  ports.sql = &sql;
  ports.rules = [&] { return (*analytics)->rules(); };
  ports.not_ready = [&] {
    std::vector<std::string> reasons;
    if (auto failed = (*analytics)->failure()) reasons.push_back("analytics: " + *failed);
    if (auto failed = host.failure()) reasons.push_back("replay: " + *failed);
    return reasons;
  };
  if (options.play.run.empty()) ports.start_offsets = std::move(*ends);
  auto serving = Serving::start(context, **log, std::move(ports));
  if (!serving) return propagate(serving);
  if (auto started = host.play(std::move(*session), std::move(*play)); !started) return started;
  announce(context, **serving);
  wait_for_stop(context.stop);

  host.stop();
  auto finished = (*analytics)->finish(kDrain);
  sql.stop();
  (*serving)->stop();
  if (!finished) return finished;
  return fail(ErrorCode::interrupted, "stopped");
}

}  // namespace slipstream::cli
