#include "simulate/race/race_control.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

#include "simulate/race/control_message.hpp"

namespace slipstream::simulate {
namespace {

std::string_view status_text(char code) {
  switch (code) {
    case '2': return "Yellow";
    case '4': return "SCDeployed";
    case '5': return "Red";
    case '6': return "VSCDeployed";
    case '7': return "VSCEnding";
    default: return "AllClear";
  }
}

constexpr double kForever = std::numeric_limits<double>::infinity();
constexpr double kVirtualEndingSeconds = 10;
constexpr int kLapsForDrs = 2;  ///< after a start
constexpr std::chrono::seconds kBlueFlagPause{60};

}  // namespace

RaceControl::RaceControl(std::uint64_t seed, int laps, bool neutralises)
    : random_(seed, 0xC0), laps_(laps), neutralises_(neutralises) {}

void RaceControl::say(ControlMessage message) {
  message.message.lap_number = lap_;
  said_.emplace_back(std::move(message));
}

void RaceControl::set_status(char code) {
  status_ = code;
  said_.emplace_back(domain::TrackStatus{.code = code, .text = std::string{status_text(code)}});
}

void RaceControl::enable_drs(bool enabled) {
  if (drs_enabled_ == enabled) return;
  drs_enabled_ = enabled;
  say(drs(enabled));
}

void RaceControl::pit_exit_opens() { say(track_flag("GREEN", "GREEN LIGHT - PIT EXIT OPEN")); }

void RaceControl::race_starts() {
  racing_ = true;
  say(said("Other", "RACE START"));
}

void RaceControl::chequered_flag() {
  flagged_ = true;
  red_in_s_ = kForever;
  enable_drs(false);
  say(track_flag("CHEQUERED", "CHEQUERED FLAG"));
}

void RaceControl::on_blue_flag(const Entrant& lapped, UtcTime time) {
  const auto [shown, first] = blue_flags_.try_emplace(lapped.number, time);
  if (!first && time - shown->second < kBlueFlagPause) return;
  shown->second = time;
  say(blue_flag(lapped, time));
}

void RaceControl::show_yellow(std::string_view color, int marshal_sector) {
  yellow_sectors_.insert(marshal_sector);
  say(sector_flag(color, marshal_sector));
}

void RaceControl::clear_sectors() {
  for (const int sector : std::exchange(yellow_sectors_, {})) say(sector_flag("CLEAR", sector));
}

void RaceControl::clear_track() {
  left_s_ = kForever;
  clear_sectors();
  set_status(kClear);
}

void RaceControl::on_leader_lap(int lap) {
  lap_ = lap;
  if (safety_car_in_lap_ && lap == *safety_car_in_lap_) {
    say(safety_car("SAFETY CAR", "IN THIS LAP"));
  } else if (safety_car_in_lap_ && lap > *safety_car_in_lap_) {
    safety_car_in_lap_.reset();
    say(track_flag("CLEAR", "TRACK CLEAR"));
    clear_track();
    drs_from_lap_ = lap + 1;
  }
  if (status_ == kClear && racing_ && lap >= drs_from_lap_) enable_drs(true);
}

void RaceControl::advance(double seconds) {
  red_in_s_ -= seconds;
  if (red_in_s_ <= 0) {
    red_in_s_ = kForever;
    if (may_stop_session()) return stop_session();
  }
  left_s_ -= seconds;
  if (left_s_ > 0) return;
  if (status_ == kVirtual) {
    set_status(kVirtualEnding);
    say(safety_car("VIRTUAL SAFETY CAR", "ENDING"));
    left_s_ = kVirtualEndingSeconds;
    return;
  }
  clear_track();
  if (racing_ && lap_ >= drs_from_lap_) enable_drs(true);
}

void RaceControl::stop_session() {
  safety_car_in_lap_.reset();
  left_s_ = kForever;
  racing_ = false;
  set_status(kRed);
  enable_drs(false);
  say(track_flag("RED", "RED FLAG"));
}

void RaceControl::announce_restart(UtcTime time) {
  say(said("Other", fmt::format("RACE WILL RESUME AT {} - STANDING START PROCEDURE",
                                base::format_utc(time).substr(11, 5))));
}

void RaceControl::session_resumes() {
  clear_track();
  pit_exit_opens();
}

void RaceControl::race_restarts() {
  racing_ = true;
  drs_from_lap_ = lap_ + 1 + kLapsForDrs;  // the lap to the grid ends with the start
  say(said("Other", "STANDING START"));
}

void RaceControl::race_ends() {
  safety_car_in_lap_.reset();
  if (status_ != kClear) clear_track();
}

double RaceControl::leader_factor() const {
  if (status_ == kSafetyCar) return 0.55;
  return follower_factor();
}

double RaceControl::follower_factor() const {
  switch (status_) {
    case kSafetyCar: return 0.72;
    case kRed: return 0.5;
    case kVirtual:
    case kVirtualEnding: return 0.65;
    default: return 1;
  }
}

}  // namespace slipstream::simulate
