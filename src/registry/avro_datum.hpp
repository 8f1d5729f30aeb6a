#pragma once

#include <string>
#include <string_view>

#include "registry/avro_schema.hpp"

namespace slipstream::registry {

/// A datum in Avro's binary encoding as JSON: a union is the plain value; bytes and fixed are a text of a
/// character a byte, U+0080 and above written as \u00XX; NaN and the infinities are null; logical types stay
/// what they are made of (timestamp-millis: milliseconds since 1970). Bounded whatever the bytes say: nested
/// at most 128 deep, at most 4,096 items of no bytes, at most 64 MiB of JSON. Errors: invalid_input (the
/// message begins with the path of fields to the place: "laps[3].time"), also for bytes behind the datum and
/// for texts that are no UTF-8. Thread-safe.
Result<std::string> avro_to_json(const AvroSchema& schema, std::string_view bytes);

}  // namespace slipstream::registry
