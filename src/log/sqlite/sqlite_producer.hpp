#pragma once

#include <memory>

#include "log/sqlite/engine.hpp"

namespace slipstream::log::sqlite {

/// Hands batches to the writer thread. A transaction waits in memory until its commit, so that it holds at
/// most ProducerOptions::queue_bytes.
class SqliteProducer final : public Producer {
 public:
  SqliteProducer(std::shared_ptr<Engine> engine, ProducerOptions options);
  /// Waits for what is queued, so that no report comes later. An open transaction is aborted.
  ~SqliteProducer() override;

  Result<> send(RecordBatch batch) override;
  Result<> flush(std::chrono::milliseconds timeout) override;
  Result<> begin() override;
  Result<> commit(std::string_view group, const Offsets& offsets) override;
  Result<> abort() override;

 private:
  Result<> check(const RecordBatch& batch);
  Result<> check_fence() const;
  [[nodiscard]] bool transactional() const { return !state_->options().transactional_id.empty(); }

  std::shared_ptr<Engine> engine_;
  std::shared_ptr<ProducerState> state_;
  bool in_transaction_ = false;
  AppendRequest transaction_;  // what the open transaction has gathered
};

}  // namespace slipstream::log::sqlite
