#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <nlohmann/json.hpp>

#include "base/result.hpp"

/// Schemas as JSON from anybody. To be included by sources only.
namespace slipstream::registry {

inline constexpr std::size_t kMaxSchemaBytes = 1U << 20U;
/// What walks over a document may recurse.
inline constexpr int kMaxNesting = 200;

/// One JSON value of at most kMaxSchemaBytes, nested at most kMaxNesting deep; of a key that comes twice the
/// last one counts. Errors: invalid_input. Thread-safe.
Result<nlohmann::json> parse_document(std::string_view text);

/// `text`, which parse_document understands, without the white space between its tokens. Thread-safe.
[[nodiscard]] std::string compact(std::string_view text);

}  // namespace slipstream::registry
