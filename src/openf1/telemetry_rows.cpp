#include "openf1/telemetry_rows.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "codec/number_text.hpp"
#include "openf1/answer/value_text.hpp"
#include "openf1/query/ranges.hpp"

namespace slipstream::openf1 {
namespace {

/// Keeps of `rows` those whose value in `column` lies in the ranges.
template <class Column>
void narrow(std::vector<std::uint32_t>& rows, const Column& column, const Ranges& ranges) {
  std::erase_if(rows, [&](std::uint32_t row) { return !ranges.contain(column[row]); });
}

template <class T>
void keep(std::vector<T>& column, const std::vector<std::uint32_t>& rows) {
  std::vector<T> kept;
  kept.reserve(rows.size());
  for (const std::uint32_t row : rows) kept.push_back(column[row]);
  column = std::move(kept);
}

}  // namespace

TelemetryRows::TelemetryRows(Collection collection) {
  for (const std::string_view field : fields_of(collection).subspan(kFirstValueField)) {
    labels_.push_back(fmt::format(",\"{}\":", field));
  }
  columns_.resize(labels_.size());
}

void TelemetryRows::add(UtcTime date, std::int32_t car, std::span<const std::int32_t> values) {
  const std::int64_t millis = date.time_since_epoch().count();
  const auto [newest, is_first] = newest_.try_emplace(car, millis);
  if (!is_first) {
    has_repeats_ = has_repeats_ || millis <= newest->second;
    newest->second = std::max(newest->second, millis);
  }
  dates_.push_back(millis);
  cars_.push_back(car);
  for (std::size_t i = 0; i < columns_.size(); ++i) columns_[i].push_back(values[i]);
}

void TelemetryRows::finish(SessionKeys keys) {
  keys_ = keys;
  front_ = fmt::format(R"({{"meeting_key":{},"session_key":{},"driver_number":)", keys.meeting_key,
                       keys.session_key);
  if (has_repeats_) drop_repeated();
  newest_.clear();
  dates_.shrink_to_fit();
  cars_.shrink_to_fit();
  for (auto& column : columns_) column.shrink_to_fit();
  index_cars();
  by_date_ = std::ranges::is_sorted(dates_);
}

void TelemetryRows::drop_repeated() {
  std::map<std::pair<std::int64_t, std::int32_t>, std::uint32_t> last;
  for (std::size_t row = 0; row < size(); ++row) {
    last[{dates_[row], cars_[row]}] = static_cast<std::uint32_t>(row);
  }
  std::vector<std::uint32_t> rows;
  rows.reserve(last.size());
  for (const auto& [key, row] : last) rows.push_back(row);
  std::ranges::sort(rows);
  keep(dates_, rows);
  keep(cars_, rows);
  for (auto& column : columns_) keep(column, rows);
}

void TelemetryRows::index_cars() {
  std::map<std::int32_t, std::vector<std::uint32_t>> by_car;
  for (std::size_t row = 0; row < size(); ++row)
    by_car[cars_[row]].push_back(static_cast<std::uint32_t>(row));
  for (auto& [car, rows] : by_car) {
    rows.shrink_to_fit();
    rows_by_car_.emplace_back(car, std::move(rows));
  }
}

TelemetryRows::Stretch TelemetryRows::stretch_of(const FieldCondition* date) const {
  const auto count = static_cast<std::uint32_t>(size());
  if (date == nullptr || !by_date_) return {0, count};
  const Ranges ranges(*date->condition, Kind::date);
  if (ranges.all().empty()) return {};
  const std::int64_t low = std::ranges::min(ranges.all(), {}, &Range::low).low;
  const std::int64_t high = std::ranges::max(ranges.all(), {}, &Range::high).high;
  return {static_cast<std::uint32_t>(std::ranges::lower_bound(dates_, low) - dates_.begin()),
          static_cast<std::uint32_t>(std::ranges::upper_bound(dates_, high) - dates_.begin())};
}

std::vector<std::uint32_t> TelemetryRows::rows_of_cars(const FieldCondition* asked, Stretch stretch) const {
  std::vector<std::uint32_t> rows;
  if (stretch.first >= stretch.end) return rows;
  if (asked == nullptr) {
    rows.resize(stretch.end - stretch.first);
    std::iota(rows.begin(), rows.end(), stretch.first);
    return rows;
  }
  const Ranges ranges(*asked->condition, Kind::number);
  std::size_t cars = 0;
  for (const auto& [car, its_rows] : rows_by_car_) {
    if (!ranges.contain(car)) continue;
    rows.insert(rows.end(), std::ranges::lower_bound(its_rows, stretch.first),
                std::ranges::lower_bound(its_rows, stretch.end));
    ++cars;
  }
  if (cars > 1) std::ranges::sort(rows);
  return rows;
}

std::vector<std::uint32_t> TelemetryRows::select(std::span<const FieldCondition> conditions) const {
  for (const FieldCondition& asked : conditions) {
    if (asked.field < kCarField && !asked.condition->holds(value(0, asked.field))) return {};
  }
  const auto asked_of = [&](std::size_t field) -> const FieldCondition* {
    const auto found = std::ranges::find(conditions, field, &FieldCondition::field);
    return found == conditions.end() ? nullptr : &*found;
  };
  std::vector<std::uint32_t> rows = rows_of_cars(asked_of(kCarField), stretch_of(asked_of(kDateField)));
  for (const FieldCondition& asked : conditions) {
    if (asked.field == kDateField) {
      narrow(rows, dates_, Ranges(*asked.condition, Kind::date));
    } else if (asked.field >= kFirstValueField) {
      const auto& column = columns_[asked.field - kFirstValueField];
      // What is not known fits nothing, not even "less than".
      std::erase_if(rows, [&](std::uint32_t row) { return column[row] == kUnknown; });
      narrow(rows, column, Ranges(*asked.condition, Kind::number));
    }
  }
  return rows;
}

Value TelemetryRows::value(std::size_t row, std::size_t field) const {
  if (field == kMeetingKeyField) return keys_.meeting_key;
  if (field == kSessionKeyField) return keys_.session_key;
  if (field == kCarField) return std::int64_t{cars_[row]};
  if (field == kDateField) return UtcTime{Milliseconds{dates_[row]}};
  const std::int32_t number = columns_[field - kFirstValueField][row];
  return number == kUnknown ? Value{} : Value{std::int64_t{number}};
}

void TelemetryRows::append_json(std::size_t row, std::string& out) const {
  out += front_;
  char number[codec::kMaxNumberText];
  out.append(number, codec::put_integer(number, std::int64_t{cars_[row]}));
  out += ",\"date\":\"";
  append_date(out, UtcTime{Milliseconds{dates_[row]}}, 'T');
  out += '"';
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    out += labels_[i];
    if (columns_[i][row] == kUnknown)
      out += "null";
    else
      out.append(number, codec::put_integer(number, std::int64_t{columns_[i][row]}));
  }
  out += '}';
}

}  // namespace slipstream::openf1
