#include "openf1/document_rows.hpp"

#include <algorithm>

#include "openf1/answer/value_text.hpp"

namespace slipstream::openf1 {

std::optional<std::vector<std::uint32_t>> DocumentRows::select(std::span<const FieldCondition> conditions,
                                                               std::size_t most) const {
  if (documents_.size() > most) return std::nullopt;
  std::vector<std::uint32_t> rows;
  for (std::size_t row = 0; row < documents_.size(); ++row) {
    const bool fits = std::ranges::all_of(conditions, [&](const FieldCondition& asked) {
      return asked.condition->holds(documents_[row][asked.field]);
    });
    if (fits) rows.push_back(static_cast<std::uint32_t>(row));
  }
  return rows;
}

void DocumentRows::append_json(std::size_t row, std::string& out) const {
  const auto fields = fields_of(collection_);
  char separator = '{';
  for (std::size_t field = 0; field < fields.size(); ++field) {
    out += separator;
    ((out += '"') += fields[field]) += "\":";
    append_json_value(out, documents_[row][field]);
    separator = ',';
  }
  out += '}';
}

}  // namespace slipstream::openf1
