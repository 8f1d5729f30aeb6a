#include "prepare/from_table/table_session_info.hpp"

#include <chrono>
#include <string>

#include "source/session_table/table_name.hpp"

namespace slipstream::prepare {
namespace {

using source::TableField;
using table::Column;

/// Seen from 1970; further away is a value that only stands for infinity.
constexpr std::chrono::years kFarDate{200};

/// The first text of a column; empty if there is none.
std::string first_text(const Column* column) {
  if (column == nullptr) return {};
  for (std::size_t row = 0; row < column->size(); ++row) {
    if (column->has(row)) return std::string{column->text(row)};
  }
  return {};
}

/// In time only: the day in UTC may not be the circuit's, so it names the session and is no date of it.
std::string day_of(const source::SessionTable& table, std::optional<UtcTime> zero) {
  const auto first = table.find(TableField::session_time)->duration_at(0);
  if (!zero || !first) return {};
  return base::format_utc(*zero + std::chrono::floor<Milliseconds>(*first)).substr(0, 10);
}

bool is_whole_date(const std::string& date) { return date.size() == 10; }

}  // namespace

std::optional<UtcTime> zero_of_table(const source::SessionTable& table) {
  const Column* date = table.find(TableField::date);
  const Column& time = *table.find(TableField::session_time);
  if (date == nullptr) return std::nullopt;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    if (!date->has(row) || !time.has(row)) continue;
    const std::chrono::microseconds utc{date->integers()[row]};
    if (std::chrono::abs(utc) > kFarDate) continue;
    const auto since_zero = std::chrono::round<std::chrono::microseconds>(*time.duration_at(row));
    return UtcTime{std::chrono::round<Milliseconds>(utc - since_zero)};
  }
  return std::nullopt;
}

domain::SessionInfo info_of_table(const source::SessionTable& table, std::optional<UtcTime> zero) {
  const source::TableName file = source::table_name(table.path());
  domain::SessionInfo info;
  info.meeting = first_text(table.find(TableField::event_name));
  info.name = first_text(table.find(TableField::session_name));
  const Column* year = table.find(TableField::year);
  std::string date = year != nullptr && year->has(0) ? std::to_string(year->integers()[0]) : file.date;
  if (info.meeting.empty()) info.meeting = file.meeting;
  if (info.name.empty()) info.name = file.session;
  if (is_whole_date(date)) info.start_date = date;
  if (!is_whole_date(date) && zero) date = day_of(table, zero);
  info.type = source::session_type(info.name);
  info.source = "table";
  info.key = domain::make_session_key(date, info.meeting, info.name);
  if (info.key.empty()) info.key = "table";
  info.has.telemetry = true;
  info.has.position = table.find(TableField::x) != nullptr && table.find(TableField::y) != nullptr;
  info.has.timing = table.find(TableField::lap_number) != nullptr;
  info.has.stints = table.find(TableField::stint) != nullptr;
  return info;
}

void note_what_is_missing(const source::SessionTable& table, source::InputReport& report) {
  for (const source::TableFieldSpec& field : source::table_fields()) {
    const Column* column = table.find(field.field);
    const bool has_values = column != nullptr && column->missing() < column->size();
    if (!has_values && !field.what.empty()) report.missing_topics.emplace_back(field.what);
  }
  for (const char* what :
       {"gaps and mini-sectors", "flags as they change", "race control", "team radio", "clock"}) {
    report.missing_topics.emplace_back(what);
  }
}

}  // namespace slipstream::prepare
