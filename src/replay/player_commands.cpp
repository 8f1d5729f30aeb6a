/// The part of Player that obeys commands.
#include <algorithm>
#include <utility>

#include "base/ids.hpp"
#include "replay/player.hpp"

namespace slipstream::replay {
namespace {

constexpr double kSlowest = 0.1;
constexpr double kFastest = 1000.0;

}  // namespace

Result<> Player::obey_commands() {
  while (auto pending = next_command()) {
    if (auto obeyed = obey(*pending); !obeyed) return obeyed;
  }
  return {};
}

std::optional<PendingCommand> Player::next_command() {
  // Asked after every batch: looking at the size spares a timed wait, which would cost 0.1 ms.
  if (commands_.size() == 0) return std::nullopt;
  return commands_.pop_for(std::chrono::milliseconds{0});
}

Result<> Player::obey(const PendingCommand& pending) {
  const auto answer = [&](Result<domain::ReplayStatus> result) {
    if (pending.answer) pending.answer->set_value(std::move(result));
  };
  const domain::ReplayCommand& command = pending.command;
  if (!is_mine(command.run_id)) {
    answer(fail(ErrorCode::not_found, "run {} is not played here", command.run_id));
    return {};
  }
  if (auto refused = check(command); !refused) {
    domain::ReplayStatus told = status(clock_.now());
    told.request_id = command.request_id;
    told.error = refused.error().to_string();
    answer(propagate(refused));
    return tell(told);
  }
  if (auto done = carry_out(command); !done) {
    answer(std::unexpected(done.error()));
    return done;
  }
  domain::ReplayStatus now_playing = status(clock_.now());
  now_playing.request_id = command.request_id;
  answer(std::move(now_playing));
  return {};
}

Result<> Player::carry_out(const domain::ReplayCommand& command) {
  const MonotonicTime now = clock_.now();
  const SessionTime from = position(now);
  if (command.drivers) choose_drivers(*command.drivers);
  if (command.loop) loop_ = *command.loop;
  if (command.speed) pacer_.set_speed(*command.speed, now);
  if (command.paused && *command.paused) pacer_.pause(now);
  if (command.paused && !*command.paused) pacer_.resume(now);
  if (command.stop) stop_ = true;
  if (command.position && !command.stop) {
    ended_ = false;
    head_.seek(*command.position);
    // A name that was used already would number records twice.
    const std::string& named = command.next_run_id;
    return begin_run(*command.position, is_mine(named) ? base::new_ulid() : named,
                     Seek{from, *command.position, command.request_id});
  }
  if (command.speed || command.paused) metrics_.begin_stretch(from, now);
  ended_ = ended_ || command.stop;
  domain::ReplayStatus told = status(now);
  told.request_id = command.request_id;
  return tell(told);
}

Result<> Player::check(const domain::ReplayCommand& command) const {
  if (command.speed && command.speed->factor) {
    const double factor = *command.speed->factor;
    if (!(factor >= kSlowest && factor <= kFastest)) {
      return fail(ErrorCode::invalid_argument, "speed {} is not between {} and {}, nor max", factor, kSlowest,
                  kFastest);
    }
  }
  if (command.position) {
    const SessionTime first = session_.begin_time();
    if (*command.position < first || *command.position > window_.until) {
      return fail(ErrorCode::invalid_argument, "{} is outside of what is played, {} to {}",
                  base::format_session_time(*command.position), base::format_session_time(first),
                  base::format_session_time(window_.until));
    }
  }
  return command.drivers ? check_drivers(*command.drivers, session_) : Result<>{};
}

bool Player::is_mine(const std::string& run_id) const {
  return run_id.empty() || std::ranges::find(runs_, run_id) != runs_.end();
}

void Player::choose_drivers(const std::vector<domain::DriverId>& drivers) {
  chosen_.assign(session_.drivers().size(), drivers.empty());
  for (std::size_t i = 0; i < chosen_.size(); ++i) {
    if (std::ranges::find(drivers, session_.drivers()[i].id) != drivers.end()) chosen_[i] = true;
    if (!options_.part.has(i)) chosen_[i] = false;
  }
}

void Player::refuse_waiting_commands() {
  while (auto pending = next_command()) {
    if (pending->answer) pending->answer->set_value(fail(ErrorCode::unavailable, "the replay has ended"));
  }
}

}  // namespace slipstream::replay
