// The first byte says where the file is cut into blocks; the rest is a CSV file → header → records → types.
// What comes out must not depend on the cut.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "table/csv_block.hpp"
#include "table/csv_layout.hpp"

namespace {

using namespace slipstream::table;

Table text_columns(const CsvHeader& header) {
  Table table;
  for (const std::string& name : header.names) table.add(name, Type::text);
  return table;
}

void expect_same(const Table& left, const Table& right) {
  if (left.rows() != right.rows()) std::abort();
  for (std::size_t index = 0; index < left.width(); ++index) {
    for (std::size_t row = 0; row < left.rows(); ++row) {
      if (left.column(index).text_at(row) != right.column(index).text_at(row)) std::abort();
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view text{reinterpret_cast<const char*>(data) + 1, size - 1};
  const auto header = read_csv_header(text);
  if (!header) return 0;
  if (header->body > text.size() || header->names.empty()) std::abort();
  const std::string_view body = text.substr(header->body);
  CsvLayout layout{.delimiter = header->delimiter, .columns = {}};
  for (std::size_t index = 0; index < header->names.size(); ++index)
    layout.columns.push_back(static_cast<int>(index));

  Table whole = text_columns(*header);
  const auto result = parse_csv_block(body, layout, whole);
  for (const Column& column : whole) {
    if (!result.problem) static_cast<void>(narrowest_type(column));
  }
  if (result.problem) return 0;
  const std::size_t cut = whole_records(body.substr(0, body.size() * data[0] / 256), layout.delimiter);
  Table parts = text_columns(*header);
  const auto first = parse_csv_block(body.substr(0, cut), layout, parts);
  const auto second = parse_csv_block(body.substr(cut), layout, parts);
  if (first.problem || second.problem || first.lines + second.lines != result.lines) std::abort();
  expect_same(parts, whole);
  return 0;
}
