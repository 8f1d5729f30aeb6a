// What race control does about a car that has spun, stopped or crashed.
#include <algorithm>

#include "simulate/race/control_message.hpp"
#include "simulate/race/race_control.hpp"

namespace slipstream::simulate {
namespace {

/// Parts of all incidents that bring out at least this.
struct Odds {
  double red, safety_car, virtual_safety_car;
};
constexpr Odds kStoppedCar{0, 0.5, 0.8}, kCrash{0.2, 0.7, 0.9};

constexpr int kFirstLapToStop = 2, kLapsLeftToStop = 3;

}  // namespace

void RaceControl::on_spin(const Entrant& car, int turn, int marshal_sector) {
  say(car_event(car, "SPUN", turn));
  if (status_ != kClear && status_ != kYellow) return;
  show_yellow("YELLOW", marshal_sector);
  show_for(kYellow, random_.uniform(12, 25));
}

void RaceControl::on_stopped(const Entrant& car, int turn, int marshal_sector, bool crashed) {
  say(car_event(car, "STOPPED", turn));
  if (status_ == kRed) return;
  show_yellow("DOUBLE YELLOW", marshal_sector);
  respond(draw_response(crashed));
}

RaceControl::Response RaceControl::draw_response(bool crashed) {
  const Odds& odds = crashed ? kCrash : kStoppedCar;
  const double draw = random_.uniform();
  if (!neutralises_ || flagged_) return Response::yellow;
  if (draw < odds.red) return Response::red;
  if (draw < odds.safety_car) return Response::safety_car;
  if (draw < odds.virtual_safety_car) return Response::virtual_safety_car;
  return Response::yellow;
}

bool RaceControl::may_stop_session() const {
  return !flagged_ && lap_ >= kFirstLapToStop && laps_ - lap_ >= kLapsLeftToStop;
}

/// Nothing that is out already is taken back for something milder.
void RaceControl::respond(Response response) {
  const bool behind_safety_car = status_ == kSafetyCar;
  const bool virtually = status_ == kVirtual || status_ == kVirtualEnding;
  switch (response) {
    case Response::red:
      if (may_stop_session()) red_in_s_ = std::min(red_in_s_, random_.uniform(15, 60));
      [[fallthrough]];
    case Response::safety_car: return deploy_safety_car();
    case Response::virtual_safety_car:
      if (!behind_safety_car) deploy_virtual_safety_car();
      return;
    case Response::yellow:
      if (!behind_safety_car && !virtually) show_for(kYellow, random_.uniform(25, 60));
  }
}

void RaceControl::deploy_safety_car() {
  show_for(kSafetyCar, std::numeric_limits<double>::infinity());  // until the leader ends a lap
  enable_drs(false);
  const bool still_out = safety_car_in_lap_ && *safety_car_in_lap_ > lap_;
  const int last_lap = lap_ + 3 + (random_.chance(0.5) ? 1 : 0);
  safety_car_in_lap_ = std::max(safety_car_in_lap_.value_or(0), last_lap);
  if (!still_out) say(safety_car("SAFETY CAR", "DEPLOYED"));  // again, when it had been called in
}

void RaceControl::deploy_virtual_safety_car() {
  const bool already = status_ == kVirtual;
  show_for(kVirtual, random_.uniform(60, 130));
  enable_drs(false);
  if (!already) say(safety_car("VIRTUAL SAFETY CAR", "DEPLOYED"));
}

void RaceControl::show_for(char status, double seconds) {
  left_s_ = status_ == status ? std::max(left_s_, seconds) : seconds;
  if (status_ != status) set_status(status);
}

}  // namespace slipstream::simulate
