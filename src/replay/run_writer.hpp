#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "domain/samples.hpp"
#include "domain/session_message.hpp"
#include "log/log.hpp"
#include "replay/partition_plan.hpp"
#include "replay/replay_options.hpp"

namespace slipstream::replay {

/// What one send() handed to the log.
struct SentCounts {
  std::uint64_t telemetry = 0, session_messages = 0, bytes = 0;
};

/// Writes a replay's records: stamps them with the run's identity, numbers them per partition and gathers
/// them into one batch per topic. The replay's timer thread only.
class RunWriter {
 public:
  /// `session` and `log` must outlive the writer. Errors: not_found (no telemetry or session topic), and
  /// what the log says.
  static Result<std::unique_ptr<RunWriter>> open(log::Log& log, const prepare::PreparedSession& session,
                                                 const ReplayOptions& options);

  /// The records from here on belong to `run_id` and are numbered from 0 again.
  void begin_run(std::string run_id);
  [[nodiscard]] const std::string& run_id() const { return run_id_; }

  /// Adds to the batches of the next send(), stamped with `wall`. Session messages are left to the producer
  /// of the run's first part, but for the end.
  void add(const domain::SessionMessage& message, WallTime wall);
  void add(std::size_t driver, const domain::TelemetrySample& sample, WallTime wall);
  [[nodiscard]] std::size_t waiting() const { return telemetry_.size() + session_.size(); }

  /// Hands the batches to the log, session messages first; waits while the log is behind. Errors: what the
  /// log says of these or, later than they were sent, of earlier records.
  Result<SentCounts> send();
  /// Waits until all that was sent is durable. Errors: the first failure; timeout.
  Result<> flush(std::chrono::milliseconds timeout);

 private:
  /// The first failed delivery; set on the log's thread.
  struct Failure {
    std::mutex mutex;
    std::optional<Error> error;  // guarded by mutex
  };

  RunWriter(const prepare::PreparedSession& session, const ReplayOptions& options, std::int32_t partitions);
  Result<> send(log::RecordBatch& batch);

  const bool tells_session_;
  std::string telemetry_topic_, session_topic_, session_key_, run_id_;
  codec::JsonOptions json_;
  PartitionPlan plan_;
  std::vector<std::uint64_t> telemetry_seq_;  // by partition
  std::uint64_t session_seq_ = 0;
  log::RecordBatch telemetry_, session_;
  std::shared_ptr<Failure> failure_;
  std::unique_ptr<log::Producer> producer_;
};

}  // namespace slipstream::replay
