#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace slipstream::api {

/// Where `text` stops being JSON (RFC 8259).
struct JsonSyntaxError {
  std::size_t byte = 0;  ///< from 0; the text's length if it ends too early
  std::string expected;  ///< "a value", "':'"
};

/// nullopt if `text` is one JSON value nested at most 1,024 deep. For the message of a refusal only: what is
/// read is read by the codec.
[[nodiscard]] std::optional<JsonSyntaxError> find_json_error(std::string_view text);

}  // namespace slipstream::api
