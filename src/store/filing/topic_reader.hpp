#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "log/log.hpp"

namespace slipstream::store {

/// What one topic holds from an instant on, up to where it ended when this was opened. One thread at a time.
class TopicReader {
 public:
  /// Errors: not_found (no such topic), unavailable.
  static Result<TopicReader> open(log::Log& log, const std::string& topic, WallTime from);

  /// The next records, and perhaps some that came later; nullptr at the end. Errors: interrupted; what the
  /// log says.
  Result<std::shared_ptr<const log::RecordBatch>> next(const std::stop_token& stop);

 private:
  TopicReader(std::unique_ptr<log::Consumer> consumer, log::Offsets ends)
      : consumer_(std::move(consumer)), ends_(std::move(ends)) {}
  [[nodiscard]] bool at_end() const;

  std::unique_ptr<log::Consumer> consumer_;
  log::Offsets ends_;
};

}  // namespace slipstream::store
