#include "prepare/from_table/driver_rows.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_map>
#include <utility>

#include "source/report.hpp"

namespace slipstream::prepare {
namespace {

using source::TableField;
using table::Column;

/// More are no field: the column is something else.
constexpr std::size_t kMostDrivers = 10'000;
constexpr std::size_t kLongestCode = 15;
constexpr std::int64_t kLastLap = 10'000;

std::optional<std::string_view> text_of(const Column* column, std::size_t row) {
  return column != nullptr ? column->text_at(row) : std::nullopt;
}

std::optional<std::int64_t> whole_number_at(const Column* column, std::size_t row) {
  return column != nullptr ? column->integer_at(row) : std::nullopt;
}

/// The channels of the car; none if every row has a value of one of them.
std::vector<const Column*> channels_with_gaps(const source::SessionTable& table) {
  using enum TableField;
  std::vector<const Column*> channels;
  for (const TableField field : {speed, rpm, gear, throttle, brake, drs, x, y, z}) {
    const Column* column = table.find(field);
    if (column == nullptr) continue;
    if (column->missing() == 0) return {};
    channels.push_back(column);
  }
  return channels;
}

class RowSorter {
 public:
  RowSorter(const source::SessionTable& table, source::InputReport& report)
      : table_(table),
        report_(report),
        time_(*table.find(TableField::session_time)),
        number_(table.find(TableField::driver_number)),
        name_(table.find(TableField::driver)),
        lap_(table.find(TableField::lap_number)),
        channels_(channels_with_gaps(table)) {}

  Result<TableRows> sort() {
    for (std::size_t row = 0; row < table_.rows(); ++row) {
      if (auto taken = take(row); !taken) return propagate(taken);
    }
    if (drivers_.empty()) {
      return fail_at(table_.path().string(), ErrorCode::invalid_input,
                     "no row has both a SessionTime and a {}", source::column_name(identity()));
    }
    return TableRows{std::move(drivers_), empty_rows_};
  }

 private:
  Result<> take(std::size_t row) {
    ++report_.lines;
    const Column& who = number_ != nullptr ? *number_ : *name_;
    if (!time_.has(row) || !who.has(row)) {
      const auto lost = time_.has(row) ? identity() : TableField::session_time;
      add_damaged(report_, {ErrorCode::invalid_input, "no value: the row is left out", place(row, lost)});
      return {};
    }
    if (!knows_anything(row)) {
      ++empty_rows_;
      return {};
    }
    const auto driver = driver_of(row);
    if (!driver) return std::unexpected(driver.error());
    return add(drivers_[*driver], row);
  }

  [[nodiscard]] bool knows_anything(std::size_t row) const {
    return channels_.empty() ||
           std::ranges::any_of(channels_, [row](const Column* channel) { return channel->has(row); });
  }

  /// The column that tells drivers apart.
  [[nodiscard]] TableField identity() const {
    return number_ != nullptr ? TableField::driver_number : TableField::driver;
  }

  Result<std::size_t> driver_of(std::size_t row) {
    return number_ != nullptr ? driver_of_number(row) : driver_of_name(row);
  }

  Result<std::size_t> driver_of_name(std::size_t row) {
    const std::string_view name = name_->text(row);
    if (!drivers_.empty() && drivers_[last_].driver.id.view() == name) return last_;
    const auto known =
        std::ranges::find(drivers_, name, [](const DriverRows& rows) { return rows.driver.id.view(); });
    last_ = static_cast<std::size_t>(known - drivers_.begin());
    if (known != drivers_.end()) return last_;
    return add_driver(row, static_cast<domain::CarNumber>(domain::kFirstUnnumbered + drivers_.size()));
  }

  Result<std::size_t> driver_of_number(std::size_t row) {
    const std::int64_t number = number_->integers()[row];
    if (!drivers_.empty() && drivers_[last_].driver.number == number) return check_name(last_, row);
    if (number < 1 || number >= domain::kFirstUnnumbered) {
      return fail_at(place(row, TableField::driver_number), ErrorCode::invalid_input,
                     "{} is no car number: 1 to {} are", number, domain::kFirstUnnumbered - 1);
    }
    const auto [known, is_new] = index_.try_emplace(number, drivers_.size());
    last_ = known->second;
    if (!is_new) return check_name(last_, row);
    return add_driver(row, static_cast<domain::CarNumber>(number));
  }

  Result<std::size_t> add_driver(std::size_t row, domain::CarNumber number) {
    if (drivers_.size() == kMostDrivers) {
      return fail_at(place(row, identity()), ErrorCode::invalid_input,
                     "more than {} drivers: this column does not tell drivers apart", kMostDrivers);
    }
    const auto id = text_of(name_, row);
    if (id && (id->empty() || id->size() > kLongestCode)) {
      return fail_at(place(row, TableField::driver), ErrorCode::invalid_input,
                     "'{}' is no driver code: 1 to {} letters, as VER; names belong into FullName", *id,
                     kLongestCode);
    }
    DriverRows& added = drivers_.emplace_back();
    added.driver.number = number;
    added.driver.id = std::string_view{id ? std::string{*id} : std::to_string(added.driver.number)};
    const auto same =
        std::ranges::find(drivers_, added.driver.id, [](const DriverRows& rows) { return rows.driver.id; });
    if (same != drivers_.end() - 1) {
      return fail_at(place(row, TableField::driver_number), ErrorCode::invalid_input,
                     "{} has number {} here and {} before: a driver has one number in a session; keep one "
                     "session in a table",
                     added.driver.id.view(), added.driver.number, same->driver.number);
    }
    describe(added.driver, row);
    added.time.reserve(table_.rows() / 20);
    added.row.reserve(table_.rows() / 20);
    added.with_ends.reserve(table_.rows() / 20);
    return drivers_.size() - 1;
  }

