#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "openf1/query/condition.hpp"
#include "openf1/session_keys.hpp"

namespace slipstream::openf1 {

/// A request understood: what is asked of which fields, and in which form the answer is wanted.
struct Query {
  std::vector<Condition> conditions;
  bool csv = false;
};

/// Things outside of a query that its meaning depends on.
struct QueryContext {
  UtcTime now;
  /// Asked at most once, and only where a query says "latest"; nullopt: there is no session.
  std::function<std::optional<SessionKeys>()> latest = [] { return std::nullopt; };
};

/// The pairs of a decoded query string, in order, as OpenF1 understands them. Errors: those of cut_filter and
/// combine. Thread-safe.
Result<Query> parse_query(const std::vector<std::pair<std::string, std::string>>& items,
                          const QueryContext& context);

}  // namespace slipstream::openf1
