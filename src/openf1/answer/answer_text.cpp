#include "openf1/answer/answer_text.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "openf1/answer/value_text.hpp"

namespace slipstream::openf1 {

AnswerText::AnswerText(Selection selection, Form form) : selection_(std::move(selection)), form_(form) {
  const auto fields = fields_of(selection_.collection());
  columns_.resize(fields.size());
  std::iota(columns_.begin(), columns_.end(), std::size_t{0});
  std::ranges::sort(columns_, {}, [&](std::size_t field) { return fields[field]; });
}

bool AnswerText::write(std::string& out, std::size_t bytes) {
  if (!std::exchange(begun_, true)) {
    if (form_ == Form::json)
      out += '[';
    else
      write_csv_head(out);
  }
  while (next_ < selection_.size()) {
    if (out.size() >= bytes) return true;
    write_row(out);
    ++next_;
  }
  if (form_ == Form::json) out += ']';
  return false;
}

void AnswerText::write_row(std::string& out) {
  if (form_ == Form::csv) return write_csv_row(out);
  if (next_ > 0) out += ',';
  selection_.append_json(next_, out);
}

void AnswerText::write_csv_head(std::string& out) const {
  const auto fields = fields_of(selection_.collection());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) out += ',';
    out += fields[columns_[i]];
  }
  out += "\r\n";
}

void AnswerText::write_csv_row(std::string& out) const {
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    if (i > 0) out += ',';
    append_csv_value(out, selection_.value(next_, columns_[i]));
  }
  out += "\r\n";
}

}  // namespace slipstream::openf1
