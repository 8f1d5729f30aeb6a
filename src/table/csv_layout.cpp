#include "table/csv_layout.hpp"

#include <algorithm>
#include <array>

#include "base/byte_order_mark.hpp"

namespace slipstream::table {
namespace {

/// A cell that begins with a quote.
std::optional<CsvCell> read_quoted_cell(std::string_view text, char delimiter, std::string& scratch) {
  scratch.clear();
  std::size_t begin = 1;
  while (true) {
    const std::size_t quote = text.find('"', begin);
    if (quote == std::string_view::npos) return std::nullopt;
    const bool doubled = quote + 1 < text.size() && text[quote + 1] == '"';
    if (doubled) {
      scratch.append(text.substr(begin, quote + 1 - begin));
      begin = quote + 2;
      continue;
    }
    std::string_view value = text.substr(begin, quote - begin);
    if (!scratch.empty()) value = scratch.append(value);
    std::size_t end = quote + 1;
    if (end < text.size() && text[end] == '\r') ++end;
    if (end < text.size() && text[end] != delimiter && text[end] != '\n') return std::nullopt;
    return CsvCell{value, end, true};
  }
}

Result<std::vector<std::string>> read_names(std::string_view line, char delimiter) {
  std::vector<std::string> names;
  std::string scratch;
  while (true) {
    const auto cell = read_csv_cell(line, delimiter, scratch);
    if (!cell) return fail(ErrorCode::invalid_input, "a quote in the header is not closed");
    names.emplace_back(cell->value);
    if (cell->length == line.size()) return names;
    line.remove_prefix(cell->length + 1);
  }
}

}  // namespace

Result<CsvHeader> read_csv_header(std::string_view begin) {
  constexpr std::array kDelimiters{',', ';', '\t', '|'};
  if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF")) {
    return fail(ErrorCode::invalid_input, "this is UTF-16: save it as UTF-8");
  }
  if (begin.find('\0') != std::string_view::npos) {
    return fail(ErrorCode::invalid_input, "this is no text: it has NUL bytes; name a CSV or Parquet file");
  }
  CsvHeader header;
  header.body = begin.starts_with(base::kByteOrderMark) ? base::kByteOrderMark.size() : 0;
  std::string_view rest = begin.substr(header.body);
  while (rest.starts_with('\n') || rest.starts_with("\r\n")) rest.remove_prefix(rest.find('\n') + 1);
  std::size_t most = 0;
  const std::string_view first_line = rest.substr(0, rest.find('\n'));
  for (const char delimiter : kDelimiters) {
    const auto count = static_cast<std::size_t>(std::count(first_line.begin(), first_line.end(), delimiter));
    if (count <= most) continue;
    most = count;
    header.delimiter = delimiter;
  }
  const std::size_t whole = whole_records(rest, header.delimiter);
  std::size_t end = rest.size();
  if (whole > 0) {
    bool quoted = false;
    for (end = 0; end < whole && (quoted || rest[end] != '\n'); ++end) quoted = quoted != (rest[end] == '"');
  }
  std::string_view line = rest.substr(0, end);
  if (line.ends_with('\r')) line.remove_suffix(1);
  auto names = read_names(line, header.delimiter);
  if (!names) return propagate(names);
  header.names = std::move(*names);
  header.body = begin.size() - rest.size() + std::min(end + 1, rest.size());
  return header;
}

std::size_t whole_records(std::string_view text, char delimiter) {
  if (text.find('"') == std::string_view::npos) return text.rfind('\n') + 1;
  std::size_t whole = 0;
  bool quoted = false;
  bool at_begin = true;  // only there a quote opens a cell
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char letter = text[at];
    if (letter == '"' && (at_begin || quoted)) {
      quoted = !quoted;
      // The second of two in a quoted cell opens it again.
      at_begin = !quoted && at + 1 < text.size() && text[at + 1] == '"';
      continue;
    }
    at_begin = !quoted && (letter == delimiter || letter == '\n');
    if (!quoted && letter == '\n') whole = at + 1;
  }
  return whole;
}

std::optional<CsvCell> read_csv_cell(std::string_view text, char delimiter, std::string& scratch) {
  if (text.starts_with('"')) return read_quoted_cell(text, delimiter, scratch);
  std::size_t end = 0;
  while (end < text.size() && text[end] != delimiter && text[end] != '\n') ++end;
  const std::size_t length = end;
  if (end > 0 && text[end - 1] == '\r' && (end == text.size() || text[end] == '\n')) --end;
  return CsvCell{text.substr(0, end), length, false};
}

bool is_missing_text(std::string_view text) {
  if (text.empty()) return true;
  if (text.size() < 3 || text.size() > 4 || (text[0] != 'N' && text[0] != 'n' && text[0] != '<'))
    return false;
  constexpr std::array<std::string_view, 7> kMissing{"NaN", "nan", "NaT", "None", "NULL", "null", "<NA>"};
  return std::find(kMissing.begin(), kMissing.end(), text) != kMissing.end();
}

}  // namespace slipstream::table
