#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "base/time.hpp"
#include "registry/framed_decoder.hpp"

/// The records of `f1-driver-positions` (CONTRACTS §1).
namespace slipstream::lab {

/// Where a driver is in a race at a moment.
struct Position {
  std::string driver_name;
  int position = 0;     ///< from 1
  WallTime timestamp;   ///< to the millisecond
  std::string race_id;  ///< empty: of no race
  std::string team_name;
  double speed_kmh = 0;
  friend bool operator==(const Position&, const Position&) = default;
};

/// Appends the framed value.
void write_position(const Position& position, std::int32_t schema_id, std::string& out);

/// Reads values of any schema whose records have these fields, so also those with further ones.
/// Errors: invalid_input (the message names the field), and those of registry::FramedDecoder.
Result<Position> read_position(std::string_view value, registry::FramedDecoder& decoder);

}  // namespace slipstream::lab
