#include "prepare/summary/sampling.hpp"

namespace slipstream::prepare {

Sampling sampling_of(const TelemetryColumns& columns) {
  Sampling sampling;
  std::size_t steps = 0;
  Milliseconds sampled{0};
  for (std::size_t row = 1; row < columns.size(); ++row) {
    const Milliseconds step = columns.time[row] - columns.time[row - 1];
    if (step <= SampleGap::kLongerThan) {
      ++steps;
      sampled += step;
      continue;
    }
    ++sampling.gaps;
    if (sampling.longest_gap && sampling.longest_gap->length >= step) continue;
    const std::int16_t lap = columns.lap_number[row - 1];
    sampling.longest_gap =
        SampleGap{.from = columns.time[row - 1], .length = step, .lap_number = std::nullopt};
    if (lap != TelemetryColumns::kUnknown16) sampling.longest_gap->lap_number = lap;
  }
  if (sampled > Milliseconds{0}) sampling.rate_hz = static_cast<double>(steps) / base::seconds(sampled);
  return sampling;
}

}  // namespace slipstream::prepare
