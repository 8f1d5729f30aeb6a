#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "base/result.hpp"
#include "openf1/query/query.hpp"
#include "openf1/session_provider.hpp"

namespace slipstream::openf1 {

/// How far a search goes.
struct SearchLimits {
  std::size_t sessions = SIZE_MAX;  ///< that are opened
  std::size_t rows = SIZE_MAX;      ///< that are looked at in one of them
  Effort effort = Effort::any;
};

/// The rows that a query found, in OpenF1's order. Holds on to what they are rows of.
class Selection {
 public:
  /// Opens the sessions that the query's session_key and meeting_key leave. Errors: unsupported (more
  /// sessions than the limit; say which), unavailable (it takes more rows or more effort than the limits),
  /// those of the provider.
  static Result<Selection> find(SessionProvider& provider, Collection collection, const Query& query,
                                const SearchLimits& limits);

  [[nodiscard]] Collection collection() const { return collection_; }
  [[nodiscard]] std::size_t size() const { return found_.size(); }
  [[nodiscard]] Value value(std::size_t index, std::size_t field) const;
  void append_json(std::size_t index, std::string& out) const;

 private:
  struct Found {
    std::uint32_t part = 0, row = 0;
  };
  struct Part {
    std::shared_ptr<const void> owner;
    const Rows* rows = nullptr;
  };

  explicit Selection(Collection collection) : collection_(collection) {}
  Result<> add(std::shared_ptr<const void> owner, const Rows& rows,
               const std::vector<FieldCondition>& conditions, std::size_t most_rows);
  /// Each part is in order by itself.
  void sort_parts_by_date_start();

  Collection collection_;
  std::vector<Part> parts_;
  std::vector<Found> found_;
};

}  // namespace slipstream::openf1
