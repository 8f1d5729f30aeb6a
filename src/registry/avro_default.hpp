#pragma once

#include <optional>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "registry/avro_schema.hpp"

/// To be included by sources only.
namespace slipstream::registry {

/// Why `value` is no default of a field of this type, if it is none. A union's default is of its first type
/// (Avro 1.11). Thread-safe.
[[nodiscard]] std::optional<std::string> default_problem(const std::vector<AvroNode>& nodes, AvroIndex type,
                                                         const nlohmann::json& value);

}  // namespace slipstream::registry
