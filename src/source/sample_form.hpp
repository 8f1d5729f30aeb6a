#pragma once

namespace slipstream::source {

/// How telemetry, and times of events, are read.
enum class Samples {
  known,     ///< sentinels are "not known", times rounded to the millisecond as FastF1 does
  verbatim,  ///< sentinels stay values, times and zero are cut to the millisecond: as OpenF1 hands them on
};

}  // namespace slipstream::source
