#include "replay/run_writer.hpp"

#include <utility>

#include "codec/session_json.hpp"
#include "codec/telemetry_json.hpp"

namespace slipstream::replay {

Result<std::unique_ptr<RunWriter>> RunWriter::open(log::Log& log, const prepare::PreparedSession& session,
                                                   const ReplayOptions& options) {
  auto telemetry = log.describe(options.topics.telemetry);
  if (!telemetry) return propagate(telemetry);
  if (auto messages = log.describe(options.topics.session); !messages) return propagate(messages);
  const auto partitions = static_cast<std::int32_t>(telemetry->partitions.size());
  std::unique_ptr<RunWriter> writer{new RunWriter(session, options, partitions)};

  log::ProducerOptions producer_options;
  producer_options.on_delivery = [failure = writer->failure_](const log::DeliveryReport& report) {
    if (!report.error) return;
    std::scoped_lock lock(failure->mutex);
    if (!failure->error) failure->error = report.error;
  };
  auto producer = log.producer(std::move(producer_options));
  if (!producer) return propagate(producer);
  writer->producer_ = std::move(*producer);
  return writer;
}

RunWriter::RunWriter(const prepare::PreparedSession& session, const ReplayOptions& options,
                     std::int32_t partitions)
    : tells_session_(options.part.number == 1),
      telemetry_topic_(options.topics.telemetry),
      session_topic_(options.topics.session),
      session_key_(options.session_key.empty() ? session.info().key : options.session_key),
      json_(options.json),
      plan_(session, options.partitioning, partitions),
      telemetry_seq_(static_cast<std::size_t>(std::max(partitions, 1))),
      telemetry_(telemetry_topic_),
      session_(session_topic_),
      failure_(std::make_shared<Failure>()) {}

void RunWriter::begin_run(std::string run_id) {
  run_id_ = std::move(run_id);
  std::ranges::fill(telemetry_seq_, 0);
  session_seq_ = 0;
}

void RunWriter::add(const domain::SessionMessage& message, WallTime wall) {
  const auto* replay = std::get_if<domain::ReplayStatus>(&message.body);
  const bool ends = replay != nullptr && replay->state == domain::ReplayState::ended;
  if (!tells_session_ && !ends) return;
  const domain::Stamp stamp{wall, session_key_, run_id_, session_seq_++};
  session_.append_with(0, wall, session_key_,
                       [&](std::string& out) { codec::write_session_message(message, stamp, out); });
}

void RunWriter::add(std::size_t driver, const domain::TelemetrySample& sample, WallTime wall) {
  const log::Partition partition = plan_.partition(driver, sample);
  std::uint64_t& seq = telemetry_seq_[static_cast<std::size_t>(partition)];
  const domain::Stamp stamp{wall, session_key_, run_id_, seq++};
  telemetry_.append_with(partition, wall, sample.driver.view(),
                         [&](std::string& out) { codec::write_telemetry(sample, stamp, json_, out); });
}

Result<SentCounts> RunWriter::send() {
  const SentCounts counts{telemetry_.size(), session_.size(), telemetry_.bytes() + session_.bytes()};
  if (auto sent = send(session_); !sent) return propagate(sent);
  if (auto sent = send(telemetry_); !sent) return propagate(sent);
  std::scoped_lock lock(failure_->mutex);
  if (failure_->error) return std::unexpected(*failure_->error);
  return counts;
}

Result<> RunWriter::send(log::RecordBatch& batch) {
  if (batch.empty()) return {};
  log::RecordBatch next{batch.topic()};
  return producer_->send(std::exchange(batch, std::move(next)));
}

Result<> RunWriter::flush(std::chrono::milliseconds timeout) { return producer_->flush(timeout); }

}  // namespace slipstream::replay
