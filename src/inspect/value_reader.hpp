#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "registry/framed_decoder.hpp"

namespace slipstream::inspect {

/// What the bytes of a key or value are.
enum class ValueFormat {
  avro,         ///< framed, with an Avro schema
  json_schema,  ///< framed, with a JSON Schema
  json,
  text,   ///< UTF-8
  bytes,  ///< none of these, or it could not be read
};
/// "avro", "json_schema", "json", "text", "bytes".
[[nodiscard]] std::string_view to_string(ValueFormat format);

/// A key or value as JSON.
struct ReadValue {
  ValueFormat format = ValueFormat::bytes;
  /// Text and what could not be read: a JSON string, invalid UTF-8 as U+FFFD. Empty: too long to show.
  std::string json;
  std::optional<std::int32_t> schema_id = {};  ///< of a framed one that could be read
  std::optional<Error> problem = {};           ///< why it could not be read
};

/// Reads keys and values of records: framed ones by their schemas, others as JSON or text. One thread at a
/// time.
class ValueReader {
 public:
  /// `schemas` must outlive it. What is longer than `max_bytes` is not read, only told of.
  explicit ValueReader(registry::Schemas& schemas,
                       std::size_t max_bytes = std::numeric_limits<std::size_t>::max())
      : decoder_(schemas), max_bytes_(max_bytes) {}

  /// A key without a frame is text, also where it looks like JSON.
  ReadValue key(std::string_view bytes);
  ReadValue value(std::string_view bytes);

 private:
  std::optional<ReadValue> framed_or_too_long(std::string_view bytes);

  registry::FramedDecoder decoder_;
  const std::size_t max_bytes_;
};

}  // namespace slipstream::inspect
