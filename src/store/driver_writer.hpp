#pragma once

#include <cstddef>
#include <memory>
#include <utility>

#include "analytics/derived_channels.hpp"
#include "domain/samples.hpp"
#include "domain/timing.hpp"
#include "store/driver_history.hpp"

namespace slipstream::store {

/// Turns one driver's samples and timing updates into rows and steps. The writing thread's.
class DriverWriter {
 public:
  DriverWriter(std::shared_ptr<DriverHistory> history, std::size_t slot)
      : history_(std::move(history)), slot_(slot) {}

  /// `derived`: of this sample.
  void add(const domain::TelemetrySample& sample, const analytics::DerivedSample& derived,
           WallTime produced_at);
  /// Only the fields the update mentions.
  void add(const domain::TimingUpdate& update, const Moment& at);
  /// From `at` on nothing of the run before holds any more.
  void start_run(const Moment& at);
  void break_line() { history_->rows().break_line(); }

  /// The driver's place in Store::View::latest.
  [[nodiscard]] std::size_t slot() const { return slot_; }

 private:
  std::shared_ptr<DriverHistory> history_;
  std::size_t slot_;
};

}  // namespace slipstream::store
