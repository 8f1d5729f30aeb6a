#pragma once

#include <array>
#include <cstddef>
#include <memory>
#include <string_view>
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

/// The drivers there are, in the session's order. A plain value that never changes once shared.
using Drivers = std::vector<std::shared_ptr<DriverHistory>>;

}  // namespace slipstream::store
