#pragma once

#include "openf1/rows.hpp"

namespace slipstream::openf1 {

/// Rows that are few enough to be kept as documents.
class DocumentRows final : public Rows {
 public:
  DocumentRows(Collection collection, std::vector<Document> documents)
      : collection_(collection), documents_(std::move(documents)) {}

  [[nodiscard]] std::size_t size() const override { return documents_.size(); }
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> select(std::span<const FieldCondition> conditions,
                                                                 std::size_t most) const override;
  [[nodiscard]] Value value(std::size_t row, std::size_t field) const override {
    return documents_[row][field];
  }
  void append_json(std::size_t row, std::string& out) const override;

 private:
  Collection collection_;
  std::vector<Document> documents_;
};

}  // namespace slipstream::openf1
