#include "cli/play_host.hpp"

#include "cli/open_session.hpp"

namespace slipstream::cli {
namespace {

/// A replay started by request begins as the request says, else as this process began its own.
replay::ReplayOptions with_command(replay::ReplayOptions options, const domain::ReplayCommand& command) {
  if (command.speed) options.speed = *command.speed;
  if (command.paused) options.paused = *command.paused;
  if (command.position) options.from = *command.position;
  if (command.drivers) options.drivers = *command.drivers;
  if (command.loop) options.loop = *command.loop;
  return options;
}

}  // namespace

PlayHost::PlayHost(const Context& context, log::Log& log, replay::ReplayOptions defaults)
    : context_(context), log_(log), defaults_(std::move(defaults)), control_(log, defaults_.topics) {}

Result<> PlayHost::play(std::shared_ptr<const prepare::PreparedSession> session,
                        replay::ReplayOptions options) {
  auto next = std::make_unique<replay::Replay>(log_, session, std::move(options));
  // A replay that cannot start must not end the one that runs.
  if (auto fine = next->check(); !fine) return fine;
  const std::scoped_lock lock(mutex_);
  stop_current();
  if (auto started = next->start(); !started) return started;
  replay_ = std::move(next);
  session_ = std::move(session);
  return {};
}

void PlayHost::stop() {
  const std::scoped_lock lock(mutex_);
  stop_current();
}

void PlayHost::stop_current() {
  if (!replay_) return;
  replay_->stop();
  static_cast<void>(replay_->wait());  // a failure was said when it came
}

std::optional<std::string> PlayHost::failure() {
  const std::scoped_lock lock(mutex_);
  const auto failed = replay_ ? replay_->failure() : std::nullopt;
  return failed ? std::optional{failed->to_string()} : std::nullopt;
}

Result<domain::ReplayStatus> PlayHost::command(domain::ReplayCommand command) {
  {
    const std::scoped_lock lock(mutex_);
    if (!replay_ || !replay_->running()) return fail(ErrorCode::conflict, "no replay is running");
    const std::string current = replay_->report().run_id;
    if (command.run_id.empty()) command.run_id = current;
    if (command.run_id != current) {
      return fail(ErrorCode::conflict, "run {} is not played here; the running one is {}", command.run_id,
                  current);
    }
  }
  return control_.ask(std::move(command));
}

Result<std::shared_ptr<const prepare::PreparedSession>> PlayHost::session_named(std::string_view key) {
  {
    const std::scoped_lock lock(mutex_);
    if (session_ && session_->info().key == key) return session_;
  }
  return open_session(context_, std::string{key});
}

Result<domain::ReplayStatus> PlayHost::start(std::string_view session_key, domain::ReplayCommand options) {
  auto session = session_named(session_key);
  if (!session) return propagate(session);
  replay::ReplayOptions fresh = defaults_;
  fresh.run_id.clear();
  fresh.from = replay::BeforeStart{};
  fresh.duration.reset();
  if (auto started = play(std::move(*session), with_command(std::move(fresh), options)); !started) {
    return propagate(started);
  }
  const std::scoped_lock lock(mutex_);
  return replay_->report().status;
}

}  // namespace slipstream::cli
