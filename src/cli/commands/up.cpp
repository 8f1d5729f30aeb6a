#include "cli/commands/up.hpp"

#include <spdlog/spdlog.h>

#include "base/stop.hpp"
#include "cli/analytics_thread.hpp"
#include "cli/averages_thread.hpp"
#include "cli/library_ports.hpp"
#include "cli/open_session.hpp"
#include "cli/play_host.hpp"
#include "cli/run_filing.hpp"
#include "cli/serving.hpp"
#include "cli/simulated_race.hpp"
#include "cli/version.hpp"
#include "library/library.hpp"
#include "source/simulation/simulation.hpp"

namespace slipstream::cli {
namespace {

/// What is played: the session that was named, else the configuration's; empty: a simulated Grand Prix.
std::string chosen_name(const Context& context, const PlayOptions& play) {
  return play.session.empty() ? context.settings.default_session() : play.session;
}

/// What is played, for /v1, if it is not in the library.
Result<std::optional<OpenF1Sessions::Guest>> guest(const Context& context, const library::Library& library,
                                                   const std::string& name, const std::string& key) {
  using Guest = OpenF1Sessions::Guest;
  if (name.empty()) {
    auto race = simulated_race(context, {});
    if (!race) return propagate(race);
    return Guest{key,
                 [race = std::move(*race)] { return source::open_simulation(race.options, race.circuit); }};
  }
  auto place = library.locate(name);
  if (!place) return propagate(place);
  if (place->entry) return std::nullopt;
  return Guest{key, [path = place->source, stop = context.stop] {
                 return source::open_source(path, {}, stop, source::Samples::verbatim);
               }};
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

}  // namespace

Result<> up(const Context& context, const UpOptions& options) {
  auto play = replay_options(options.play, context.settings);
  if (!play) return propagate(play);
  play->at_end = replay::AtEnd::hold;
  const library::Library library(context.settings.data_directory);
  // Read before anything is started: a wrong path should not look like a server that came and went.
  const std::string name = chosen_name(context, options.play);
  auto session = name.empty() ? open_simulated(context, {}) : open_session(context, name);
  if (!session) return propagate(session);
  auto played_from_elsewhere = guest(context, library, name, (*session)->info().key);
  if (!played_from_elsewhere) return propagate(played_from_elsewhere);

  auto log = open_log(context.settings, LogAccess::write);
  if (!log) return propagate(log);
  if (auto made = create_topics(**log, context.settings, Existing::adopt); !made) return made;
  auto ends = ends_of(**log, context.settings.topics);
  if (!ends) return propagate(ends);
  auto analytics = AnalyticsThread::start(**log, context.settings);
  if (!analytics) return propagate(analytics);
  auto averages = AveragesThread::start(**log, context.settings);
  if (!averages) return propagate(averages);

  LibraryPorts library_ports(library, std::move(*played_from_elsewhere), context.stop);
  PlayHost host(context, **log, *play);
  ServingPorts ports;
  ports.replay = &host;
  library_ports.fill(ports);
  ports.rules = [&] { return (*analytics)->rules(); };
  ports.not_ready = [&] {
    std::vector<std::string> reasons;
    if (auto failed = (*analytics)->failure()) reasons.push_back("analytics: " + *failed);
    if (auto failed = host.failure()) reasons.push_back("replay: " + *failed);
    return reasons;
  };
  if (options.play.run.empty()) ports.start_offsets = *ends;
  auto serving = Serving::start(context, **log, std::move(ports));
  if (!serving) return propagate(serving);
  std::unique_ptr<RunFilingThread> filing;
  if (context.settings.runs.kept > 0) {
    auto started = RunFilingThread::start(context, **log, *ends);
    if (!started) return propagate(started);
    filing = std::move(*started);
  }
  if (auto started = host.play(std::move(*session), std::move(*play)); !started) return started;
  (*serving)->announce(context);
  base::wait_for_stop(context.stop);

  filing.reset();
  host.stop();
  auto finished = (*analytics)->finish(AnalyticsThread::kDrain);
  library_ports.stop();
  (*serving)->stop();
  if (!finished) return finished;
  return fail(ErrorCode::interrupted, "stopped");
}

}  // namespace slipstream::cli
