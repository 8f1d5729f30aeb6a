#include "cli/commands/race.hpp"

#include <unistd.h>

#include <algorithm>
#include <cctype>
#include <condition_variable>
#include <cstdio>
#include <map>
#include <mutex>
#include <vector>

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "cli/averages_thread.hpp"
#include "cli/lab_service.hpp"
#include "cli/race_board.hpp"
#include "simulate/lab/drivers.hpp"

namespace slipstream::cli {
namespace {

using namespace std::chrono_literals;

/// How long the averages of the last update may take.
constexpr auto kLastAverages = 10s;
constexpr auto kRedraw = 100ms;

std::string lower(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

/// The one driver whose name has these letters.
Result<std::string> driver_called(std::string_view wanted) {
  std::vector<std::string> all, found;
  for (const simulate::lab::Driver& driver : simulate::lab::lab_drivers()) {
    all.push_back(driver.name);
    if (lower(driver.name).contains(lower(wanted))) found.push_back(driver.name);
  }
  if (found.size() == 1) return found.front();
  if (found.empty())
    return fail(ErrorCode::invalid_argument, "nobody is called '{}'; there are {}", wanted,
                fmt::join(all, ", "));
  return fail(ErrorCode::invalid_argument, "'{}' could be {}", wanted, fmt::join(found, " or "));
}

/// Draws the board over itself on a terminal; elsewhere only the last one is written.
class Screen {
 public:
  explicit Screen(const Context& context)
      : silent_(context.json || context.quiet), terminal_(isatty(STDOUT_FILENO) != 0) {}

  void show(const lab::RaceView& view, bool last) {
    if (view.positions.empty() || silent_ || (!terminal_ && !last)) return;
    if (drawn_lines_ > 0) fmt::print("\x1b[{}A\x1b[J", drawn_lines_);
    const std::string board =
        race_board(view, grid_, base::wall_now(), terminal_ ? Colours::terminal : Colours::none);
    fmt::print("{}", board);
    std::fflush(stdout);
    drawn_lines_ = terminal_ ? std::ranges::count(board, '\n') : 0;
  }
  /// The places at the start, which may come before anything is shown.
  void note_grid(const lab::RaceView& view) {
    if (grid_.empty())
      for (const lab::Position& each : view.positions) grid_[each.driver_name] = each.position;
  }

 private:
  const bool silent_, terminal_;
  std::ptrdiff_t drawn_lines_ = 0;
  std::map<std::string, int> grid_;
};

void print_json(const lab::RaceView& view) {
  using nlohmann::json;
  json result = json::array();
  for (const domain::LabPlace& place : view.race.result) {
    const auto average = view.averages.find(place.driver_name);
    result.push_back(
        json{{"position", place.position},
             {"driver_name", place.driver_name},
             {"team_name", place.team_name},
             {"average_speed", average == view.averages.end() ? json{} : json(average->second)}});
  }
  fmt::print("{}\n", json{{"race_id", view.race.race_id},
                          {"followed_driver", view.race.followed_driver},
                          {"state", domain::to_string(view.race.state)},
                          {"seed", view.race.seed},
                          {"result", std::move(result)}}
                         .dump(2));
}

}  // namespace

Result<> race(const Context& context, const lab::RaceRequest& request) {
  auto driver = driver_called(request.driver_name);
  if (!driver) return propagate(driver);
  auto log = open_log(context.settings, LogAccess::write);
  if (!log) return propagate(log);
  if (auto made = create_topics(**log, context.settings, Existing::adopt); !made) return made;
  std::mutex mutex;
  std::condition_variable_any changed;
  auto lab = LabService::start(context, **log, true, [&] { changed.notify_all(); });
  if (!lab) return propagate(lab);
  auto averages = AveragesThread::start(**log, context.settings);
  if (!averages) return propagate(averages);
  lab::RaceRequest wanted = request;
  wanted.driver_name = *driver;
  auto started = (*lab)->start(wanted);
  if (!started) return propagate(started);

  Screen screen(context);
  const auto view = [&] { return *(*lab)->store().race(started->race_id); };
  const auto is_over = [&] { return view().race.state != domain::LabRaceState::started; };
  std::unique_lock lock(mutex);
  while (!is_over() && !context.stop.stop_requested()) {
    changed.wait_for(lock, context.stop, kRedraw, is_over);
    screen.note_grid(view());
    screen.show(view(), false);
  }
  if (context.stop.stop_requested()) {
    auto stopped = (*lab)->stop(started->race_id);
    if (!stopped) return stopped;
  } else {
    changed.wait_for(lock, context.stop, kLastAverages, [&] { return view().averages_are_final; });
  }
  screen.show(view(), true);
  if (context.json) print_json(view());
  if (view().race.state != domain::LabRaceState::finished) return fail(ErrorCode::interrupted, "stopped");
  return {};
}

}  // namespace slipstream::cli
