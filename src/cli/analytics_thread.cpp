#include "cli/analytics_thread.hpp"

#include <algorithm>

#include <spdlog/spdlog.h>

#include "cli/rule_settings.hpp"

namespace slipstream::cli {
namespace {

/// "speed above, threshold 300, clear_threshold 295": the predicate and its parameters, for people.
std::string describe(const analytics::Rule& rule) {
  std::string text{rule.predicate->name};
  std::ranges::replace(text, '_', ' ');
  for (std::size_t i = 0; i < rule.predicate->parameters.size(); ++i) {
    text += fmt::format(", {} {:g}", rule.predicate->parameters[i].name, rule.parameters[i]);
  }
  return text;
}

}  // namespace

std::string AnalyticsThread::group(const Settings& settings) {
  const auto configured = settings.kafka.consumer_groups.find("alert_processor");
  return configured != settings.kafka.consumer_groups.end() ? configured->second
                                                            : analytics::ProcessorOptions{}.group;
}

Result<std::unique_ptr<AnalyticsThread>> AnalyticsThread::start(log::Log& log, const Settings& settings) {
  analytics::ProcessorOptions options;
  options.topics = settings.topics;
  options.group = group(settings);
  options.rules_file = settings.rules_file;
  options.adjust_rules = [telemetry = settings.telemetry](analytics::RuleSet& rules) {
    apply_settings(telemetry, rules);
  };
  auto processor = analytics::Processor::open(log, std::move(options));
  if (!processor) return propagate(processor);
  return std::unique_ptr<AnalyticsThread>(new AnalyticsThread(std::move(*processor)));
}

AnalyticsThread::AnalyticsThread(std::unique_ptr<analytics::Processor> processor)
    : processor_(std::move(processor)), thread_([this](const std::stop_token& stop) { work(stop); }) {}

void AnalyticsThread::work(const std::stop_token& stop) {
  auto done = processor_->run(stop);
  if (!done) spdlog::error("analytics stopped: {}", done.error().to_string());
  const std::scoped_lock lock(mutex_);
  if (!done) error_ = std::move(done.error());
  ended_ = true;
  changed_.notify_all();
}

Result<> AnalyticsThread::finish(std::chrono::milliseconds patience) {
  processor_->finish();
  {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, patience, [this] { return ended_; });
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

std::vector<api::RuleInfo> AnalyticsThread::rules() const {
  std::vector<api::RuleInfo> infos;
  for (const analytics::Rule& rule : processor_->rules()->rules) {
    infos.push_back({rule.name, rule.alert_type, describe(rule), rule.severity, rule.show, rule.enabled});
  }
  return infos;
}

}  // namespace slipstream::cli
