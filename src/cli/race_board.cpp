#include "cli/race_board.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "simulate/lab/drivers.hpp"

namespace slipstream::cli {
namespace {

constexpr int kBarWidth = 40;

/// A block in the team's colour.
std::string team_mark(const std::string& driver, Colours colours) {
  if (colours == Colours::none) return "";
  const auto& drivers = simulate::lab::lab_drivers();
  const auto found = simulate::lab::find_driver(drivers, driver);
  const unsigned long rgb =
      found ? std::stoul(drivers[*found].team_color.substr(1), nullptr, 16) : 0x888888UL;
  return fmt::format("\x1b[38;2;{};{};{}m█\x1b[0m ", rgb >> 16U & 0xFFU, rgb >> 8U & 0xFFU, rgb & 0xFFU);
}

std::string change_of(const lab::Position& position, const std::map<std::string, int>& grid) {
  const auto from = grid.find(position.driver_name);
  const int gained = from == grid.end() ? 0 : from->second - position.position;
  if (gained == 0) return "·";
  return fmt::format("{}{}", gained > 0 ? "▲" : "▼", std::abs(gained));
}

std::string average_of(const lab::RaceView& view, const std::string& driver) {
  const auto found = view.averages.find(driver);
  return found == view.averages.end() ? "–" : fmt::format("{:.1f}", found->second);
}

std::string headline(const domain::LabRace& race, WallTime now) {
  if (race.state != domain::LabRaceState::started) return std::string{domain::to_string(race.state)};
  const auto elapsed =
      std::min<Milliseconds>(std::chrono::floor<Milliseconds>(now - race.started_at), race.duration);
  const double part = std::clamp(base::seconds(elapsed) / base::seconds(race.duration), 0.0, 1.0);
  const int full = static_cast<int>(part * kBarWidth);
  return fmt::format("{:━<{}}{:─<{}} {:.0f} of {:.0f} s", "", full, "", kBarWidth - full,
                     base::seconds(elapsed), base::seconds(race.duration));
}

}  // namespace

std::string race_board(const lab::RaceView& view, const std::map<std::string, int>& grid, WallTime now,
                       Colours colours) {
  const bool coloured = colours == Colours::terminal;
  std::string out = fmt::format("{}\n", headline(view.race, now));
  for (const lab::Position& each : view.positions) {
    const bool followed = each.driver_name == view.race.followed_driver;
    out += fmt::format(
        "{}{:>3}  {}{:<18} {:<16} {:>6.1f} km/h  {:<3} avg {:>5}{}\n", followed && coloured ? "\x1b[1m" : "",
        each.position, team_mark(each.driver_name, colours), each.driver_name, each.team_name, each.speed_kmh,
        change_of(each, grid), average_of(view, each.driver_name), followed && coloured ? "\x1b[0m" : "");
  }
  return out;
}

}  // namespace slipstream::cli
