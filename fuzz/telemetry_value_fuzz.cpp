#include <cstdint>
#include <cstdlib>
#include <string>

#include "codec/telemetry_json.hpp"

/// A value of f1-telemetry. Our own form has a reader of its own: white space behind it leads to the general
/// one, and both must agree.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static slipstream::codec::TelemetryDecoder own, general;
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto read = own.decode(text);
  const auto again = general.decode(text + " ");
  if (read.has_value() != again.has_value()) std::abort();
  if (!read) return 0;
  if (read->sample != again->sample || read->stamp.run_id != again->stamp.run_id) std::abort();
  std::string written;
  slipstream::codec::write_telemetry(read->sample, read->stamp, {}, written);
  if (!general.decode(written)) std::abort();
  return 0;
}
