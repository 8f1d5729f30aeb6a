#include "cli/scaling/scaling_figures.hpp"

#include <algorithm>

namespace slipstream::cli {
namespace {

double median_of(const std::vector<TimedReading>& readings, double TimedReading::* figure) {
  std::vector<double> values;
  values.reserve(readings.size());
  for (const TimedReading& reading : readings) values.push_back(reading.*figure);
  std::ranges::sort(values);
  const std::size_t half = values.size() / 2;
  return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

double ScalingFigures::seconds() const { return median_of(readings, &TimedReading::seconds); }

double ScalingFigures::records_per_second() const { return static_cast<double>(shape.records) / seconds(); }

double ScalingFigures::cpu_seconds_per_million() const {
  return median_of(readings, &TimedReading::cpu_seconds) / static_cast<double>(shape.records) * 1e6;
}

double scaling_efficiency(const ScalingFigures& first, const ScalingFigures& figures) {
  return first.seconds() / figures.seconds();
}

double cpu_ratio(const ScalingFigures& first, const ScalingFigures& figures) {
  return figures.cpu_seconds_per_million() / first.cpu_seconds_per_million();
}

}  // namespace slipstream::cli
