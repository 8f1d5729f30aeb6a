#include "table/read.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "table/file_kind.hpp"
#include "table/table_source.hpp"

namespace slipstream::table {

TableReader::TableReader(std::unique_ptr<TableSource> source) : source_(std::move(source)) {}
TableReader::TableReader(TableReader&&) noexcept = default;
TableReader& TableReader::operator=(TableReader&&) noexcept = default;
TableReader::~TableReader() = default;

Result<TableReader> TableReader::open(const std::filesystem::path& path, const ReadOptions& options) {
  const auto kind = kind_of_file(path);
  if (!kind) return std::unexpected(kind.error());
  auto source = *kind == FileKind::parquet ? open_parquet(path, options) : open_csv(path, options);
  if (!source) return propagate(source);
  return TableReader(std::move(*source));
}

Result<bool> TableReader::next(Table& batch) { return source_->next(batch); }

Result<Table> read_table(const std::filesystem::path& path, const ReadOptions& options) {
  ReadOptions whole = options;
  whole.batch_rows = std::numeric_limits<std::size_t>::max();
  auto reader = TableReader::open(path, whole);
  if (!reader) return propagate(reader);
  Table table;
  if (auto read = reader->next(table); !read) return propagate(read);
  return table;
}

Error missing_column(const std::filesystem::path& path, const Wanted& wanted,
                     const std::vector<std::string>& names) {
  constexpr std::size_t kMostNamed = 80;
  std::string list;
  for (std::size_t index = 0; index < std::min(names.size(), kMostNamed); ++index) {
    list += (index == 0 ? "" : ", ") + names[index];
  }
  if (names.size() > kMostNamed) list += ", …";
  return {ErrorCode::invalid_input,
          fmt::format("there is no column {} ({}); the columns are {}: rename one, or add it", wanted.name,
                      name_of(wanted.type), list),
          path.string()};
}

std::string advice_for(Type type) {
  switch (type) {
    case Type::float64: return "numbers have a decimal point; correct it, or leave the cell empty";
    case Type::boolean: return "write True or False, or leave the cell empty";
    case Type::timestamp: return "write 2025-08-31 13:00:00.123, in UTC, or leave the cell empty";
    case Type::duration: return "durations are seconds, text like 0 days 00:01:17.147, or Arrow durations";
    default: return "correct it, or leave the cell empty";
  }
}

}  // namespace slipstream::table
