#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/driver.hpp"
#include "source/session_table/session_table.hpp"
#include "source/source.hpp"

namespace slipstream::prepare {

/// One driver's rows of a table, in time order, one per instant. Where two laps share the instant of their
/// boundary, the row is the later lap's.
struct DriverRows {
  domain::Driver driver;  ///< numbered from domain::kFirstUnnumbered where the table has no DriverNumber
  std::vector<SessionTime> time;
  std::vector<std::uint32_t> row;        ///< from 0
  std::vector<std::uint32_t> with_ends;  ///< the same, with the earlier laps' rows of shared instants
};

/// The rows of a whole table.
struct TableRows {
  std::vector<DriverRows> drivers;  ///< in the order in which they appear
  std::uint64_t empty_rows = 0;     ///< on which no channel has a value: left out
};

/// Whose row is which. Rows without driver or time are reported as damaged, rows that repeat an instant are
/// counted in `report`. Errors (invalid_input, with row, column and remedy): times that go back, laps that
/// overlap, one number with two drivers, a number no car has.
Result<TableRows> rows_by_driver(const source::SessionTable& table, source::InputReport& report);

/// First and last name of the driver of a row; empty where the table does not say.
[[nodiscard]] std::pair<std::string, std::string> names_of_table(const source::SessionTable& table,
                                                                 std::size_t row);

}  // namespace slipstream::prepare
