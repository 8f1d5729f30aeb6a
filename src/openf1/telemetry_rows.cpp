#include "openf1/telemetry_rows.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <functional>
#include <map>
#include <numeric>
#include <ranges>

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

/// Keeps of `rows` those whose value is `lowest` or more and lies in the ranges.
template <class ValueOf>
void narrow(std::vector<std::uint32_t>& rows, ValueOf value_of, std::int64_t lowest, const Ranges& ranges) {
  if (ranges.all().size() != 1) {
    return narrow(
        rows, [&](std::uint32_t row) { return value_of(row) >= lowest && ranges.contain(value_of(row)); });
  }
  const std::int64_t low = std::max(lowest, ranges.all().front().low);
  const std::int64_t high = ranges.all().front().high;
  narrow(rows, [&](std::uint32_t row) {
    const std::int64_t value = value_of(row);
    return static_cast<unsigned>(value >= low) & static_cast<unsigned>(value <= high);
  });
}

char* put_text(char* to, std::string_view text) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

/// Milliseconds from the earliest to the latest that the condition allows.
std::optional<Range> span_of(const FieldCondition* date) {
  constexpr Range kAll{INT64_MIN, INT64_MAX};
  if (date == nullptr) return kAll;
  const Ranges ranges(*date->condition, Kind::date);
  if (ranges.all().empty()) return std::nullopt;
  return Range{std::ranges::min(ranges.all(), {}, &Range::low).low,
               std::ranges::max(ranges.all(), {}, &Range::high).high};
}

/// Of rows in the order of their dates those within the span.
template <class Rows>
auto stretch_of(const Rows& rows, const std::vector<std::int64_t>& dates, Range span) {
  const auto date_of = [&](std::uint32_t row) { return dates[row]; };
  return std::ranges::subrange(std::ranges::lower_bound(rows, span.low, {}, date_of),
                               std::ranges::upper_bound(rows, span.high, {}, date_of));
}

/// Keeps of `column`, of which each row has so many elements, these rows.
template <class T>
void keep(std::vector<T>& column, std::size_t width, const std::vector<std::uint32_t>& rows) {
  std::vector<T> kept;
  kept.reserve(rows.size() * width);
  for (const std::uint32_t row : rows) {
    const auto first = column.begin() + static_cast<std::ptrdiff_t>(row * width);
    kept.insert(kept.end(), first, first + static_cast<std::ptrdiff_t>(width));
  }
  column = std::move(kept);
}

}  // namespace

TelemetryRows::TelemetryRows(Collection collection) {
  for (const std::string_view field : fields_of(collection).subspan(kFirstValueField)) {
    labels_.push_back(fmt::format(",\"{}\":", field));
  }
  width_ = 1 + labels_.size();
}

void TelemetryRows::add(UtcTime date, std::int32_t car, std::span<const std::int32_t> values) {
  dates_.push_back(date.time_since_epoch().count());
  numbers_.push_back(car);
  numbers_.insert(numbers_.end(), values.begin(), values.end());
}

void TelemetryRows::finish(SessionKeys keys) {
  keys_ = keys;
  front_ = fmt::format(R"({{"meeting_key":{},"session_key":{},"driver_number":)", keys.meeting_key,
                       keys.session_key);
  most_json_ = front_.size() + 2 * codec::kMaxTimeText + codec::kMaxNumberText;
  for (const std::string& label : labels_) most_json_ += label.size() + codec::kMaxNumberText;
  added_ = rows_by_car();
  keep(dates_, 1, added_);
  keep(numbers_, width_, added_);
  note_cars();
  note_sequence();
}

TelemetryRows::Numbers TelemetryRows::rows_by_car() const {
  std::map<std::int32_t, Numbers> by_car;
  for (std::uint32_t row = 0; row < size(); ++row) by_car[car(row)].push_back(row);
  Numbers rows;
  rows.reserve(size());
  for (auto& [car, its_rows] : by_car) append_without_repeats(its_rows, rows);
  return rows;
}

void TelemetryRows::append_without_repeats(std::span<std::uint32_t> rows_of_car, Numbers& to) const {
  const auto date_of = [&](std::uint32_t row) { return dates_[row]; };
  const bool repeats =
      std::ranges::adjacent_find(rows_of_car, std::ranges::greater_equal{}, date_of) != rows_of_car.end();
  if (!repeats) {
    to.insert(to.end(), rows_of_car.begin(), rows_of_car.end());
    return;
  }
  std::map<std::int64_t, std::uint32_t> last;
  for (const std::uint32_t row : rows_of_car) last[dates_[row]] = row;
  for (const std::uint32_t row : rows_of_car) {
    if (last[dates_[row]] == row) to.push_back(row);
  }
}

