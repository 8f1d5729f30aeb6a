#include "prepare/from_table/table_laps.hpp"

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <utility>

namespace slipstream::prepare {
namespace {

using source::TableField;
using table::Column;

/// FastF1 puts a row onto the start of a lap, or within a sample of it.
constexpr Milliseconds kNearStart{1500};

Milliseconds rounded(std::int64_t nanoseconds) {
  return std::chrono::round<Milliseconds>(std::chrono::nanoseconds{nanoseconds});
}

/// Looks up the one value that a column has for a lap.
class LapColumns {
 public:
  LapColumns(const source::SessionTable& table, const DriverRows& rows) : table_(table), rows_(rows) {}

  void turn_to(const TableLap& lap) { lap_ = &lap; }

  [[nodiscard]] std::optional<int> number(TableField field) const {
    const auto found = find(field);
    if (!found) return std::nullopt;
    return static_cast<int>(found->first->integers()[found->second]);
  }
  [[nodiscard]] std::optional<bool> flag(TableField field) const {
    const auto found = find(field);
    if (!found) return std::nullopt;
    return found->first->booleans()[found->second] != 0;
  }
  [[nodiscard]] std::string text(TableField field) const {
    const auto found = find(field);
    return found ? std::string{found->first->text(found->second)} : std::string{};
  }
  [[nodiscard]] std::optional<Milliseconds> duration(TableField field) const {
    const auto found = find(field);
    if (!found) return std::nullopt;
    return rounded(found->first->integers()[found->second]);
  }
  [[nodiscard]] std::optional<SessionTime> instant(TableField field) const {
    const auto since_zero = duration(field);
    return since_zero ? std::optional{SessionTime{*since_zero}} : std::nullopt;
  }
  /// Of one row of the lap, counted from its begin.
  [[nodiscard]] std::optional<Milliseconds> duration_at(TableField field, std::size_t offset) const {
    const Column* column = table_.find(field);
    const std::size_t row = rows_.row[lap_->begin + offset];
    if (column == nullptr || !column->has(row)) return std::nullopt;
    return rounded(column->integers()[row]);
  }

 private:
  /// The column and a row of the lap where it has a value.
  [[nodiscard]] std::optional<std::pair<const Column*, std::size_t>> find(TableField field) const {
    const Column* column = table_.find(field);
    if (column == nullptr) return std::nullopt;
    for (std::size_t at = lap_->begin + 1; at < lap_->end; ++at) {
      if (column->has(rows_.row[at])) return std::pair{column, std::size_t{rows_.row[at]}};
    }
    if (lap_->end - lap_->begin > 1 || !column->has(rows_.row[lap_->begin])) return std::nullopt;
    return std::pair{column, std::size_t{rows_.row[lap_->begin]}};
  }

  const source::SessionTable& table_;
  const DriverRows& rows_;
  const TableLap* lap_ = nullptr;
};

std::vector<TableLap> group_rows(const Column& numbers, const DriverRows& rows) {
  std::vector<TableLap> laps;
  for (std::size_t at = 0; at < rows.row.size(); ++at) {
    const auto number = numbers.integer_at(rows.row[at]);
    if (!number) continue;
    if (laps.empty() || laps.back().lap.lap_number != *number) {
      TableLap& added = laps.emplace_back();
      added.lap.lap_number = static_cast<int>(*number);
      added.begin = at;
      added.first = rows.time[at];
    }
    laps.back().end = at + 1;
    laps.back().last = rows.time[at];
  }
  return laps;
}

std::optional<SessionTime> start_of(const LapColumns& columns, const TableLap& lap) {
  if (const auto start = columns.instant(TableField::lap_start)) return start;
  const auto since_start = columns.duration_at(TableField::time, 0);
  if (!since_start || *since_start < Milliseconds{0} || *since_start > kNearStart) return std::nullopt;
  return lap.first - *since_start;
}

std::optional<SessionTime> end_of(const LapColumns& columns, const TableLap& lap) {
  const std::size_t rows = lap.end - lap.begin;
  if (rows > 2) {
    const auto early = columns.duration_at(TableField::time, 1);
    const auto late = columns.duration_at(TableField::time, rows - 1);
    if (early && early == late && SessionTime{*late} >= lap.last) return SessionTime{*late};
  }
  if (const auto end = columns.instant(TableField::lap_end)) return end;
  if (lap.lap.lap_start && lap.lap.lap_time) return *lap.lap.lap_start + *lap.lap.lap_time;
  return std::nullopt;
}

void fill_lap(const LapColumns& columns, TableLap& of_table) {
  using enum TableField;
  domain::Lap& lap = of_table.lap;
  lap.lap_time = columns.duration(lap_time);
  lap.sectors = {columns.duration(sector1), columns.duration(sector2), columns.duration(sector3)};
  lap.speeds = {columns.number(speed_i1), columns.number(speed_i2), columns.number(speed_fl),
                columns.number(speed_st)};
  lap.pit_in = columns.instant(pit_in);
  lap.pit_out = columns.instant(pit_out);
  lap.compound = domain::compound_from(columns.text(compound));
  lap.tyre_life = columns.number(tyre_life);
  lap.fresh_tyre = columns.flag(fresh_tyre);
  lap.stint = columns.number(stint);
  lap.position = columns.number(position);
  lap.track_status = columns.text(track_status);
  lap.personal_best = columns.flag(personal_best);
  of_table.deleted = columns.flag(deleted);
  lap.deleted = of_table.deleted.value_or(false);
  lap.deleted_reason = columns.text(deleted_reason);
  lap.accurate = columns.flag(accurate);
  lap.final = true;
  of_table.generated = columns.flag(generated).value_or(false);
  of_table.sector_ends = {columns.instant(sector1_end), columns.instant(sector2_end),
                          columns.instant(lap_end)};
  lap.lap_start = start_of(columns, of_table);
  lap.lap_end = end_of(columns, of_table);
}

}  // namespace

std::vector<TableLap> laps_of_table(const source::SessionTable& table, const DriverRows& rows) {
  const Column* numbers = table.find(TableField::lap_number);
  if (numbers == nullptr) return {};
  std::vector<TableLap> laps = group_rows(*numbers, rows);
  LapColumns columns{table, rows};
  for (TableLap& lap : laps) {
    columns.turn_to(lap);
    fill_lap(columns, lap);
  }
  for (std::size_t i = 0; i + 1 < laps.size(); ++i) {
    const bool follows = laps[i + 1].lap.lap_number == laps[i].lap.lap_number + 1;
    if (!laps[i].lap.lap_end && follows) laps[i].lap.lap_end = laps[i + 1].lap.lap_start;
  }
  return laps;
}

}  // namespace slipstream::prepare
