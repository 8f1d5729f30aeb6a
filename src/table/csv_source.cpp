#include <algorithm>
#include <limits>
#include <thread>
#include <utility>

#include "table/convert.hpp"
#include "table/csv_block.hpp"
#include "table/csv_file.hpp"
#include "table/csv_layout.hpp"
#include "table/parallel.hpp"
#include "table/table_source.hpp"

namespace slipstream::table {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} * 1024;
/// Several, so that no thread waits long for the last one.
constexpr std::size_t kBlocksPerThread = 4;
constexpr std::size_t kSampleBytes = std::size_t{256} * 1024;
/// A record this long is an unclosed quote.
constexpr std::size_t kLongestRecord = std::size_t{64} << 20;

/// A column of the table.
struct CsvColumn {
  std::string name;
  Type type = Type::text;
  bool sniffed = false;  ///< no one asked for the type
  bool narrows = false;  ///< read as text, and its type found when all of the first batch is there
};

class CsvSource final : public TableSource {
 public:
  CsvSource(const std::filesystem::path& path, const ReadOptions& options, CsvFile file)
      : path_(path), options_(options), file_(std::move(file)) {
    threads_ = options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
  }

  Result<> begin();
  Result<bool> next(Table& batch) override;

 private:
  Result<> read_header();
  Result<> plan_wanted(const std::vector<std::string>& names);
  void plan_all(const std::vector<std::string>& names);
  void sniff_types();
  Result<> fill(Table& batch);
  [[nodiscard]] std::size_t rows_expected(std::size_t rows, std::size_t bytes) const;
  Result<std::vector<std::string_view>> next_blocks();
  Result<> parse_blocks(const std::vector<std::string_view>& blocks, Table& batch);
  Result<> read_on(std::string& text);
  Error problem_error(const CsvProblem& problem);
  Result<bool> restart_with_text();
  void narrow(Table& batch);
  [[nodiscard]] Table empty_table() const;

  std::filesystem::path path_;
  ReadOptions options_;
  CsvFile file_;
  std::size_t threads_;
  CsvLayout layout_;
  std::vector<CsvColumn> columns_;
  std::string text_;           ///< read and not yet parsed, after `parsed_`
  std::string ahead_;          ///< what comes after the blocks that are being parsed
  std::size_t parsed_ = 0;     ///< bytes of text_ that are done
  std::size_t line_ = 1;       ///< of the next record
  bool at_end_ = false;        ///< of the file
  bool delivered_ = false;     ///< a batch
  std::optional<int> misfit_;  ///< the column whose value was not of its sniffed type
  std::vector<Table> parts_;   ///< one per block of a round, kept for their memory
};

Table CsvSource::empty_table() const {
  Table table;
  for (const CsvColumn& column : columns_) table.add(column.name, column.type);
  return table;
}

Result<> CsvSource::begin() {
  if (auto header = read_header(); !header) return header;
  sniff_types();
  return {};
}

Result<> CsvSource::read_header() {
  const auto more = file_.append_to(text_, 2 * kBlockBytes);
  if (!more) return std::unexpected(more.error());
  auto header = read_csv_header(text_);
  if (!header) return fail_at(path_.string(), header.error().code, "{}", header.error().message);
  layout_.delimiter = header->delimiter;
  parsed_ = header->body;
  line_ = 1 + static_cast<std::size_t>(
                  std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(parsed_), '\n'));
  layout_.columns.assign(header->names.size(), CsvLayout::kSkipped);
  if (!options_.columns.empty()) return plan_wanted(header->names);
  plan_all(header->names);
  return {};
}

Result<> CsvSource::plan_wanted(const std::vector<std::string>& names) {
  for (const Wanted& wanted : options_.columns) {
    const auto found = std::find(names.begin(), names.end(), wanted.name);
    if (found == names.end() && wanted.need == Need::optional) continue;
    if (found == names.end()) return std::unexpected(missing_column(path_, wanted, names));
    layout_.columns[static_cast<std::size_t>(found - names.begin())] = static_cast<int>(columns_.size());
    columns_.push_back({.name = wanted.name, .type = wanted.type});
  }
  if (columns_.empty())
    return fail_at(path_.string(), ErrorCode::invalid_input, "none of its columns is of use");
  return {};
}