void TelemetryRows::note_cars() {
  for (std::uint32_t row = 0; row < size(); ++row) {
    if (car_rows_.empty() || car_rows_.back().car != car(row)) {
      car_rows_.push_back({car(row), row, row, true});
    }
    CarRows& rows = car_rows_.back();
    rows.by_date = rows.by_date && (rows.first == row || dates_[row - 1] <= dates_[row]);
    rows.end = row + 1;
  }
}

void TelemetryRows::note_sequence() {
  sequence_.resize(size());
  std::iota(sequence_.begin(), sequence_.end(), 0U);
  std::ranges::sort(sequence_, {}, [&](std::uint32_t row) { return added_[row]; });
  sequence_by_date_ = std::ranges::is_sorted(sequence_, {}, [&](std::uint32_t row) { return dates_[row]; });
}

std::optional<TelemetryRows::Numbers> TelemetryRows::rows_of_cars(const FieldCondition* car,
                                                                  const FieldCondition* date,
                                                                  std::size_t most) const {
  Numbers rows;
  const auto span = span_of(date);
  if (!span) return rows;
  const auto append = [&](const auto& all, bool by_date) {
    const auto stretch = by_date ? stretch_of(all, dates_, *span) : std::ranges::subrange(all);
    if (rows.size() + stretch.size() > most) return false;
    rows.insert(rows.end(), stretch.begin(), stretch.end());
    return true;
  };
  if (car == nullptr) return append(sequence_, sequence_by_date_) ? std::optional{rows} : std::nullopt;
  const Ranges ranges(*car->condition, Kind::number);
  for (const CarRows& its : car_rows_) {
    if (!ranges.contain(its.car)) continue;
    if (!append(std::views::iota(its.first, its.end), its.by_date)) return std::nullopt;
  }
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
  auto rows = rows_of_cars(asked_of(kCarField), asked_of(kDateField), most);
  if (!rows) return rows;
  for (const FieldCondition& asked : conditions) {
    if (asked.field == kDateField) {
      const auto date_of = [&](std::uint32_t row) { return dates_[row]; };
      narrow(*rows, date_of, INT64_MIN, Ranges(*asked.condition, Kind::date));
    } else if (asked.field >= kFirstValueField) {
      // What is not known fits nothing, not even "less than".
      const auto number_of = [&, field = asked.field](std::uint32_t row) { return number(row, field); };
      narrow(*rows, number_of, std::int64_t{kUnknown} + 1, Ranges(*asked.condition, Kind::number));
    }
  }
  const auto added = [&](std::uint32_t row) { return added_[row]; };
  if (!std::ranges::is_sorted(*rows, {}, added)) std::ranges::sort(*rows, {}, added);
  return rows;
}

Value TelemetryRows::value(std::size_t row, std::size_t field) const {
  if (field == kMeetingKeyField) return keys_.meeting_key;
  if (field == kSessionKeyField) return keys_.session_key;
  if (field == kCarField) return std::int64_t{car(row)};
  if (field == kDateField) return UtcTime{Milliseconds{dates_[row]}};
  const std::int32_t known = number(row, field);
  return known == kUnknown ? Value{} : Value{std::int64_t{known}};
}

void TelemetryRows::append_json(std::size_t row, std::string& out) const {
  const std::size_t before = out.size();
  out.resize_and_overwrite(before + most_json_, [&](char* bytes, std::size_t) {
    char* to = put_text(bytes + before, front_);
    to = codec::put_integer(to, std::int64_t{car(row)});
    to = put_text(to, ",\"date\":\"");
    to = put_date(to, UtcTime{Milliseconds{dates_[row]}}, 'T');
    *to++ = '"';
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      to = put_text(to, labels_[i]);
      const std::int32_t known = number(row, kFirstValueField + i);
      to = known == kUnknown ? put_text(to, "null") : codec::put_integer(to, std::int64_t{known});
    }
    *to++ = '}';
    return static_cast<std::size_t>(to - bytes);
  });
}

}  // namespace slipstream::openf1
