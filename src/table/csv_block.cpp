#include "table/csv_block.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include <fmt/format.h>

#include "table/convert.hpp"
#include "table/csv_layout.hpp"
#include "table/duration_text.hpp"
#include "table/plain_number.hpp"

namespace slipstream::table {
namespace {

bool is_ascii(std::string_view text) {
  std::uint64_t all = 0;
  std::size_t at = 0;
  for (; at + 8 <= text.size(); at += 8) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    all |= word;
  }
  for (; at < text.size(); ++at) all |= static_cast<unsigned char>(text[at]);
  return (all & 0x8080808080808080U) == 0;
}

/// The size of the UTF-8 sequence at the front; 0 if it is none.
std::size_t sequence_size(std::string_view text) {
  const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  const std::size_t size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
  if (first < 0xC2 || first > 0xF4 || text.size() < size) return 0;
  for (std::size_t index = 1; index < size; ++index) {
    if ((byte(index) & 0xC0U) != 0x80) return 0;
  }
  const unsigned second = byte(1);
  const bool overlong = (first == 0xE0 && second < 0xA0) || (first == 0xF0 && second < 0x90);
  const bool beyond = (first == 0xED && second > 0x9F) || (first == 0xF4 && second > 0x8F);
  return overlong || beyond ? 0 : size;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const std::size_t size = sequence_size(text);
    if (size == 0) return false;
    text.remove_prefix(size);
  }
  return true;
}

/// Seconds of up to 9 digits before the point and up to 9 after it; nullopt for others.
std::optional<std::int64_t> seconds_as_nanos(const PlainNumber& seconds) {
  constexpr std::array<std::int64_t, 10> kNanosOfDecimal{
      1'000'000'000, 100'000'000, 10'000'000, 1'000'000, 100'000, 10'000, 1'000, 100, 10, 1};
  constexpr std::size_t kMost = 9;
  if (seconds.decimals > kMost || seconds.count - seconds.decimals > kMost) return std::nullopt;
  const std::int64_t nanos = seconds.digits * kNanosOfDecimal[seconds.decimals];
  return seconds.negative ? -nanos : nanos;
}

/// Reads the records of one block.
class BlockParser {
 public:
  BlockParser(std::string_view block, const CsvLayout& layout, Table& table)
      : rest_(block), layout_(layout), ascii_(is_ascii(block)) {
    for (const int index : layout.columns) {
      columns_.push_back(index == CsvLayout::kSkipped ? nullptr
                                                      : &table.column(static_cast<std::size_t>(index)));
    }
  }

  CsvBlockResult run() {
    while (!rest_.empty()) {
      if (skip_empty_line()) continue;
      if (!read_record()) return {line_, std::move(problem_)};
    }
    return {line_, std::nullopt};
  }

 private:
  bool skip_empty_line() {
    const std::size_t size = rest_.starts_with('\n') ? 1 : rest_.starts_with("\r\n") ? 2 : 0;
    rest_.remove_prefix(size);
    line_ += size > 0 ? 1 : 0;
    return size > 0;
  }

  /// Takes the record and its line break; false if something is wrong with it.
  bool read_record() {
    const std::size_t count = columns_.size();
    for (std::size_t index = 0; index < count; ++index) {
      if (index + 1 < count && take_plain_cell(columns_[index])) continue;
      const auto cell = read_csv_cell(rest_, layout_.delimiter, scratch_);
      if (!cell) return refuse("has a quote that is not closed, or text after the closing one");
      if (columns_[index] != nullptr && !append(*cell, *columns_[index], layout_.columns[index]))
        return false;
      if (cell->quoted) lines_within_ += breaks_in(rest_.substr(0, cell->length));
      rest_.remove_prefix(cell->length);
      const bool ends = rest_.empty() || rest_.front() == '\n';
      if (!rest_.empty()) rest_.remove_prefix(1);
      if (ends == (index + 1 == count)) continue;
      return refuse(ends ? fmt::format("has {} cells, the header {}", index + 1, count)
                         : fmt::format("has more than the header's {} cells", count));
    }
    line_ += 1 + lines_within_;
    lines_within_ = 0;
    return true;
  }