/// A column without a name is pandas' index.
void CsvSource::plan_all(const std::vector<std::string>& names) {
  const bool only = names.size() == 1;
  for (std::size_t index = 0; index < names.size(); ++index) {
    if (names[index].empty() && !only) continue;
    layout_.columns[index] = static_cast<int>(columns_.size());
    columns_.push_back({.name = names[index], .sniffed = true, .narrows = true});
  }
}

void CsvSource::sniff_types() {
  if (!options_.columns.empty()) return;
  const std::string_view rest = std::string_view{text_}.substr(parsed_);
  std::string_view sample = rest.substr(0, kSampleBytes);
  sample = sample.substr(0, whole_records(sample, layout_.delimiter));
  Table texts = empty_table();
  if (parse_csv_block(sample, layout_, texts).problem)
    return;  // all are text until the reader says what is wrong
  for (std::size_t index = 0; index < columns_.size(); ++index) {
    const auto type = narrowest_type(texts.column(index));
    columns_[index].narrows = !type;
    columns_[index].type = type.value_or(Type::text);
  }
}

Result<bool> CsvSource::next(Table& batch) {
  while (true) {
    batch = empty_table();
    auto filled = fill(batch);
    if (filled) break;
    const auto again = restart_with_text();
    if (!again) return std::unexpected(again.error());
    if (!*again) return propagate(filled);
  }
  if (!std::exchange(delivered_, true)) narrow(batch);
  return batch.rows() > 0;
}

Result<> CsvSource::fill(Table& batch) {
  while (batch.rows() < options_.batch_rows) {
    const auto blocks = next_blocks();
    if (!blocks) return std::unexpected(blocks.error());
    if (blocks->empty()) return {};
    const bool first = batch.rows() == 0;
    const auto bytes = static_cast<std::size_t>(blocks->back().data() + blocks->back().size() - text_.data());
    if (auto parsed = parse_blocks(*blocks, batch); !parsed) return parsed;
    if (first) batch.reserve(rows_expected(batch.rows(), bytes));
  }
  return {};
}

/// Of the batch, judged by `rows` that took `bytes`: what grows step by step costs twice the time.
std::size_t CsvSource::rows_expected(std::size_t rows, std::size_t bytes) const {
  std::error_code error;
  const auto file_bytes = static_cast<double>(std::filesystem::file_size(path_, error));
  if (error || bytes == 0) return 0;
  constexpr double kAllowance = 1.02;
  const double in_file = kAllowance * static_cast<double>(rows) * file_bytes / static_cast<double>(bytes);
  return std::min(options_.batch_rows, static_cast<std::size_t>(in_file));
}

/// Reads until there is enough for a round of blocks, or everything.
Result<> CsvSource::read_on(std::string& text) {
  const std::size_t wanted = kBlockBytes * kBlocksPerThread * threads_;
  while (!at_end_ && text.size() < wanted) {
    const auto more = file_.append_to(text, wanted - text.size());
    if (!more) return std::unexpected(more.error());
    at_end_ = !*more;
  }
  return {};
}

/// Views into text_ of whole records, some blocks for each thread; none at the end.
Result<std::vector<std::string_view>> CsvSource::next_blocks() {
  text_.erase(0, parsed_);
  parsed_ = 0;
  std::vector<std::string_view> blocks;
  while (blocks.empty()) {
    if (auto read = read_on(text_); !read) return propagate(read);
    std::string_view rest = text_;
    while (blocks.size() < kBlocksPerThread * threads_ && !rest.empty()) {
      const bool last = at_end_ && rest.size() <= kBlockBytes;
      const std::string_view piece = rest.substr(0, last ? rest.size() : kBlockBytes);
      const std::size_t whole = last ? piece.size() : whole_records(piece, layout_.delimiter);
      if (whole == 0) break;
      blocks.push_back(rest.substr(0, whole));
      rest.remove_prefix(whole);
    }
    if (!blocks.empty() || text_.empty()) break;
    // One record is longer than a block.
    if (at_end_) {
      blocks.push_back(text_);
      break;
    }
    if (text_.size() > kLongestRecord) {
      return fail_at(path_.string(), ErrorCode::invalid_input,
                     "line {} begins a record that does not end: close its quote", line_);
    }
    const auto more = file_.append_to(text_, text_.size());
    if (!more) return std::unexpected(more.error());
    at_end_ = !*more;
    const std::size_t whole = at_end_ ? text_.size() : whole_records(text_, layout_.delimiter);
    if (whole > 0) blocks.push_back(std::string_view{text_}.substr(0, whole));
  }
  return blocks;
}

