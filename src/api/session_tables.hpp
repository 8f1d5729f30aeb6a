#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"
#include "domain/session.hpp"

namespace slipstream::api {

/// A field of a session's table: its name in the API (that of the messages on the topics) and what it is in
/// SQL over the library's views.
struct TableField {
  std::string_view name;
  std::string_view sql;
};

/// One of a session's tables as SQL over the library.
struct SessionTable {
  std::string_view name;  ///< in the path, "race-control"
  std::string_view view;
  std::string_view driver = {};        ///< SQL: the code of a row's driver; empty: rows are about no driver
  std::string_view car = {};           ///< SQL: the number of a row's car, where the view lacks the code
  std::string_view order;              ///< SQL: what rows are sorted by
  std::span<const TableField> fields;  ///< in the order of the answer
  std::size_t channels_from = 0;       ///< fields from here on may be chosen; fields.size(): none
  bool has_laps = false;               ///< rows are of a lap
  [[nodiscard]] std::span<const TableField> channels() const { return fields.subspan(channels_from); }
};
[[nodiscard]] std::span<const SessionTable> session_tables();

/// Which rows of a table are wanted.
struct TableSelection {
  std::vector<std::string> drivers;        ///< codes; empty: all
  std::vector<std::string_view> channels;  ///< names of the table's; empty: all
  std::optional<int> lap;
  /// Both included; UTC or session time.
  std::optional<UtcTime> from_date, to_date;
  std::optional<SessionTime> from, to;
  /// At most so many rows a driver, the extremes of each channel among them.
  std::optional<std::size_t> points;
};

/// The fewest points of a driver in which the first row, the last one and every extreme have room.
[[nodiscard]] std::size_t fewest_points(const SessionTable& table, const TableSelection& selection);
/// One SELECT over the library's views. `session` says the key and the drivers.
[[nodiscard]] std::string select_text(const SessionTable& table, const domain::SessionInfo& session,
                                      const TableSelection& selection);

}  // namespace slipstream::api
