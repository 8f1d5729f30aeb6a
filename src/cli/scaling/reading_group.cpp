#include "cli/scaling/reading_group.hpp"

#include <algorithm>
#include <chrono>
#include <ctime>
#include <mutex>
#include <set>
#include <thread>
#include <utility>

namespace slipstream::cli {
namespace {

using Clock = std::chrono::steady_clock;

/// How soon a member sees that a stop was asked for, or that the others are through.
constexpr std::chrono::milliseconds kGlance{50};
constexpr std::chrono::seconds kSettlePatience{60}, kReadPatience{30};

/// Of all threads, those that have ended too.
double process_cpu_seconds() {
  timespec used{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) + static_cast<double>(used.tv_nsec) / 1e9;
}

}  // namespace

Result<std::unique_ptr<ReadingGroup>> ReadingGroup::join(log::Log& log, const std::string& topic,
                                                         const ScalingShape& shape,
                                                         const std::stop_token& stop) {
  std::unique_ptr<ReadingGroup> group{new ReadingGroup(topic, shape)};
  for (int i = 0; i < shape.consumers; ++i) {
    log::ConsumerOptions options;
    options.group = topic;
    options.topics = {topic};
    options.headers = false;
    // At the end nothing is fetched ahead: all the work of a reading falls into it.
    options.start = log::StartAt::latest;
    auto consumer = log.consumer(std::move(options));
    if (!consumer) return propagate(consumer);
    group->members_.push_back({std::move(*consumer), nullptr});
  }
  std::atomic<std::size_t> settled{0};
  auto done = group->in_threads(stop, [&](Member& member, const std::stop_token& ends) {
    return group->settle(member, settled, ends);
  });
  if (!done) return propagate(done);
  return group;
}

Result<> ReadingGroup::in_threads(const std::stop_token& stop, const Work& work) {
  std::stop_source all;
  const std::stop_callback pass_on(stop, [&all] { all.request_stop(); });
  std::mutex mutex;
  Result<> result;  // guarded by mutex
  {
    std::vector<std::jthread> threads;
    threads.reserve(members_.size());
    for (Member& member : members_) {
      threads.emplace_back([&] {
        auto done = work(member, all.get_token());
        if (done) return;
        const std::scoped_lock lock(mutex);
        if (result) result = std::move(done);
        all.request_stop();
      });
    }
  }
  return result;
}

Result<> ReadingGroup::settle(Member& member, std::atomic<std::size_t>& settled,
                              const std::stop_token& stop) const {
  const auto deadline = Clock::now() + kSettlePatience;
  bool has_share = false;
  while (settled < members_.size()) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
    if (Clock::now() > deadline)
      return fail(ErrorCode::timeout, "group {} has not shared its partitions evenly", topic_);
    if (auto nothing = member.consumer->poll(kGlance); !nothing) return propagate(nothing);
    const bool has_now = member.consumer->positions().size() == share();
    if (has_now == has_share) continue;
    has_share = has_now;
    settled += has_share ? 1 : -1;
  }
  return {};
}

Result<ReadingGroup::Read> ReadingGroup::read(const analytics::RuleSetPtr& rules,
                                              const std::stop_token& stop) {
  for (Member& member : members_)
    member.reader = std::make_unique<TelemetryReader>(*member.consumer, rules,
                                                      TelemetryReaderOptions{.telemetry = topic_});
  Progress progress;
  const double cpu_at_begin = process_cpu_seconds();
  auto done = in_threads(
      stop, [&](Member& member, const std::stop_token& ends) { return read_share(member, progress, ends); });
  if (!done) return propagate(done);
  if (auto checked = check_read_once(); !checked) return propagate(checked);

  Read read{.time = {.cpu_seconds = progress.cpu_at_end - cpu_at_begin}};
  Clock::time_point first = Clock::time_point::max(), last{};
  for (const Member& member : members_) {
    const ReadingTally& tally = member.reader->tally();
    first = std::min(first, tally.first);
    last = std::max(last, tally.last);
    read.anomalies += tally.anomalies;
  }
  read.time.seconds = std::chrono::duration<double>(last - first).count();
  return read;
}

Result<> ReadingGroup::read_share(Member& member, Progress& progress, const std::stop_token& stop) {
  for (const auto& [where, position] : member.consumer->positions()) {
    if (auto sought = member.consumer->seek(where, 0); !sought) return sought;
  }
  std::uint64_t seen = 0, counted = 0;
  auto moved = Clock::now();
  while (progress.records < shape_.records) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped");
    auto step = member.reader->step(kGlance);
    if (!step) return propagate(step);
    const std::uint64_t processed = member.reader->tally().processed;
    const std::uint64_t fresh = processed - std::exchange(counted, processed);
    const std::uint64_t before = progress.records.fetch_add(fresh), all = before + fresh;
    if (before < shape_.records && all >= shape_.records) {
      progress.cpu_at_end = process_cpu_seconds();
      for (const Member& each : members_) each.consumer->wake();
    }
    if (all != std::exchange(seen, all)) moved = Clock::now();
    if (Clock::now() - moved > kReadPatience)
      return fail(ErrorCode::timeout, "{}: {} of {} records came", topic_, all, shape_.records);
  }
  return member.reader->commit();
}

Result<> ReadingGroup::check_read_once() const {
  std::set<log::Partition> read;
  std::uint64_t records = 0;
  for (const Member& member : members_) {
    records += member.reader->tally().processed - member.reader->tally().rejected;
    if (member.reader->next().size() != share())
      return fail(ErrorCode::internal, "{}: the group shared its partitions anew", topic_);
    for (const auto& [where, next] : member.reader->next()) {
      const bool whole = static_cast<std::uint64_t>(next) == shape_.records_per_partition();
      if (!whole || !read.insert(where.partition).second)
        return fail_at(fmt::format("{}[{}]", topic_, where.partition), ErrorCode::internal,
                       "not read exactly once");
    }
  }
  if (records != shape_.records)
    return fail(ErrorCode::internal, "{} records were read instead of {}", records, shape_.records);
  return {};
}

}  // namespace slipstream::cli
