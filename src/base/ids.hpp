#pragma once

#include <string>
#include <string_view>

namespace slipstream::base {

/// A new ULID (26 characters, sorts by time of creation): names a run. Thread-safe.
[[nodiscard]] std::string new_ulid();

/// A UUID that depends on `name` alone (RFC 9562 version 5 layout, SHA-1 in Slipstream's own namespace):
/// the same alert gets the same id again after a restart.
[[nodiscard]] std::string name_uuid(std::string_view name);

}  // namespace slipstream::base
