#include "openf1/telemetry_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>

#include <fmt/format.h>

#include "codec/number_text.hpp"
#include "openf1/answer/value_text.hpp"
#include "openf1/query/ranges.hpp"

namespace slipstream::openf1 {
namespace {

/// Keeps of `rows` those of which `fits(row)`, without a branch that the processor would have to guess.
template <class Fits>
void narrow(std::vector<std::uint32_t>& rows, Fits fits) {
  std::size_t kept = 0;
  for (const std::uint32_t row : rows) {
    rows[kept] = row;
    kept += fits(row) ? 1 : 0;
  }
  rows.resize(kept);
}

/// Keeps of `rows` those whose value in `column` is `lowest` or more and lies in the ranges.
template <class T>
void narrow(std::vector<std::uint32_t>& rows, const std::vector<T>& column, T lowest, const Ranges& ranges) {
  if (ranges.all().size() != 1) {
    return narrow(rows,
                  [&](std::uint32_t row) { return column[row] >= lowest && ranges.contain(column[row]); });
  }
  const std::int64_t low = std::max<std::int64_t>(lowest, ranges.all().front().low);
  const std::int64_t high = ranges.all().front().high;
  narrow(rows, [&](std::uint32_t row) {
    return static_cast<unsigned>(column[row] >= low) & static_cast<unsigned>(column[row] <= high);
  });
}

char* put_text(char* to, std::string_view text) { return std::ranges::copy(text, to).out; }

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
  most_json_ = front_.size() + 2 * codec::kMaxTimeText + codec::kMaxNumberText;
  for (const std::string& label : labels_) most_json_ += label.size() + codec::kMaxNumberText;
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

std::optional<std::vector<std::uint32_t>> TelemetryRows::rows_of_cars(const FieldCondition* asked,
                                                                      Stretch stretch,
                                                                      std::size_t most) const {
  std::vector<std::uint32_t> rows;
  if (stretch.first >= stretch.end) return rows;
  if (asked == nullptr) {
    if (stretch.end - stretch.first > most) return std::nullopt;
    rows.resize(stretch.end - stretch.first);
    std::iota(rows.begin(), rows.end(), stretch.first);
    return rows;
  }
  const Ranges ranges(*asked->condition, Kind::number);
  std::size_t cars = 0;
  for (const auto& [car, its_rows] : rows_by_car_) {
    if (!ranges.contain(car)) continue;
    const auto first = std::ranges::lower_bound(its_rows, stretch.first);
    const auto end = std::ranges::lower_bound(its_rows, stretch.end);
    if (rows.size() + static_cast<std::size_t>(end - first) > most) return std::nullopt;
    rows.insert(rows.end(), first, end);
    ++cars;
  }
  if (cars > 1) std::ranges::sort(rows);
  return rows;
}

std::optional<std::vector<std::uint32_t>> TelemetryRows::select(std::span<const FieldCondition> conditions,
                                                                std::size_t most) const {
  for (const FieldCondition& asked : conditions) {
    if (asked.field < kCarField && !asked.condition->holds(value(0, asked.field))) {
      return std::vector<std::uint32_t>{};
    }
  }
  const auto asked_of = [&](std::size_t field) -> const FieldCondition* {
    const auto found = std::ranges::find(conditions, field, &FieldCondition::field);
    return found == conditions.end() ? nullptr : &*found;
  };
  auto rows = rows_of_cars(asked_of(kCarField), stretch_of(asked_of(kDateField)), most);
  if (!rows) return rows;
  for (const FieldCondition& asked : conditions) {
    if (asked.field == kDateField) {
      narrow(*rows, dates_, INT64_MIN, Ranges(*asked.condition, Kind::date));
    } else if (asked.field >= kFirstValueField) {
      // What is not known fits nothing, not even "less than".
      narrow(*rows, columns_[asked.field - kFirstValueField], kUnknown + 1,
             Ranges(*asked.condition, Kind::number));
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
  const std::size_t before = out.size();
  out.resize_and_overwrite(before + most_json_, [&](char* bytes, std::size_t) {
    char* to = put_text(bytes + before, front_);
    to = codec::put_integer(to, std::int64_t{cars_[row]});
    to = put_text(to, ",\"date\":\"");
    to = put_date(to, UtcTime{Milliseconds{dates_[row]}}, 'T');
    *to++ = '"';
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      to = put_text(to, labels_[i]);
      const std::int32_t number = columns_[i][row];
      to = number == kUnknown ? put_text(to, "null") : codec::put_integer(to, std::int64_t{number});
    }
    *to++ = '}';
    return static_cast<std::size_t>(to - bytes);
  });
}

}  // namespace slipstream::openf1
