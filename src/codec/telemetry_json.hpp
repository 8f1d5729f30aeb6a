#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "domain/record.hpp"
#include "domain/samples.hpp"

namespace slipstream::codec {

struct JsonOptions {
  bool missing_as_null =
      false;  ///< `telemetry.missing: null`: unknown values as null instead of leaving them out
};

/// Appends one `f1-telemetry` value (CONTRACTS §2.1) to `out`. No allocation beyond `out`'s growth.
/// Thread-safe. Decimals: speed, throttle, brake, distance 3; rpm, x, y, z 2; temperatures 1; trailing zeros
/// left off.
void write_telemetry(const domain::TelemetrySample& sample, const domain::Stamp& stamp,
                     const JsonOptions& options, std::string& out);

struct TelemetryRecord {
  domain::Stamp stamp;  ///< views into the decoder's own memory: valid until the next decode
  domain::TelemetrySample sample;
};

/// Decodes `f1-telemetry` values, ours and foreign ones: any key order, unknown keys, nulls and numbers as
/// floats or integers are fine. Keeps its buffers: one per thread.
class TelemetryDecoder {
 public:
  TelemetryDecoder();
  ~TelemetryDecoder();
  TelemetryDecoder(TelemetryDecoder&&) noexcept;
  TelemetryDecoder& operator=(TelemetryDecoder&&) noexcept;

  /// Errors: invalid_input (not JSON, not an object, a field of the wrong type, no driver or session time);
  /// the message names the field or byte.
  Result<TelemetryRecord> decode(std::string_view json);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace slipstream::codec
