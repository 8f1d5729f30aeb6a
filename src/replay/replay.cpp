#include "replay/replay.hpp"

#include <pthread.h>

#include <future>
#include <utility>

#include <spdlog/spdlog.h>

#include "base/ids.hpp"

namespace slipstream::replay {
namespace {

constexpr std::chrono::seconds kAnswer{5};

}  // namespace

Replay::Replay(log::Log& log, std::shared_ptr<const prepare::PreparedSession> session, ReplayOptions options,
               std::shared_ptr<ReplayClock> clock)
    : log_(log), session_(std::move(session)), options_(std::move(options)), clock_(std::move(clock)) {
  if (options_.run_id.empty()) options_.run_id = base::new_ulid();
}

Replay::~Replay() {
  stop();
  control_.reset();
  if (timer_.joinable()) timer_.join();
}

Result<Window> Replay::window() const {
  auto from = resolve(options_.from, *session_);
  if (!from) return propagate(from);
  Window window{*from, session_->end_time()};
  if (!options_.duration) return window;
  if (*options_.duration <= Milliseconds{0}) {
    return fail(ErrorCode::invalid_argument, "the duration of a replay must be above zero");
  }
  if (*from + *options_.duration <= window.until) {
    window.until = *from + *options_.duration;
    window.to_end = false;
  }
  return window;
}

Result<> Replay::check() const {
  if (auto known = check_drivers(options_.drivers, *session_); !known) return known;
  if (options_.batch_records == 0) return fail(ErrorCode::invalid_argument, "batches need at least a record");
  auto played = window();
  if (!played) return propagate(played);
  return {};
}

Result<> Replay::start() {
  if (auto fine = check(); !fine) return fine;
  const auto window = this->window();
  domain::ReplayStatus begins;
  begins.speed = options_.speed.factor;
  begins.position = window->from;
  begins.begin = session_->begin_time();
  begins.end = window->until;
  metrics_.set_status(begins);
  auto writer = RunWriter::open(log_, *session_, options_);
  if (!writer) return propagate(writer);
  player_ = std::make_unique<Player>(*session_, options_, *window, std::move(*writer), *clock_, metrics_);
  auto control = ControlListener::start(log_, options_.topics.control, [this](domain::ReplayCommand command) {
    return player_->submit({std::move(command), nullptr});
  });
  if (!control) return propagate(control);
  control_ = std::move(*control);
  {
    std::scoped_lock lock(mutex_);
    started_ = true;
  }
  timer_ = std::thread([this] { run(); });
  return {};
}

void Replay::run() {
  pthread_setname_np(pthread_self(), "replay-timer");
  use_precise_timers();
  Result<> result = player_->run();
  if (!result) spdlog::error("the replay stopped: {}", result.error().to_string());
  {
    std::scoped_lock lock(mutex_);
    result_ = std::move(result);
  }
  done_.notify_all();
}

Result<ReplayReport> Replay::wait() {
  std::unique_lock lock(mutex_);
  if (!started_) return fail(ErrorCode::unavailable, "the replay was not started");
  done_.wait(lock, [this] { return result_.has_value(); });
  if (!*result_) return std::unexpected(result_->error());
  lock.unlock();
  return report();
}

void Replay::stop() {
  std::scoped_lock lock(mutex_);
  if (started_) player_->stop();
}

bool Replay::running() const {
  std::scoped_lock lock(mutex_);
  return started_ && !result_;
}

std::optional<Error> Replay::failure() const {
  std::scoped_lock lock(mutex_);
  return result_ && !*result_ ? std::optional{result_->error()} : std::nullopt;
}

Result<domain::ReplayStatus> Replay::command(domain::ReplayCommand command) {
  if (!running()) return fail(ErrorCode::unavailable, "no replay is running");
  auto answer = std::make_shared<std::promise<Result<domain::ReplayStatus>>>();
  auto answered = answer->get_future();
  if (!player_->submit({std::move(command), std::move(answer)})) {
    return fail(ErrorCode::unavailable, "the replay has ended");
  }
  if (answered.wait_for(kAnswer) != std::future_status::ready) {
    return fail(ErrorCode::timeout, "the replay waits for the log; the command will be carried out later");
  }
  return answered.get();
}

}  // namespace slipstream::replay
