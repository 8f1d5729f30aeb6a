/// The part of Player that speaks on `f1-session`: runs, states, heartbeats.
#include <utility>

#include "replay/player.hpp"

namespace slipstream::replay {
namespace {

using namespace std::chrono_literals;

// A client commands with the run id it knows; after this many seeks it should know a newer one.
constexpr std::size_t kRunsRemembered = 256;

}  // namespace

Result<> Player::begin_run(SessionTime position, std::string run_id, const std::optional<Seek>& seek) {
  runs_.push_back(run_id);
  if (runs_.size() > kRunsRemembered) runs_.pop_front();
  metrics_.begin_run(run_id);
  writer_->begin_run(std::move(run_id));
  pacer_.seek(position, clock_.now());
  played_to_ = position;

  domain::ReplayStatus now_playing = status(clock_.now());
  if (seek) {
    now_playing.from = seek->from;
    now_playing.to = seek->to;
    now_playing.request_id = seek->request_id;
  }
  const WallTime wall = clock_.wall();
  const domain::SessionMessage info = head_.state().session_info(position);
  told_info_ = std::get<domain::SessionInfo>(info.body);
  writer_->add(info, wall);
  if (auto added = add(head_.state().snapshot(position), wall); !added) return added;
  if (auto told = tell(now_playing); !told) return told;

  // Anchored anew, now that the state is told: the first records are not late because of it.
  const MonotonicTime now = clock_.now();
  pacer_.seek(position, now);
  metrics_.begin_stretch(position, now);
  next_full_timing_ = position + 1min;
  next_heartbeat_ = now + 1s;
  return {};
}

void Player::add_message(const domain::SessionMessage& message, WallTime wall) {
  if (!std::holds_alternative<domain::SessionInfo>(message.body)) return writer_->add(message, wall);
  // The feed learns of its drivers bit by bit; clients were told of all of them at the start of the run.
  domain::SessionMessage whole = head_.state().session_info(message.time);
  whole.date = message.date;
  auto& info = std::get<domain::SessionInfo>(whole.body);
  if (info == told_info_) return;
  writer_->add(whole, wall);
  told_info_ = std::move(info);
}

Result<> Player::add(const std::vector<domain::SessionMessage>& messages, WallTime wall) {
  for (const domain::SessionMessage& message : messages) {
    writer_->add(message, wall);
    if (writer_->waiting() < options_.batch_records) continue;
    if (auto sent = send(); !sent) return sent;
  }
  return {};
}

Result<> Player::send() {
  const auto counts = writer_->send();
  if (!counts) return std::unexpected(counts.error());
  metrics_.sent(*counts, due_, clock_.now());
  metrics_.set_status(status(clock_.now()));
  due_.clear();
  return {};
}

Result<> Player::tell(const domain::ReplayStatus& status) {
  writer_->add(message(status.position, status), clock_.wall());
  return send();
}

Result<> Player::beat_heart(MonotonicTime now) {
  next_heartbeat_ += 1s;
  if (next_heartbeat_ <= now) next_heartbeat_ = now + 1s;
  const SessionTime at = position(now);
  writer_->add(message(at, domain::Heartbeat{at, pacer_.paused()}), clock_.wall());
  return send();
}

SessionTime Player::position(MonotonicTime now) const {
  if (ended_) return played_to_;
  return std::min(pacer_.position(now), window_.until);
}

domain::ReplayStatus Player::status(MonotonicTime now) const {
  domain::ReplayStatus status;
  status.state = pacer_.paused() ? domain::ReplayState::paused : domain::ReplayState::playing;
  if (ended_) status.state = domain::ReplayState::ended;
  status.speed = pacer_.speed().factor;
  status.position = position(now);
  status.begin = session_.begin_time();
  status.end = window_.until;
  status.part = options_.part;
  return status;
}

domain::SessionMessage Player::message(SessionTime time, Body body) const {
  std::optional<UtcTime> date;
  if (const auto zero = session_.zero()) date = *zero + time.time_since_epoch();
  return {.time = time, .date = date, .car = {}, .body = std::move(body)};
}

}  // namespace slipstream::replay
