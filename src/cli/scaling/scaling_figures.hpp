#pragma once

#include <cstdint>
#include <vector>

namespace slipstream::cli {

/// A scenario of weak scaling: partitions, cars and records grow with the consumers, so that each consumer
/// has the same work in all scenarios.
struct ScalingShape {
  int consumers = 1;  ///< of one group
  int partitions = 4;
  int cars = 20;
  std::uint64_t records = 0;  ///< equally many in each partition

  [[nodiscard]] std::uint64_t records_per_partition() const {
    return records / static_cast<std::uint64_t>(partitions);
  }
};

/// How long a group took to read all records of a scenario once.
struct TimedReading {
  double seconds = 0;      ///< of wall time, from the first record of any member to the last
  double cpu_seconds = 0;  ///< of all threads of the consumers' process
};

/// What a scenario came to. Figures are medians over its readings, of which there is at least one.
struct ScalingFigures {
  ScalingShape shape;
  std::uint64_t anomalies = 0;  ///< found in one reading
  std::vector<TimedReading> readings;

  [[nodiscard]] double seconds() const;
  [[nodiscard]] double records_per_second() const;
  [[nodiscard]] double cpu_seconds_per_million() const;
};

/// T₁/Tₙ: 1 where n consumers read n times the records in the time of `first`.
[[nodiscard]] double scaling_efficiency(const ScalingFigures& first, const ScalingFigures& figures);
/// CPU per record against that of `first`: 1.1 is a tenth more.
[[nodiscard]] double cpu_ratio(const ScalingFigures& first, const ScalingFigures& figures);

}  // namespace slipstream::cli
