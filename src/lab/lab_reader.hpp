#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>

#include "domain/record.hpp"
#include "lab/lab_store.hpp"
#include "log/log.hpp"
#include "registry/framed_decoder.hpp"

namespace slipstream::lab {

struct LabReaderOptions {
  domain::TopicNames topics;
  /// Called on the reader's thread when something new may be there, at most every few milliseconds.
  std::function<void()> on_change = [] {};
  /// Called on the reader's thread when somebody asks for the end of a race, wherever it runs.
  std::function<void(const domain::LabRaceStop&)> on_stop = [](const domain::LabRaceStop&) {};
};

/// Reads races, positions and averages from the log into a store, from their beginning. The topics must
/// exist; all arguments must outlive it.
class LabReader {
 public:
  LabReader(log::Log& log, registry::Schemas& schemas, LabStore& store, LabReaderOptions options);

  /// Reads until `stop` is requested. One thread, its own. Errors: what the log says when it cannot be read.
  Result<> run(const std::stop_token& stop);

  /// Records that could not be understood. Any thread.
  [[nodiscard]] std::uint64_t rejected() const { return rejected_; }

 private:
  Result<std::unique_ptr<log::Consumer>> open();
  void apply(const log::RecordBatch& batch);
  Result<> apply(const std::string& topic, const log::RecordView& record);

  log::Log& log_;
  LabStore& store_;
  const LabReaderOptions options_;
  registry::FramedDecoder decoder_;
  std::atomic<std::uint64_t> rejected_ = 0;
};

}  // namespace slipstream::lab
