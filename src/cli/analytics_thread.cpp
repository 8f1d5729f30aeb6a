#include "cli/analytics_thread.hpp"

#include <utility>

#include <spdlog/spdlog.h>

#include "base/ids.hpp"
#include "base/stop.hpp"
#include "cli/rule_settings.hpp"

namespace slipstream::cli {
namespace {

constexpr std::chrono::seconds kBeforeNextTry{1};

analytics::ProcessorOptions processor_options(const Settings& settings) {
  analytics::ProcessorOptions options;
  options.topics = settings.topics;
  options.group = AnalyticsThread::group(settings);
  options.rules_file = settings.rules_file;
  options.adjust_rules = [telemetry = settings.telemetry](analytics::RuleSet& rules) {
    apply_settings(telemetry, rules);
  };
  // The embedded log has one member at a time, whose successor fences it off; a cluster has any number.
  const std::string member = settings.engine == Engine::embedded ? "0" : base::new_ulid();
  options.transactional_id = fmt::format("{}-{}", options.group, member);
  return options;
}

}  // namespace

std::string AnalyticsThread::group(const Settings& settings) {
  const auto configured = settings.kafka.consumer_groups.find("alert_processor");
  return configured != settings.kafka.consumer_groups.end() ? configured->second
                                                            : analytics::ProcessorOptions{}.group;
}

Result<std::unique_ptr<AnalyticsThread>> AnalyticsThread::start(log::Log& log, const Settings& settings) {
  const analytics::ProcessorOptions options = processor_options(settings);
  auto processor = analytics::Processor::open(log, options);
  if (!processor) return propagate(processor);
  return std::unique_ptr<AnalyticsThread>(
      new AnalyticsThread(log, options, settings.engine == Engine::kafka, std::move(*processor)));
}

AnalyticsThread::AnalyticsThread(log::Log& log, analytics::ProcessorOptions options, bool begins_again,
                                 std::unique_ptr<analytics::Processor> processor)
    : log_(log),
      options_(std::move(options)),
      begins_again_(begins_again),
      processor_(std::move(processor)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

void AnalyticsThread::work(const std::stop_token& stop) {
  Result<> done = processor_->run(stop);
  while (!done && may_pass(done.error()) && !stop.stop_requested()) {
    spdlog::warn("analytics: {}; beginning again from the last commit", done.error().to_string());
    retire(std::move(done.error()));
    base::wait_for_stop(stop, kBeforeNextTry);
    done = open_again();
    if (done) done = processor_->run(stop);
  }
  if (!done) spdlog::error("analytics stopped: {}", done.error().to_string());
  const std::scoped_lock lock(mutex_);
  if (!done) error_ = std::move(done.error());
  ended_ = true;
  changed_.notify_all();
}

/// Another member took over, or the cluster was away: that does not make the work impossible.
bool AnalyticsThread::may_pass(const Error& error) const {
  if (!begins_again_) return false;
  return error.code == ErrorCode::conflict || error.code == ErrorCode::unavailable ||
         error.code == ErrorCode::timeout;
}

/// The old processor leaves its group before a new one joins; that may take a while, and nobody waits for it.
void AnalyticsThread::retire(Error reason) {
  std::unique_ptr<analytics::Processor> old;
  const std::scoped_lock lock(mutex_);
  error_ = std::move(reason);
  if (!processor_) return;
  earlier_ += processor_->counters();
  rules_ = processor_->rules();
  old = std::move(processor_);
}

Result<> AnalyticsThread::open_again() {
  auto fresh = analytics::Processor::open(log_, options_);
  if (!fresh) return propagate(fresh);
  spdlog::info("analytics: working again");
  const std::scoped_lock lock(mutex_);
  processor_ = std::move(*fresh);
  error_.reset();
  if (finishing_) processor_->finish();
  return {};
}

Result<> AnalyticsThread::finish(std::chrono::milliseconds patience, const std::stop_token& stop) {
  {
    std::unique_lock lock(mutex_);
    finishing_ = true;
    if (processor_) processor_->finish();
    changed_.wait_for(lock, stop, patience, [this] { return ended_; });
  }
  thread_.request_stop();
  if (thread_.joinable()) thread_.join();
  if (error_) return std::unexpected(*error_);
  return {};
}

std::optional<std::string> AnalyticsThread::failure() const {
  const std::scoped_lock lock(mutex_);
  return error_ ? std::optional{error_->to_string()} : std::nullopt;
}

bool AnalyticsThread::ended() const {
  const std::scoped_lock lock(mutex_);
  return ended_;
}

std::vector<api::RuleInfo> AnalyticsThread::rules() const {
  const std::scoped_lock lock(mutex_);
  return rule_infos(processor_ ? *processor_->rules() : *rules_);
}

analytics::ProcessorCounters AnalyticsThread::counters() const {
  const std::scoped_lock lock(mutex_);
  analytics::ProcessorCounters all = earlier_;
  if (processor_) all += processor_->counters();
  return all;
}

}  // namespace slipstream::cli
