#pragma once

#include <cstddef>

#include "codec/json_writer.hpp"
#include "inspect/value_reader.hpp"
#include "log/record_batch.hpp"

namespace slipstream::inspect {

/// Writes record `index` of `batch` as members of the object that `json` is in: `partition`, `offset`,
/// `timestamp`; `key` and `value`, each with `_format`, `_bytes` and, of framed ones, `_schema_id`, or
/// `_error` where it could not be read; `headers` as an object, of several with one name the last. A record
/// without a key has none of the first, a tombstone has `tombstone` in place of the second.
void write_record(codec::JsonWriter& json, const log::RecordBatch& batch, std::size_t index,
                  ValueReader& reader);

}  // namespace slipstream::inspect
