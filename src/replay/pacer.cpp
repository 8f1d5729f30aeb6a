#include "replay/pacer.hpp"

#include <cmath>

namespace slipstream::replay {
namespace {

// 64 bits of mantissa: a day in nanoseconds times a speed stays exact to the nanosecond.
using Exact = long double;

}  // namespace

Pacer::Pacer(SessionTime position, domain::ReplaySpeed speed, MonotonicTime now)
    : speed_(speed), anchor_session_(position.time_since_epoch()), anchor_clock_(now) {}

std::optional<MonotonicTime> Pacer::deadline(SessionTime time) const {
  if (paused_) return std::nullopt;
  if (!speed_.factor) return anchor_clock_;
  const SessionNanoseconds ahead = SessionNanoseconds{time.time_since_epoch()} - anchor_session_;
  const Exact wait = static_cast<Exact>(ahead.count()) / static_cast<Exact>(*speed_.factor);
  return anchor_clock_ + std::chrono::nanoseconds{std::llround(wait)};
}

Pacer::SessionNanoseconds Pacer::exact_position(MonotonicTime now) const {
  if (paused_ || !speed_.factor) return anchor_session_;
  const Exact run = static_cast<Exact>((now - anchor_clock_).count()) * static_cast<Exact>(*speed_.factor);
  return anchor_session_ + SessionNanoseconds{std::llround(run)};
}

SessionTime Pacer::position(MonotonicTime now) const {
  return SessionTime{std::chrono::floor<Milliseconds>(exact_position(now))};
}

void Pacer::anchor(MonotonicTime now) {
  anchor_session_ = exact_position(now);
  anchor_clock_ = now;
}

void Pacer::set_speed(domain::ReplaySpeed speed, MonotonicTime now) {
  anchor(now);
  speed_ = speed;
}

void Pacer::pause(MonotonicTime now) {
  anchor(now);
  paused_ = true;
}

void Pacer::resume(MonotonicTime now) {
  if (!paused_) return;
  paused_ = false;
  anchor_clock_ = now;
}

void Pacer::seek(SessionTime position, MonotonicTime now) {
  anchor_session_ = position.time_since_epoch();
  anchor_clock_ = now;
}

void Pacer::advance_to(SessionTime position) {
  if (!speed_.factor) anchor_session_ = position.time_since_epoch();
}

}  // namespace slipstream::replay
