#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>

#include "log/log.hpp"

namespace slipstream::log::sqlite {

/// What a producer and the writer thread share: how much waits, and what went wrong. Thread-safe.
///
/// After a failed delivery everything behind it fails too until flush() has told of it, so that no later
/// record overtakes an earlier one.
class ProducerState {
 public:
  ProducerState(ProducerOptions options, std::uint64_t epoch) : options_(std::move(options)), epoch_(epoch) {}

  [[nodiscard]] const ProducerOptions& options() const { return options_; }
  /// Which of the producers of this transactional id it is.
  [[nodiscard]] std::uint64_t epoch() const { return epoch_; }

  /// Waits until `bytes` more fit (or nothing waits) and counts them. Errors: the failed delivery's.
  Result<> reserve(std::size_t bytes);
  /// Waits until nothing waits. Errors: the first failed delivery since the last call; timeout.
  Result<> drain(std::chrono::milliseconds timeout);

  /// Writer: the failed delivery that nobody has been told of yet.
  [[nodiscard]] std::optional<Error> failure() const;
  /// Writer: calls on_delivery.
  void report(const DeliveryReport& report) const;
  /// Writer: `bytes` that were reserved wait no longer; after their reports.
  void settle(std::size_t bytes, const std::optional<Error>& error);

 private:
  const ProducerOptions options_;
  const std::uint64_t epoch_;
  mutable std::mutex mutex_;
  std::condition_variable settled_;
  std::size_t waiting_bytes_ = 0;  // guarded by mutex_
  std::size_t waiting_ = 0;        // requests; guarded by mutex_
  std::optional<Error> failure_;   // guarded by mutex_
};

}  // namespace slipstream::log::sqlite
