#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "openf1/answer/selection.hpp"

namespace slipstream::openf1 {

enum class Form { json, csv };

/// A selection as text, piece by piece: what is written is not kept. One thread at a time.
class AnswerText {
 public:
  AnswerText(Selection selection, Form form);

  /// Appends to `out` until it has at least `bytes` bytes or the text is complete. False when it is.
  bool write(std::string& out, std::size_t bytes);

 private:
  void write_row(std::string& out);
  void write_csv_head(std::string& out) const;
  void write_csv_row(std::string& out) const;

  Selection selection_;
  Form form_;
  std::vector<std::size_t> columns_;  ///< of CSV: the fields in alphabetical order
  std::size_t next_ = 0;
  bool begun_ = false;
};

}  // namespace slipstream::openf1
