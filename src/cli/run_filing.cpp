#include "cli/run_filing.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include <spdlog/spdlog.h>

#include "cli/analytics_thread.hpp"
#include "library/library.hpp"

namespace slipstream::cli {
namespace {

/// A processor that takes longer has failed, and said so.
constexpr std::chrono::minutes kPatience{1};
constexpr std::chrono::milliseconds kLookAgain{50};
constexpr std::chrono::milliseconds kSilence{500};

}  // namespace

void file_finished_run(const Context& context, log::Log& log, const store::RunInLog& run,
                       const std::stop_token& stop) {
  const library::RunLibrary runs = library::Library(context.settings.data_directory).runs();
  const auto filed = store::file_run(log, context.settings.topics, runs, run, stop);
  if (!filed && filed.error().code == ErrorCode::interrupted) return;
  if (!filed) return spdlog::warn("run {} is not filed: {}", run.run_id, filed.error().to_string());
  if (!*filed) return;
  if (!context.quiet) {
    spdlog::info("run {} is filed: {} telemetry records, {} laps, {} alerts", run.run_id,
                 (*filed)->telemetry_records, (*filed)->laps, (*filed)->alerts);
  }
  const auto kept = runs.keep_newest(static_cast<std::size_t>(context.settings.runs.kept));
  if (!kept) spdlog::warn("old runs stay: {}", kept.error().to_string());
}

Result<std::unique_ptr<RunFilingThread>> RunFilingThread::start(const Context& context, log::Log& log,
                                                                const log::Offsets& start) {
  log::ConsumerOptions options;
  options.topics = {context.settings.topics.session};
  options.start_offsets = start;
  auto consumer = log.consumer(std::move(options));
  if (!consumer) return propagate(consumer);
  return std::unique_ptr<RunFilingThread>(new RunFilingThread(context, log, std::move(*consumer)));
}

RunFilingThread::RunFilingThread(const Context& context, log::Log& log,
                                 std::unique_ptr<log::Consumer> consumer)
    : context_(context),
      log_(log),
      consumer_(std::move(consumer)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

RunFilingThread::~RunFilingThread() {
  thread_.request_stop();
  consumer_->wake();
}

void RunFilingThread::work(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto batch = consumer_->poll(kSilence);
    if (!batch) return spdlog::warn("finished runs are not filed: {}", batch.error().to_string());
    for (std::size_t i = 0; i < (*batch)->size() && !stop.stop_requested(); ++i) {
      const auto value = (**batch)[i].value;
      if (!value) continue;
      if (const auto record = codec::read_session_message(*value)) take(*record, stop);
    }
  }
}

void RunFilingThread::take(const codec::SessionRecord& record, const std::stop_token& stop) {
  const auto began = began_.try_emplace(record.run_id, record.produced_at).first->second;
  const auto* status = std::get_if<domain::ReplayStatus>(&record.message.body);
  if (status == nullptr || status->state != domain::ReplayState::ended) return;
  wait_until_analysed(stop);
  if (stop.stop_requested()) return;
  file_finished_run(context_, log_, {record.run_id, began}, stop);
  began_.erase(record.run_id);
}

void RunFilingThread::wait_until_analysed(const std::stop_token& stop) {
  const auto telemetry = log_.describe(context_.settings.topics.telemetry);
  if (!telemetry) return;
  log::Offsets ends;
  for (const log::PartitionInfo& partition : telemetry->partitions) {
    if (partition.end > partition.begin) ends[{telemetry->spec.name, partition.partition}] = partition.end;
  }
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!stop.stop_requested() && std::chrono::steady_clock::now() < deadline) {
    const auto analysed = is_analysed(ends);
    if (!analysed || *analysed) return;
    std::this_thread::sleep_for(kLookAgain);
  }
}

Result<bool> RunFilingThread::is_analysed(const log::Offsets& ends) {
  const auto group = log_.group(AnalyticsThread::group(context_.settings));
  if (!group) return std::unexpected(group.error());
  return std::ranges::all_of(ends, [&](const auto& end) {
    const auto committed = group->committed.find(end.first);
    return committed != group->committed.end() && committed->second >= end.second;
  });
}

}  // namespace slipstream::cli
