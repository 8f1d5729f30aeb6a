#pragma once

#include <string>
#include <vector>

namespace slipstream::cli {

/// Rows of texts as aligned columns for a terminal; columns of numbers are aligned to the right.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> head) : rows_{std::move(head)} {}
  /// As many cells as the head has.
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// With a line break after every row.
  [[nodiscard]] std::string to_string() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace slipstream::cli
