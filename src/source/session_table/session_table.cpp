#include "source/session_table/session_table.hpp"

#include <chrono>
#include <cmath>
#include <cstdint>
#include <fstream>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/ranges.h>

#include "table/read.hpp"

namespace slipstream::source {
namespace {

namespace fs = std::filesystem;

/// The columns of a file that are of use.
struct TablePlan {
  table::ReadOptions options;
  std::array<std::optional<std::size_t>, kTableFields> columns;

  [[nodiscard]] bool has(TableField field) const {
    return columns[static_cast<std::size_t>(field)].has_value();
  }
};

/// As what a column is read: a brake is on or off, or a percentage; DRS is open or not, or a code.
table::Type wanted_type(const TableFieldSpec& spec, const table::Column& found) {
  const bool may_be_flag = spec.field == TableField::brake || spec.field == TableField::drs;
  const bool is_flag = found.type() == table::Type::boolean || found.type() == table::Type::text;
  return may_be_flag && is_flag ? table::Type::boolean : spec.type;
}

const table::Column* find_column(const table::Table& head, const TableFieldSpec& spec) {
  for (const std::string_view name : spec.names) {
    if (const table::Column* column = head.find(name)) return column;
  }
  return nullptr;
}

TablePlan plan_columns(const table::Table& head) {
  TablePlan plan;
  for (const TableFieldSpec& spec : table_fields()) {
    const table::Column* found = find_column(head, spec);
    if (found == nullptr) continue;
    plan.columns[static_cast<std::size_t>(spec.field)] = plan.options.columns.size();
    plan.options.columns.push_back({found->name(), wanted_type(spec, *found), table::Need::required});
  }
  return plan;
}

std::string names_of(const table::Table& head) {
  constexpr std::size_t kShown = 12;
  std::vector<std::string> names;
  for (const table::Column& column : head) {
    if (names.size() == kShown) {
      names.push_back(fmt::format("and {} more", head.width() - kShown));
      break;
    }
    names.push_back(column.name());
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

Result<> check_columns(const fs::path& path, const TablePlan& plan, const table::Table& head) {
  using enum TableField;
  const auto lacks = [&](std::string_view what) {
    return fail_at(path.string(), ErrorCode::invalid_input, "{}. Its columns: {}", what, names_of(head));
  };
  if (!plan.has(session_time)) {
    return lacks(
        "no column SessionTime; add it, as a timedelta or in seconds since the start of the session, as "
        "FastF1 has it");
  }
  if (!plan.has(driver_number) && !plan.has(driver)) {
    return lacks(
        "no column DriverNumber or Driver says whose rows these are; add one, e.g. "
        "telemetry[\"DriverNumber\"] "
        "= lap[\"DriverNumber\"] in FastF1");
  }
  for (const TableField channel : {speed, rpm, gear, throttle, brake, drs, x}) {
    if (plan.has(channel)) return {};
  }
  return lacks("no telemetry in it: none of Speed, RPM, nGear, Throttle, Brake, DRS, X");
}

/// What a value may be at most; more is another unit, or damage, and would not fit where it goes.
constexpr double kMostNumber = 1e9;
constexpr std::int64_t kMostCount = 30'000;
constexpr std::chrono::nanoseconds kMostTime{std::chrono::hours{24 * 100}};

/// The first value that cannot be meant, as text. Lap and car numbers are looked at with the rows they are
/// of.
std::optional<std::pair<std::size_t, std::string>> absurd_value(const table::Column& column,
                                                                TableField field) {
  if (field == TableField::driver_number || field == TableField::lap_number) return std::nullopt;
  for (std::size_t row = 0; row < column.size(); ++row) {
    if (!column.has(row)) continue;
    if (column.type() == table::Type::float64 && !(std::abs(column.doubles()[row]) <= kMostNumber)) {
      return std::pair{row, fmt::format("{}", column.doubles()[row])};
    }
    const bool is_whole = column.type() == table::Type::int64 || column.type() == table::Type::duration;
    const std::int64_t most = column.type() == table::Type::int64 ? kMostCount : kMostTime.count();
    if (is_whole && (column.integers()[row] > most || column.integers()[row] < -most)) {
      const bool is_time = column.type() == table::Type::duration;
      return std::pair{row, fmt::format("{}{}", column.integers()[row], is_time ? " ns" : "")};
    }
  }
  return std::nullopt;
}

Result<> check_values(const SessionTable& table) {
  for (const TableFieldSpec& spec : table_fields()) {
    const table::Column* column = table.find(spec.field);
    const auto absurd = column != nullptr ? absurd_value(*column, spec.field) : std::nullopt;
    if (!absurd) continue;
    return fail_at(
        fmt::format("{}: row {}, column {}", table.path().string(), absurd->first + 1, column->name()),
        ErrorCode::invalid_input, "{} cannot be meant; correct it, or leave the cell empty", absurd->second);
  }
  return {};
}

bool begins_as_parquet(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::array<char, 4> head{};
  file.read(head.data(), head.size());
  return std::string_view{head.data(), static_cast<std::size_t>(file.gcount())} == "PAR1";
}

}  // namespace

bool is_session_table(const fs::path& path) {
  std::error_code ignored;
  if (!fs::is_regular_file(path, ignored)) return false;
  const std::string name = path.filename().string();
  for (const std::string_view ending : {".csv", ".csv.gz", ".tsv", ".parquet", ".pq"}) {
    if (name.ends_with(ending)) return true;
  }
  return begins_as_parquet(path);
}

Result<SessionTable> read_session_table(const fs::path& path) {
  table::Table head;
  auto peek = table::TableReader::open(path, {.batch_rows = 1});
  if (!peek) return propagate(peek);
  if (auto first = peek->next(head); !first) return propagate(first);
  const TablePlan plan = plan_columns(head);
  if (auto checked = check_columns(path, plan, head); !checked) return propagate(checked);
  auto rows = table::read_table(path, plan.options);
  if (!rows) return propagate(rows);
  if (rows->rows() == 0) {
    return fail_at(path.string(), ErrorCode::invalid_input, "the table has columns but no rows");
  }
  SessionTable table{path, std::move(*rows), plan.columns};
  if (auto checked = check_values(table); !checked) return propagate(checked);
  return table;
}

}  // namespace slipstream::source
