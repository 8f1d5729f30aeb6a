#include "cli/race_filing.hpp"

#include <utility>

#include <spdlog/spdlog.h>

#include "base/stop.hpp"

namespace slipstream::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kLookForEnded = 500ms;
/// The last averages come a little after the end; if nobody computes them, the race is filed without.
constexpr auto kAveragesCome = 30s;

}  // namespace

RaceFiling::RaceFiling(library::RaceLibrary library, lab::LabStore& store)
    : library_(std::move(library)), store_(store) {
  if (const auto filed = library_.list()) {
    for (const library::FiledRace& each : *filed) store_.restore(each.race);
  } else {
    spdlog::warn("earlier races are not known: {}", filed.error().to_string());
  }
  thread_ = std::jthread([this](const std::stop_token& stop) {
    while (!base::wait_for_stop(stop, kLookForEnded)) file(base::wall_now() - kAveragesCome);
  });
}

RaceFiling::~RaceFiling() {
  thread_.request_stop();
  thread_.join();
  file(WallTime::max());
}

void RaceFiling::file(WallTime ended_before) {
  for (lab::RaceView& view : store_.take_ended(ended_before)) {
    const auto added = library_.add({std::move(view.race), std::move(view.averages)});
    if (!added && !std::exchange(complained_, true))
      spdlog::warn("results of races are not kept: {}", added.error().to_string());
  }
}

}  // namespace slipstream::cli
