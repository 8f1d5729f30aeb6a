#include "prepare/from_table/table_session_builder.hpp"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <utility>

#include "prepare/from_table/table_laps.hpp"
#include "prepare/from_table/table_messages.hpp"
#include "prepare/from_table/table_session_info.hpp"
#include "prepare/record_order.hpp"
#include "source/report.hpp"

namespace slipstream::prepare {
namespace {

/// Of the car's own samples; nullopt with fewer than two.
std::optional<double> own_rate_hz(const source::SessionTable& table, const DriverRows& rows) {
  const table::Column* origin = table.find(source::TableField::origin);
  if (origin == nullptr) return std::nullopt;
  std::size_t count = 0;
  SessionTime first{}, last{};
  for (std::size_t at = 0; at < rows.row.size(); ++at) {
    if (origin->text_at(rows.row[at]) != "car") continue;
    if (count++ == 0) first = rows.time[at];
    last = rows.time[at];
  }
  if (count < 2) return std::nullopt;
  return static_cast<double>(count - 1) / base::seconds(last - first);
}

}  // namespace

Result<PreparedSession> TableSessionBuilder::build(const source::Progress& progress,
                                                   const std::stop_token& stop) {
  auto rows = rows_by_driver(table_, session_.report_);
  if (!rows) return propagate(rows);
  session_.zero_ = zero_of_table(table_);
  session_.info_ = info_of_table(table_, session_.zero_);
  session_.empty_rows_ = rows->empty_rows;
  note_what_is_missing(table_, session_.report_);

  TableGaps gaps;
  std::vector<double> rates;
  for (std::size_t i = 0; i < rows->drivers.size(); ++i) {
    if (stop.stop_requested()) return fail(ErrorCode::interrupted, "stopped while preparing the session");
    add_driver(rows->drivers[i], gaps);
    if (const auto rate = own_rate_hz(table_, rows->drivers[i])) rates.push_back(*rate);
    rows->drivers[i] = {};
    if (progress) progress(static_cast<double>(i + 1) / static_cast<double>(rows->drivers.size()));
  }
  if (!rates.empty()) {
    const auto middle = rates.begin() + static_cast<std::ptrdiff_t>(rates.size() / 2);
    std::ranges::nth_element(rates, middle);
    session_.car_sample_rate_hz_ = *middle;
  }
  source::add_missing(
      session_.report_,
      {.throttle = gaps.throttle, .brake = gaps.brake, .gear = gaps.gear, .position = gaps.position});
  session_.order_ = order_records(session_.telemetry_);
  begin_messages();
  return std::move(session_);
}

void TableSessionBuilder::add_driver(const DriverRows& rows, TableGaps& gaps) {
  const std::vector<TableLap> laps = laps_of_table(table_, rows);
  session_.info_.drivers.push_back(rows.driver);
  session_.telemetry_.push_back(samples_of_table(table_, rows, laps, session_.zero_, gaps));
  for (const TableLap& lap : laps) {
    const auto [known, is_new] = session_.lap_starts_.try_emplace(lap.lap.lap_number, lap.first);
    if (!is_new) known->second = std::min(known->second, lap.first);
  }
  std::ranges::move(messages_of_table(rows.driver, laps, session_.zero_),
                    std::back_inserter(session_.messages_));
}

void TableSessionBuilder::begin_messages() {
  std::ranges::stable_sort(session_.messages_, {}, &domain::SessionMessage::time);
  const SessionTime begin = session_.begin_time();
  const auto date = session_.zero_ ? std::optional{*session_.zero_ + begin.time_since_epoch()} : std::nullopt;
  session_.messages_.insert(session_.messages_.begin(),
                            {.time = begin, .date = date, .car = std::nullopt, .body = session_.info_});
}

}  // namespace slipstream::prepare
