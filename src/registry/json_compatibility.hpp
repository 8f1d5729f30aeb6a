#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/result.hpp"

/// To be included by sources only.
namespace slipstream::registry {

/// Why not all data that fits `writer` fits `reader` (both from parse_json_schema), one message each with the
/// place in front, at most kMaxMessages. Empty: all does. In the spirit of Confluent's registry:
/// - a schema is open unless additionalProperties says otherwise. A property may be removed where the reader
/// is
///   open or allows it there; added where the writer was closed, and then not required;
/// - a property may become required if the reader has a default for it;
/// - combinators (oneOf, anyOf, allOf, not, if) and the rarer keywords must be equal, or gone from the
/// reader. Errors: invalid_input (too large or too deeply nested to compare). Thread-safe.
Result<std::vector<std::string>> json_incompatibilities(const nlohmann::json& reader,
                                                        const nlohmann::json& writer);

}  // namespace slipstream::registry
