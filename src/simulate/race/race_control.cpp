#include "simulate/race/race_control.hpp"

#include <string>
#include <utility>

#include <fmt/format.h>

namespace slipstream::simulate {
namespace {

std::string_view status_text(char code) {
  switch (code) {
    case '2': return "Yellow";
    case '4': return "SCDeployed";
    case '6': return "VSCDeployed";
    case '7': return "VSCEnding";
    default: return "AllClear";
  }
}

constexpr double kVirtualEndingSeconds = 10;
constexpr std::chrono::seconds kBlueFlagPause{60};

domain::RaceControl flag(std::string_view color, std::string_view scope, std::string text) {
  domain::RaceControl message;
  message.category = "Flag";
  message.flag = color;
  message.scope = scope;
  message.message = std::move(text);
  return message;
}

ControlMessage safety_car(std::string_view mode, std::string_view status) {
  ControlMessage message;
  message.message.category = "SafetyCar";
  message.message.message = fmt::format("{} {}", mode, status);
  message.status = status;
  message.mode = mode;
  return message;
}

}  // namespace

RaceControl::RaceControl(std::uint64_t seed, bool neutralises)
    : random_(seed, 0xC0), neutralises_(neutralises) {}

void RaceControl::message(ControlMessage message) {
  message.message.lap_number = lap_;
  said_.emplace_back(std::move(message));
}

void RaceControl::say(std::string_view category, std::string_view text) {
  ControlMessage spoken;
  spoken.message.category = category;
  spoken.message.message = text;
  message(std::move(spoken));
}

void RaceControl::set_status(char code) {
  status_ = code;
  said_.emplace_back(domain::TrackStatus{.code = code, .text = std::string{status_text(code)}});
}

void RaceControl::enable_drs(bool enabled) {
  if (drs_enabled_ == enabled) return;
  drs_enabled_ = enabled;
  ControlMessage drs;
  drs.message.category = "Drs";
  drs.status = enabled ? "ENABLED" : "DISABLED";
  drs.message.message = fmt::format("DRS {}", drs.status);
  message(std::move(drs));
}

void RaceControl::pit_exit_opens() {
  message({.message = flag("GREEN", "Track", "GREEN LIGHT - PIT EXIT OPEN"), .status = {}, .mode = {}});
}

void RaceControl::race_starts() {
  racing_ = true;
  say("Other", "RACE START");
}

void RaceControl::chequered_flag() {
  enable_drs(false);
  message({.message = flag("CHEQUERED", "Track", "CHEQUERED FLAG"), .status = {}, .mode = {}});
}

void RaceControl::on_stopped(const Entrant& car, int turn, int marshal_sector) {
  ControlMessage stopped;
  stopped.message.category = "CarEvent";
  stopped.message.driver_number = car.number;
  stopped.message.message = fmt::format("CAR {} ({}) STOPPED AT TURN {}", car.number, car.code.view(), turn);
  message(std::move(stopped));
  if (status_ != kClear) return;
  domain::RaceControl yellow =
      flag("DOUBLE YELLOW", "Sector", fmt::format("DOUBLE YELLOW IN TRACK SECTOR {}", marshal_sector));
  yellow.sector = yellow_sector_ = marshal_sector;
  message({.message = std::move(yellow), .status = {}, .mode = {}});
  const double draw = random_.uniform();
  if (neutralises_ && draw < 0.5) {
    set_status(kSafetyCar);
    enable_drs(false);
    safety_car_in_lap_ = lap_ + 3 + (random_.chance(0.5) ? 1 : 0);
    message(safety_car("SAFETY CAR", "DEPLOYED"));
    return;
  }
  if (neutralises_ && draw < 0.8) {
    set_status(kVirtual);
    enable_drs(false);
    left_s_ = random_.uniform(60, 130);
    message(safety_car("VIRTUAL SAFETY CAR", "DEPLOYED"));
    return;
  }
  set_status(kYellow);
  left_s_ = random_.uniform(25, 60);
}

void RaceControl::on_blue_flag(const Entrant& lapped, UtcTime time) {
  const auto [shown, first] = blue_flags_.try_emplace(lapped.number, time);
  if (!first && time - shown->second < kBlueFlagPause) return;
  shown->second = time;
  domain::RaceControl blue = flag("BLUE", "Driver",
                                  fmt::format("WAVED BLUE FLAG FOR CAR {} ({}) TIMED AT {}", lapped.number,
                                              lapped.code.view(), base::format_utc(time).substr(11, 8)));
  blue.driver_number = lapped.number;
  message({.message = std::move(blue), .status = {}, .mode = {}});
}

void RaceControl::clear_track() {
  left_s_ = std::numeric_limits<double>::infinity();
  if (yellow_sector_) {
    domain::RaceControl clear =
        flag("CLEAR", "Sector", fmt::format("CLEAR IN TRACK SECTOR {}", *yellow_sector_));
    clear.sector = yellow_sector_;
    yellow_sector_.reset();
    message({.message = std::move(clear), .status = {}, .mode = {}});
  }
  set_status(kClear);
}

void RaceControl::on_leader_lap(int lap) {
  lap_ = lap;
  if (safety_car_in_lap_ && lap == *safety_car_in_lap_) {
    message(safety_car("SAFETY CAR", "IN THIS LAP"));
  } else if (safety_car_in_lap_ && lap > *safety_car_in_lap_) {
    safety_car_in_lap_.reset();
    message({.message = flag("CLEAR", "Track", "TRACK CLEAR"), .status = {}, .mode = {}});
    clear_track();
    drs_from_lap_ = lap + 1;
  }
  if (status_ == kClear && racing_ && lap >= drs_from_lap_) enable_drs(true);
}

void RaceControl::advance(double seconds) {
  left_s_ -= seconds;
  if (left_s_ > 0) return;
  if (status_ == kVirtual) {
    set_status(kVirtualEnding);
    message(safety_car("VIRTUAL SAFETY CAR", "ENDING"));
    left_s_ = kVirtualEndingSeconds;
    return;
  }
  clear_track();
  if (racing_ && lap_ >= drs_from_lap_) enable_drs(true);
}

double RaceControl::leader_factor() const {
  if (status_ == kSafetyCar) return 0.55;
  return follower_factor();
}

double RaceControl::follower_factor() const {
  switch (status_) {
    case kSafetyCar: return 0.72;
    case kVirtual:
    case kVirtualEnding: return 0.65;
    default: return 1;
  }
}

}  // namespace slipstream::simulate