  void describe(domain::Driver& driver, std::size_t row) const {
    const auto full = text_of(table_.find(TableField::full_name), row);
    const auto [first, last] = names_of_table(table_, row);
    if (full) {
      driver.name = *full;
    } else if (!first.empty() && !last.empty()) {
      driver.name = fmt::format("{} {}", first, last);
    }
    driver.team = text_of(table_.find(TableField::team), row).value_or("");
    const auto color = text_of(table_.find(TableField::team_color), row);
    if (color && !color->empty())
      driver.team_color = fmt::format("{}{}", color->starts_with('#') ? "" : "#", *color);
    const auto grid = whole_number_at(table_.find(TableField::grid), row);
    if (grid && *grid > 0) driver.grid = static_cast<int>(*grid);
  }

  Result<std::size_t> check_name(std::size_t index, std::size_t row) const {
    const auto name = text_of(name_, row);
    const domain::Driver& driver = drivers_[index].driver;
    if (!name || *name == driver.id.view()) return index;
    return fail_at(place(row, TableField::driver_number), ErrorCode::invalid_input,
                   "number {} is {} here and {} before: two drivers with one number; correct the column, or "
                   "keep one session in a table",
                   driver.number, *name, driver.id.view());
  }

  Result<> add(DriverRows& rows, std::size_t row) {
    const SessionTime time{std::chrono::round<Milliseconds>(std::chrono::nanoseconds{time_.integers()[row]})};
    const auto as_row = static_cast<std::uint32_t>(row);
    if (rows.row.empty() || time > rows.time.back()) {
      if (auto in_order = check_lap(rows, row); !in_order) return in_order;
      rows.time.push_back(time);
      rows.row.push_back(as_row);
      rows.with_ends.push_back(as_row);
      return {};
    }
    if (time < rows.time.back()) return goes_back(rows, row, time);
    ++report_.repeated_rows;
    add_repeated(rows, as_row);
    return {};
  }

  /// A row of the instant of the last one.
  void add_repeated(DriverRows& rows, std::uint32_t row) const {
    const auto here = whole_number_at(lap_, row);
    const auto before = whole_number_at(lap_, rows.row.back());
    const bool is_later = here >= before;
    if (here == before) {
      rows.with_ends.back() = row;
    } else {
      rows.with_ends.insert(rows.with_ends.end() - (is_later ? 0 : 1), row);
    }
    if (is_later) rows.row.back() = row;
  }

  Result<> check_lap(const DriverRows& rows, std::size_t row) const {
    const auto here = whole_number_at(lap_, row);
    if (here && (*here < 0 || *here > kLastLap)) {
      return fail_at(place(row, TableField::lap_number), ErrorCode::invalid_input,
                     "{} is no lap number: 0 to {} are", *here, kLastLap);
    }
    if (rows.row.empty()) return {};
    const auto before = whole_number_at(lap_, rows.row.back());
    if (!before || !here || *here >= *before) return {};
    return overlap(rows, row, *before, *here);
  }

  Result<> goes_back(const DriverRows& rows, std::size_t row, SessionTime time) const {
    const auto before = whole_number_at(lap_, rows.row.back());
    const auto here = whole_number_at(lap_, row);
    if (before && here && *before != *here) return overlap(rows, row, *before, *here);
    return fail_at(
        place(row, TableField::session_time), ErrorCode::invalid_input,
        "{:.3f} s is before the {:.3f} s of row {}, which is of {} too: sort the table by SessionTime",
        base::seconds(time), base::seconds(rows.time.back()), rows.row.back() + 1, rows.driver.id.view());
  }

  [[nodiscard]] std::unexpected<Error> overlap(const DriverRows& rows, std::size_t row, std::int64_t before,
                                               std::int64_t here) const {
    return fail_at(
        place(row, TableField::lap_number), ErrorCode::invalid_input,
        "laps {} and {} of {} overlap: row {} of lap {} is not before this one; give each row the lap "
        "it belongs to",
        std::min(before, here), std::max(before, here), rows.driver.id.view(), rows.row.back() + 1, before);
  }

  [[nodiscard]] std::string place(std::size_t row, TableField field) const {
    return fmt::format("{}: row {}, column {}", table_.path().string(), row + 1, source::column_name(field));
  }

  const source::SessionTable& table_;
  source::InputReport& report_;
  const Column& time_;
  const Column* number_;  ///< nullptr: the names tell drivers apart
  const Column* name_;
  const Column* lap_;
  std::vector<const Column*> channels_;
  std::uint64_t empty_rows_ = 0;
  std::vector<DriverRows> drivers_;
  std::unordered_map<std::int64_t, std::size_t> index_;
  std::size_t last_ = 0;  ///< the driver of the row before
};

}  // namespace

std::pair<std::string, std::string> names_of_table(const source::SessionTable& table, std::size_t row) {
  return {std::string{text_of(table.find(TableField::first_name), row).value_or("")},
          std::string{text_of(table.find(TableField::last_name), row).value_or("")}};
}

Result<TableRows> rows_by_driver(const source::SessionTable& table, source::InputReport& report) {
  return RowSorter{table, report}.sort();
}

}  // namespace slipstream::prepare
