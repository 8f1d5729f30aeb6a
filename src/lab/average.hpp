#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "registry/framed_decoder.hpp"

/// The records of `driver-avg-speed` (CONTRACTS §1).
namespace slipstream::lab {

struct AverageKey {
  std::string driver_name, race_id;
  friend auto operator<=>(const AverageKey&, const AverageKey&) = default;
};

void write_average_key(const AverageKey& key, std::int32_t schema_id, std::string& out);
/// nullopt: no sample yet.
void write_average(std::optional<double> average_kmh, std::int32_t schema_id, std::string& out);

/// Framed, or JSON without a frame. Errors: invalid_input, and those of registry::FramedDecoder.
Result<AverageKey> read_average_key(std::string_view key, registry::FramedDecoder& decoder);
/// Framed JSON or Avro, or JSON without a frame: whoever wrote it. Errors as above.
Result<std::optional<double>> read_average(std::string_view value, registry::FramedDecoder& decoder);

}  // namespace slipstream::lab
