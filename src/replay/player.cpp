#include "replay/player.hpp"

#include <algorithm>
#include <utility>

#include "base/ids.hpp"

namespace slipstream::replay {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t kCommandsWaiting = 64;
// At high speeds instants follow each other faster than this: what falls due meanwhile is one batch.
constexpr auto kCoalesce = 1ms;
constexpr auto kNothingToDo = 1h;
constexpr auto kFlush = 30s;
// A stop must be over within a second; what is not yet durable then is reported.
constexpr auto kFlushOnStop = 800ms;

}  // namespace

Player::Player(const prepare::PreparedSession& session, ReplayOptions options, Window window,
               std::unique_ptr<RunWriter> writer, ReplayClock& clock, ReplayMetrics& metrics)
    : session_(session),
      options_(std::move(options)),
      window_(window),
      clock_(clock),
      metrics_(metrics),
      commands_(kCommandsWaiting),
      writer_(std::move(writer)),
      pacer_(window.from, options_.speed, clock.now()),
      head_(session, window.from),
      loop_(options_.loop),
      played_to_(window.from) {
  choose_drivers(options_.drivers);
  if (options_.paused) pacer_.pause(clock.now());
}

void Player::stop() {
  stop_ = true;
  clock_.wake();
}

bool Player::submit(PendingCommand command) {
  if (!commands_.push(std::move(command))) return false;
  clock_.wake();
  return true;
}

Result<> Player::run() {
  metrics_.begin(clock_.now());
  Result<> done = play();
  if (done) done = close();
  metrics_.end(clock_.now());
  commands_.close();
  refuse_waiting_commands();
  return done;
}

Result<> Player::play() {
  if (auto begun = begin_run(window_.from, options_.run_id, {}); !begun) return begun;
  while (!stop_) {
    if (auto obeyed = obey_commands(); !obeyed) return obeyed;
    if (stop_) break;
    if (auto sent = send_due(clock_.now()); !sent) return sent;
    if (window_is_played(clock_.now())) {
      if (auto finished = finish_window(); !finished) return finished;
    }
    if (ended_ && options_.at_end == AtEnd::finish) break;
    const MonotonicTime now = clock_.now();
    if (now >= next_heartbeat_ && !ended_) {
      if (auto beaten = beat_heart(now); !beaten) return beaten;
    }
    if (const MonotonicTime wake = next_wake(now); wake > now) clock_.sleep_until(wake);
  }
  return {};
}

Result<> Player::send_due(MonotonicTime now) {
  if (ended_ || pacer_.paused()) return {};
  const WallTime wall = clock_.wall();
  bool moved = false;
  while (writer_->waiting() < options_.batch_records) {
    const auto next = head_.next_time();
    if (!next || !window_.holds(*next)) break;
    const auto deadline = pacer_.deadline(*next);
    if (!deadline || *deadline > now) break;
    const std::uint64_t count = add_instant(*next, wall);
    if (count > 0 && !pacer_.unpaced()) due_.push_back({*deadline, count});
    played_to_ = *next;
    moved = true;
  }
  if (!moved) return {};
  pacer_.advance_to(played_to_);
  gathered_at_ = now;
  if (auto sent = send(); !sent) return sent;
  metrics_.played(played_to_, clock_.now());
  return {};
}

std::uint64_t Player::add_instant(SessionTime time, WallTime wall) {
  const std::size_t before = writer_->waiting();
  while (const domain::SessionMessage* message = head_.take_message(time)) add_message(*message, wall);
  if (time >= next_full_timing_) {
    for (const auto& timing : head_.state().full_timing(time)) writer_->add(timing, wall);
    next_full_timing_ = time + 1min;
  }
  while (const auto record = head_.take_record(time)) {
    const std::size_t driver = session_.ref(*record).driver;
    if (chosen_[driver]) writer_->add(driver, session_.record(*record), wall);
  }
  return writer_->waiting() - before;
}

bool Player::window_is_played(MonotonicTime now) const {
  if (ended_) return false;
  const auto next = head_.next_time();
  if (next && window_.holds(*next)) return false;
  const auto deadline = pacer_.deadline(window_.until);
  return deadline && *deadline <= now;
}

Result<> Player::finish_window() {
  if (loop_ && window_.from < window_.until) {
    head_.seek(window_.from);
    return begin_run(window_.from, base::new_ulid(), Seek{window_.until, window_.from, {}});
  }
  ended_ = true;
  return tell(status(clock_.now()));
}

MonotonicTime Player::next_wake(MonotonicTime now) const {
  if (ended_) return now + kNothingToDo;
  if (pacer_.paused()) return next_heartbeat_;
  const auto next = head_.next_time();
  const MonotonicTime due = *pacer_.deadline(next && window_.holds(*next) ? *next : window_.until);
  if (due <= now) return now;
  return std::min(std::max<MonotonicTime>(due, gathered_at_ + kCoalesce), next_heartbeat_);
}

Result<> Player::close() {
  if (!ended_) {
    ended_ = true;
    if (auto told = tell(status(clock_.now())); !told) return told;
  }
  return writer_->flush(stop_ ? std::chrono::milliseconds{kFlushOnStop} : kFlush);
}

}  // namespace slipstream::replay
