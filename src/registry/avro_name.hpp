#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "registry/avro_schema.hpp"

/// Names of Avro's types: "LeaderboardUpdate" in the namespace "com.f1leaderboard" has the full name
/// "com.f1leaderboard.LeaderboardUpdate". Thread-safe.
namespace slipstream::registry {

/// A letter or _, then letters, digits and _.
[[nodiscard]] bool is_avro_name(std::string_view text);
/// Such names with dots between them.
[[nodiscard]] bool is_avro_full_name(std::string_view text);

/// What is behind the last dot.
[[nodiscard]] std::string_view short_name(std::string_view full_name);
/// What is in front of it; empty without a dot.
[[nodiscard]] std::string_view namespace_of(std::string_view full_name);
/// `name` in a namespace, unless it has one of its own.
[[nodiscard]] std::string full_name(std::string_view name, std::string_view space);

/// null, boolean, int, long, float, double, bytes or string.
[[nodiscard]] std::optional<AvroType> primitive_from(std::string_view word);

}  // namespace slipstream::registry
