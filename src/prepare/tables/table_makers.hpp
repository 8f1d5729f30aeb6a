#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "prepare/tables/session_record.hpp"
#include "prepare/tables/session_tables.hpp"
#include "table/table.hpp"

/// Private to this folder: one function per table, and how values become cells.
namespace slipstream::prepare {

table::Table car_data_table(const SessionRecord& record, const Selection& selection);
table::Table pos_data_table(const SessionRecord& record, const Selection& selection);
table::Table telemetry_table(const SessionRecord& record, const Selection& selection, Sentinels sentinels);
table::Table laps_table(const SessionRecord& record, const Selection& selection);
table::Table stints_table(const SessionRecord& record, const Selection& selection);
table::Table results_table(const SessionRecord& record);
table::Table weather_table(const SessionRecord& record);
table::Table race_control_table(const SessionRecord& record);
table::Table track_status_table(const SessionRecord& record);
table::Table session_status_table(const SessionRecord& record);

/// Session time as the duration since the session's zero.
[[nodiscard]] inline std::optional<Milliseconds> duration_of(std::optional<SessionTime> time) {
  return time ? std::optional{time->time_since_epoch()} : std::nullopt;
}
[[nodiscard]] inline std::optional<UtcTime> date_of(const SessionRecord& record,
                                                    std::optional<SessionTime> time) {
  return record.zero && time ? std::optional{*record.zero + time->time_since_epoch()} : std::nullopt;
}
/// FastF1 keeps counts in floating-point columns, since those have a "missing".
[[nodiscard]] inline std::optional<double> number_of(std::optional<int> count) {
  return count ? std::optional{static_cast<double>(*count)} : std::nullopt;
}
/// Missing if it is empty.
[[nodiscard]] inline std::optional<std::string_view> text_of(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional{text};
}
/// Missing if the source does not say it.
[[nodiscard]] inline std::optional<std::string> number_text(const domain::Driver& driver) {
  const auto number = domain::known_number(driver.number);
  return number ? std::optional{std::to_string(*number)} : std::nullopt;
}
[[nodiscard]] std::optional<std::string_view> compound_of(const domain::Lap& lap);
[[nodiscard]] std::string full_name(const DriverRecord& driver);
/// The official grid position, else the feed's.
[[nodiscard]] std::optional<double> grid_of(const DriverRecord& driver);

}  // namespace slipstream::prepare
