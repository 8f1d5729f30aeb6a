#pragma once

#include <span>
#include <string_view>

#include "base/result.hpp"
#include "library/session_entry.hpp"

namespace slipstream::library {

/// The entry whose key is `name`, or the only one whose key begins with it; nullopt if there is none.
/// Errors: invalid_argument (several begin with it: names them).
Result<std::optional<SessionEntry>> find_by_key(std::span<const SessionEntry> entries, std::string_view name);

/// The entry that fits words like "2025 Mexico City Qualifying" or "mexico quali" best: each word has to be,
/// to begin or nearly to be one of the entry's own. Errors: not_found (names the nearest keys),
/// invalid_argument (several fit equally well: names them).
Result<SessionEntry> find_by_words(std::span<const SessionEntry> entries, std::string_view words);

/// Every one of `words` is or begins one of the entry's own; find_by_words forgives more, and a session that
/// is not in the library may be meant then ("Australia" nearly is "Austria").
[[nodiscard]] bool fits_exactly(const SessionEntry& entry, std::string_view words);

/// The error of a name that means nothing here; names the nearest keys.
[[nodiscard]] std::unexpected<Error> no_such_session(std::span<const SessionEntry> entries,
                                                     std::string_view name);

}  // namespace slipstream::library
