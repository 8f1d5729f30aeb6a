#include "log/sqlite/producer_state.hpp"

#include <utility>

namespace slipstream::log::sqlite {

Result<> ProducerState::reserve(std::size_t bytes) {
  std::unique_lock lock(mutex_);
  settled_.wait(lock,
                [&] { return failure_ || waiting_ == 0 || waiting_bytes_ + bytes <= options_.queue_bytes; });
  if (failure_) return std::unexpected(*failure_);
  waiting_bytes_ += bytes;
  ++waiting_;
  return {};
}

Result<> ProducerState::drain(std::chrono::milliseconds timeout) {
  std::unique_lock lock(mutex_);
  if (!settled_.wait_for(lock, timeout, [&] { return waiting_ == 0; }))
    return fail(ErrorCode::timeout, "{} batches are not written after {} ms", waiting_, timeout.count());
  if (!failure_) return {};
  return std::unexpected(*std::exchange(failure_, std::nullopt));
}

std::optional<Error> ProducerState::failure() const {
  std::scoped_lock lock(mutex_);
  return failure_;
}

void ProducerState::report(const DeliveryReport& report) const {
  if (options_.on_delivery) options_.on_delivery(report);
}

void ProducerState::settle(std::size_t bytes, const std::optional<Error>& error) {
  {
    std::scoped_lock lock(mutex_);
    waiting_bytes_ -= bytes;
    --waiting_;
    if (error && !failure_) failure_ = error;
  }
  settled_.notify_all();
}

}  // namespace slipstream::log::sqlite