  /// Takes a cell, which is not the record's last, and its delimiter, if it is a plain number or text; false,
  /// and nothing taken, if it has to be looked at more closely.
  bool take_plain_cell(Column* column) {
    if (column == nullptr) return false;
    const std::size_t length =
        column->type() == Type::text ? append_plain_text(*column) : append_plain_number(*column);
    if (length == 0) return false;
    rest_.remove_prefix(length + 1);
    return true;
  }

  /// The cell's length; 0 if it is not taken.
  std::size_t append_plain_text(Column& column) {
    if (!ascii_ || rest_.empty() || rest_.front() == '"') return 0;
    std::size_t length = 0;
    while (length < rest_.size() && rest_[length] != layout_.delimiter && rest_[length] != '\n') ++length;
    const std::string_view text = rest_.substr(0, length);
    if (length == rest_.size() || rest_[length] == '\n' || is_missing_text(text)) return 0;
    column.append_text(text);
    return length;
  }

  std::size_t append_plain_number(Column& column) {
    const auto number = scan_plain_number(rest_);
    const bool is_cell =
        number && number->length < rest_.size() && rest_[number->length] == layout_.delimiter;
    if (!is_cell) return 0;
    switch (column.type()) {
      case Type::float64: column.append_double(number->value()); return number->length;
      case Type::int64:
        if (number->decimals > 0) return 0;
        column.append_integer(number->negative ? -number->digits : number->digits);
        return number->length;
      case Type::duration: {
        const auto nanos = seconds_as_nanos(*number);
        if (!nanos) return 0;
        column.append_integer(*nanos);
        return number->length;
      }
      default: return 0;
    }
  }

  static std::size_t breaks_in(std::string_view text) {
    return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
  }

  bool append(const CsvCell& cell, Column& column, int index) {
    const bool blank =
        cell.quoted ? cell.value.empty() && column.type() != Type::text : is_missing_text(cell.value);
    if (blank) {
      column.append_missing();
      return true;
    }
    if (!ascii_ && column.type() == Type::text && !is_utf8(cell.value)) {
      return refuse(fmt::format("has in column {} what is not UTF-8; save the file as UTF-8", column.name()));
    }
    if (append_text_as(cell.value, column)) return true;
    problem_ = {line_ + lines_within_, index, std::string{cell.value}, true};
    return false;
  }

  bool refuse(std::string what) {
    problem_ = {line_ + lines_within_, CsvLayout::kSkipped, std::move(what), false};
    return false;
  }

  std::string_view rest_;
  const CsvLayout& layout_;
  std::vector<Column*> columns_;  ///< per cell of a record; nullptr for those skipped
  bool ascii_;
  std::size_t line_ = 0;
  std::size_t lines_within_ = 0;  ///< line breaks in the record so far
  std::string scratch_;
  CsvProblem problem_{};
};

bool has_leading_zero(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  return text.size() > 1 && text[0] == '0' && text[1] >= '0' && text[1] <= '9';
}

/// The types that are tried, in this order.
Type type_of_text(std::string_view text) {
  if (text == "True" || text == "False" || text == "true" || text == "false") return Type::boolean;
  Column attempt("", Type::int64);
  const bool number_like =
      !text.empty() && (text[0] == '-' || text[0] == '.' || (text[0] >= '0' && text[0] <= '9'));
  if (!number_like || has_leading_zero(text)) return is_duration_text(text) ? Type::duration : Type::text;
  for (const Type type : {Type::float64, Type::timestamp}) {
    Column value("", type);
    if (!append_text_as(text, value)) continue;
    const bool whole =
        type == Type::float64 && text.find_first_not_of("-0123456789") == std::string_view::npos;
    return whole && append_text_as(text, attempt) ? Type::int64 : type;
  }
  return is_duration_text(text) ? Type::duration : Type::text;
}

}  // namespace

CsvBlockResult parse_csv_block(std::string_view block, const CsvLayout& layout, Table& table) {
  return BlockParser(block, layout, table).run();
}

std::optional<Type> narrowest_type(const Column& texts) {
  std::optional<Type> common;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (!texts.has(row)) continue;
    const Type type = type_of_text(texts.text(row));
    const bool numbers = common && ((*common == Type::int64 && type == Type::float64) ||
                                    (*common == Type::float64 && type == Type::int64));
    if (!common) common = type;
    if (numbers) common = Type::float64;
    if (common != type && !numbers) return Type::text;
  }
  return common;
}

}  // namespace slipstream::table
