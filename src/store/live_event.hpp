#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/samples.hpp"
#include "store/log_position.hpp"

namespace slipstream::store {

enum class LiveKind : std::uint8_t { telemetry, session, alert, replay };
[[nodiscard]] std::string_view to_string(LiveKind kind);

/// What the live stream sends of one telemetry record. Floats that are not known are NaN.
struct LiveSample {
  static constexpr float kUnknown = std::numeric_limits<float>::quiet_NaN();

  LiveSample() = default;
  LiveSample(const domain::TelemetrySample& sample, WallTime produced);

  domain::DriverId driver;
  SessionTime time;
  WallTime produced_at;
  std::optional<UtcTime> date;
  float speed_kmh = kUnknown, rpm = kUnknown, throttle_pct = kUnknown, brake_pct = kUnknown;
  float x = kUnknown, y = kUnknown, distance_m = kUnknown;
  std::optional<std::int8_t> gear;
  std::optional<bool> drs_open;
  std::optional<std::int32_t> lap_number;
};

/// One event of the live stream. Immutable once sent; shared by all clients.
struct LiveEvent {
  LiveKind kind = LiveKind::session;
  WallTime produced_at;             ///< of its newest record
  LogPosition records;              ///< the records it stands for
  std::string id;                   ///< the position of a client that knows it and everything before
  domain::DriverId driver;          ///< whom it is about; empty: everybody, or a frame
  std::string data;                 ///< JSON on one line: the record, or the frame with all its drivers
  std::vector<LiveSample> samples;  ///< of a frame, one per driver

  [[nodiscard]] std::size_t bytes() const;
};
using LiveEventPtr = std::shared_ptr<const LiveEvent>;

/// Keeps the newest sample of each driver, in order of first appearance.
class FrameBuilder {
 public:
  void add(const LiveSample& sample);
  [[nodiscard]] bool empty() const { return samples_.empty(); }
  [[nodiscard]] const std::vector<LiveSample>& samples() const { return samples_; }
  /// Hands the samples out and begins anew.
  [[nodiscard]] std::vector<LiveSample> take();

 private:
  std::vector<LiveSample> samples_;
};

/// Appends a frame as JSON, one column per channel, missing values null: `t` session time (s) and `wall` Unix
/// ms of production of the newest sample, `drivers`, `speed`, `rpm`, `throttle`, `brake`, `gear`, `drs`, `x`,
/// `y`, `distance`, `lap_number`.
void write_frame(const std::vector<LiveSample>& samples, std::string& out);

}  // namespace slipstream::store