/// One thread reads on meanwhile. Afterwards text_ is what follows the blocks.
Result<> CsvSource::parse_blocks(const std::vector<std::string_view>& blocks, Table& batch) {
  if (parts_.empty()) parts_.assign(kBlocksPerThread * threads_, empty_table());
  const char* const end = blocks.back().data() + blocks.back().size();
  ahead_.assign(std::string_view{text_}.substr(static_cast<std::size_t>(end - text_.data())));
  Result<> read;
  std::vector<CsvBlockResult> results(blocks.size());
  for_each_index(blocks.size() + 1, threads_, [&](std::size_t work) {
    if (work == 0) {
      read = read_on(ahead_);
      return;
    }
    const std::size_t index = work - 1;
    parts_[index].clear_rows();
    results[index] = parse_csv_block(blocks[index], layout_, parts_[index]);
  });
  for (const CsvBlockResult& result : results) {
    if (result.problem) return std::unexpected(problem_error(*result.problem));
    line_ += result.lines;
  }
  for_each_index(columns_.size(), threads_, [&](std::size_t index) {
    Column& column = batch.column(index);
    for (std::size_t block = 0; block < blocks.size(); ++block) {
      column.append(parts_[block].column(index), 0, parts_[block].rows());
    }
  });
  std::swap(text_, ahead_);
  return read;
}

Error CsvSource::problem_error(const CsvProblem& problem) {
  std::string what = "the line " + problem.what;
  if (problem.is_misfit) {
    misfit_ = problem.column;
    const CsvColumn& column = columns_[static_cast<std::size_t>(problem.column)];
    what = fmt::format("column {}: '{}' is no {}; {}", column.name, problem.what.substr(0, 80),
                       name_of(column.type), advice_for(column.type));
  }
  return {ErrorCode::invalid_input, what, fmt::format("{}:{}", path_.string(), line_ + problem.line)};
}

/// The first rows misled about a column: begins again with it as text. false if that is no remedy.
Result<bool> CsvSource::restart_with_text() {
  if (!misfit_ || delivered_) return false;
  CsvColumn& column = columns_[static_cast<std::size_t>(*misfit_)];
  if (!column.sniffed || column.type == Type::text) return false;
  column.type = Type::text;
  column.narrows = true;
  misfit_.reset();
  auto again = CsvFile::open(path_);
  if (!again) return propagate(again);
  file_ = std::move(*again);
  text_.clear();
  parts_.clear();
  at_end_ = false;
  const auto planned = std::exchange(columns_, {});
  if (auto header = read_header(); !header) return propagate(header);
  columns_ = planned;
  return true;
}

void CsvSource::narrow(Table& batch) {
  for (std::size_t index = 0; index < columns_.size(); ++index) {
    CsvColumn& column = columns_[index];
    if (!column.narrows) continue;
    const Type type = narrowest_type(batch.column(index)).value_or(Type::text);
    if (type == Type::text) continue;
    Column narrowed(column.name, type);
    static_cast<void>(append_converted(batch.column(index), narrowed));  // every value was found to fit
    batch.column(index) = std::move(narrowed);
    column.type = type;
    parts_.clear();
  }
}

}  // namespace

Result<std::unique_ptr<TableSource>> open_csv(const std::filesystem::path& path, const ReadOptions& options) {
  auto file = CsvFile::open(path);
  if (!file) return propagate(file);
  auto source = std::make_unique<CsvSource>(path, options, std::move(*file));
  if (auto begun = source->begin(); !begun) return propagate(begun);
  return source;
}

}  // namespace slipstream::table
