#pragma once

#include <memory>
#include <optional>

#include "domain/samples.hpp"
#include "domain/timing.hpp"
#include "store/driver_history.hpp"

namespace slipstream::store {

/// Turns one driver's samples and timing updates into rows and steps. The writing thread's.
class DriverWriter {
 public:
  explicit DriverWriter(std::shared_ptr<DriverHistory> history) : history_(std::move(history)) {}

  void add(const domain::TelemetrySample& sample, WallTime produced_at);
  /// Only the fields the update mentions.
  void add(const domain::TimingUpdate& update, const Moment& at);
  /// What follows does not connect to what was; `at`: when nothing was known any more.
  void start_run(const Moment& at);
  void break_line() { history_->rows().break_line(); }

 private:
  std::shared_ptr<DriverHistory> history_;
};

}  // namespace slipstream::store
