#pragma once

#include <optional>

#include "codec/json_fields.hpp"
#include "codec/json_writer.hpp"
#include "domain/replay.hpp"

namespace slipstream::codec {

/// `"speed":10`, or `"speed":"max"` where `factor` is nullopt.
void write_speed(JsonWriter& json, const std::optional<double>& factor);

/// A number, or a text as domain::parse_speed reads it; nullopt if absent.
std::optional<domain::ReplaySpeed> read_speed(JsonFields& fields);

}  // namespace slipstream::codec
