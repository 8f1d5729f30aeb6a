#include "cli/play_options.hpp"

#include <charconv>

namespace slipstream::cli {
namespace {

/// "10:00", "1:02:03.5" or seconds.
Result<Milliseconds> parse_duration(const std::string& text) {
  if (const auto clock = base::parse_clock(text); clock && clock->count() > 0) return *clock;
  double seconds = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error == std::errc{} && end == text.data() + text.size() && seconds > 0 && seconds < 1e9) {
    return base::session_time_from_seconds(seconds).time_since_epoch();
  }
  return fail(ErrorCode::invalid_argument, "--duration takes a time like 10:00, or seconds; not '{}'", text);
}

}  // namespace

Result<replay::ReplayOptions> replay_options(const PlayOptions& play, const Settings& settings) {
  replay::ReplayOptions options;
  const auto speed = domain::parse_speed(play.speed);
  if (!speed) {
    return fail(ErrorCode::invalid_argument, "--speed takes a factor from 0.1 to 1000, or max; not '{}'",
                play.speed);
  }
  options.speed = *speed;
  for (const std::string& driver : play.drivers) options.drivers.emplace_back(driver);
  if (!play.from.empty()) {
    auto from = replay::parse_start_point(play.from);
    if (!from) return propagate(from);
    options.from = *from;
  }
  if (!play.duration.empty()) {
    auto duration = parse_duration(play.duration);
    if (!duration) return propagate(duration);
    options.duration = *duration;
  }
  options.loop = play.loop;
  options.paused = play.paused;
  options.run_id = play.run;
  if (!play.part.empty()) {
    const auto part = domain::parse_part(play.part);
    if (!part) {
      return fail(ErrorCode::invalid_argument, "--part takes a part like 2/4, the second of four; not '{}'",
                  play.part);
    }
    options.part = *part;
    if (part->count > 1 && play.run.empty())
      return fail(ErrorCode::invalid_argument,
                  "--part needs --run, the name that the producers of the run share");
    if (part->count > 1 && play.loop)
      return fail(ErrorCode::invalid_argument,
                  "--loop and --part: the producers would not begin again together");
  }
  options.partitioning = settings.kafka.partitioning;
  options.topics = settings.topics;
  options.json.missing_as_null = settings.telemetry.missing_as_null;
  return options;
}

}  // namespace slipstream::cli
