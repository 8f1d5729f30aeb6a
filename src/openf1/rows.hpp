#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "openf1/documents/document_list.hpp"
#include "openf1/query/condition.hpp"

namespace slipstream::openf1 {

/// What a query asks of one field of a collection.
struct FieldCondition {
  std::size_t field = 0;  ///< of fields_of(collection)
  const Condition* condition = nullptr;
};

/// The documents of one collection of one session, as numbered rows. Immutable: any thread.
class Rows {
 public:
  virtual ~Rows() = default;

  [[nodiscard]] virtual std::size_t size() const = 0;
  /// The rows of which all conditions hold, in OpenF1's order; nullopt if more than `most` would have to be
  /// looked at.
  [[nodiscard]] virtual std::optional<std::vector<std::uint32_t>> select(
      std::span<const FieldCondition> conditions, std::size_t most) const = 0;
  [[nodiscard]] virtual Value value(std::size_t row, std::size_t field) const = 0;
  /// Appends the row as a JSON object.
  virtual void append_json(std::size_t row, std::string& out) const = 0;
};

}  // namespace slipstream::openf1
