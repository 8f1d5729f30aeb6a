#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

#include "domain/driver.hpp"
#include "store/rolling_buffer.hpp"
#include "store/step_series.hpp"

namespace slipstream::store {

/// Everything kept over time about one driver. One thread writes, any number read.
class DriverHistory {
 public:
  DriverHistory(domain::DriverId driver, std::size_t max_points);

  [[nodiscard]] const domain::DriverId& driver() const { return driver_; }
  [[nodiscard]] const RollingBuffer& rows() const { return rows_; }
  [[nodiscard]] RollingBuffer& rows() { return rows_; }
  /// Of a step metric.
  [[nodiscard]] const StepSeries& steps(Metric metric) const;
  [[nodiscard]] StepSeries& steps(Metric metric);

  /// Any metric over time; see RollingBuffer::series and StepSeries::series.
  [[nodiscard]] std::vector<Point> series(Metric metric, const SeriesQuery& query) const;
  /// The newest value of any metric; nullopt if it is not known.
  [[nodiscard]] std::optional<float> latest(Metric metric) const;

 private:
  domain::DriverId driver_;
  RollingBuffer rows_;
  std::array<StepSeries, kStepMetrics> steps_;
};

using Drivers = std::vector<std::shared_ptr<DriverHistory>>;

/// The drivers there were when it was asked for, in the session's order. Holds on to them, so that
/// `for (const auto& driver : store.drivers())` is safe.
class DriverList {
 public:
  explicit DriverList(std::shared_ptr<const Drivers> drivers) : drivers_(std::move(drivers)) {}
  [[nodiscard]] auto begin() const { return drivers_->begin(); }
  [[nodiscard]] auto end() const { return drivers_->end(); }
  [[nodiscard]] std::size_t size() const { return drivers_->size(); }
  [[nodiscard]] const DriverHistory& operator[](std::size_t index) const { return *(*drivers_)[index]; }

 private:
  std::shared_ptr<const Drivers> drivers_;
};

}  // namespace slipstream::store
