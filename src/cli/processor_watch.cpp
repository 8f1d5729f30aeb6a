#include "cli/processor_watch.hpp"

#include <algorithm>

#include <spdlog/spdlog.h>

#include "base/stop.hpp"
#include "cli/analytics_thread.hpp"

namespace slipstream::cli {
namespace {

constexpr std::chrono::seconds kEvery{2};

}  // namespace

ProcessorWatch::ProcessorWatch(log::Log& log, const Settings& settings)
    : log_(log),
      group_(AnalyticsThread::group(settings)),
      telemetry_(settings.topics.telemetry),
      thread_([this](const std::stop_token& stop) { watch(stop); }) {}

std::optional<api::ProcessorsInfo> ProcessorWatch::info() const {
  const std::scoped_lock lock(mutex_);
  return info_;
}

void ProcessorWatch::watch(const std::stop_token& stop) {
  do {
    auto found = look();
    note(found ? std::optional{*found} : std::nullopt);
  } while (!base::wait_for_stop(stop, kEvery));
}

Result<api::ProcessorsInfo> ProcessorWatch::look() {
  auto group = log_.group(group_);
  if (!group) return propagate(group);
  auto topic = log_.describe(telemetry_);
  if (!topic) return propagate(topic);
  api::ProcessorsInfo info{group->members, 0};
  for (const log::PartitionInfo& partition : topic->partitions) {
    const auto committed = group->committed.find({telemetry_, partition.partition});
    const log::Offset next =
        committed == group->committed.end() ? partition.begin : std::max(committed->second, partition.begin);
    info.lag += std::max<std::int64_t>(0, partition.end - next);
  }
  return info;
}

void ProcessorWatch::note(const std::optional<api::ProcessorsInfo>& now) {
  {
    const std::scoped_lock lock(mutex_);
    info_ = now;
  }
  if (!now || at_work_ == (now->members > 0)) return;
  const bool first = !at_work_;
  at_work_ = now->members > 0;
  if (!*at_work_)
    spdlog::warn(
        "no processor is running in group {}: there will be no alerts until `slipstream process` runs",
        group_);
  else if (!first)
    spdlog::info("{} processors are running in group {} again", now->members, group_);
}

}  // namespace slipstream::cli
