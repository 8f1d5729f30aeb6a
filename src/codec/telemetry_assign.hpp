#pragma once

#include <string_view>

#include "codec/telemetry_fields.hpp"
#include "codec/telemetry_json.hpp"

namespace slipstream::codec {

/// A telemetry value while its fields come in.
struct PartialTelemetry {
  TelemetryRecord record;
  bool has_session_time = false;
  bool has_run = false;
  std::string_view driver;              ///< of key `driver`, used where `driver_id` is missing
  std::string_view original_timestamp;  ///< read only where the session time is missing
};

/// Puts one scalar into `to`. A missing value (null, NaN, a sentinel, out of its range) leaves the field
/// unknown. `text` is the unescaped inside when `token` is a text. Returns what was expected instead when the
/// type is wrong ("a number"), an empty text if all is well.
[[nodiscard]] std::string_view assign_field(PartialTelemetry& to, TelemetryField field,
                                            std::string_view token, std::string_view text);

/// Settles what depends on several fields. Errors: invalid_input (no driver, no session time).
[[nodiscard]] Result<TelemetryRecord> finish_telemetry(PartialTelemetry& partial);

}  // namespace slipstream::codec
