#include "prepare/from_table/table_telemetry.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include "prepare/from_table/table_channels.hpp"
#include "prepare/from_table/throttle_sentinels.hpp"

namespace slipstream::prepare {
namespace {

using source::TableField;
using table::Column;
using RowNumbers = std::span<const std::uint32_t>;

/// What FastF1 has for a flap of which is known only whether it is open.
constexpr std::uint8_t kDrsClosed = 0, kDrsOpen = 12;

std::vector<std::int32_t> times(const Column& column, RowNumbers rows) {
  std::vector<std::int32_t> values;
  values.reserve(rows.size());
  for (const std::uint32_t row : rows) {
    values.push_back(
        static_cast<std::int32_t>(std::chrono::round<Milliseconds>(*column.duration_at(row)).count()));
  }
  return values;
}

std::vector<std::uint16_t> lap_indices(const Column* numbers, RowNumbers rows,
                                       std::span<const TableLap> laps) {
  std::vector<std::uint16_t> indices(rows.size(), TelemetryRows::kNoLap);
  std::size_t lap = 0;
  for (std::size_t at = 0; numbers != nullptr && at < rows.size(); ++at) {
    const auto number = numbers->integer_at(rows[at]);
    if (!number) continue;
    while (lap < laps.size() && laps[lap].lap.lap_number < *number) ++lap;
    if (lap < laps.size() && laps[lap].lap.lap_number == *number)
      indices[at] = static_cast<std::uint16_t>(lap);
  }
  return indices;
}

/// `of(text)` of each row of a column of texts, `none` where it has none.
template <class Value, class Of>
std::vector<Value> values_of_texts(const Column* column, RowNumbers rows, Value none, Of of) {
  std::vector<Value> values(rows.size(), none);
  for (std::size_t at = 0; column != nullptr && at < rows.size(); ++at) {
    if (const auto text = column->text_at(rows[at])) values[at] = of(*text);
  }
  return values;
}

MergedFrom merged_from(std::string_view source) {
  if (source == "car") return MergedFrom::car;
  if (source == "pos") return MergedFrom::position;
  return source == "interpolation" ? MergedFrom::interpolation : MergedFrom::unknown;
}

std::uint8_t off_track(std::string_view status) {
  if (status == "OnTrack") return 0;
  return status == "OffTrack" ? 1 : TelemetryRows::kNoTrack;
}

domain::CarNumber car_ahead(std::string_view number) {
  if (number.empty()) return TelemetryRows::kNobody;
  domain::CarNumber car = 0;
  const auto read = std::from_chars(number.data(), number.data() + number.size(), car);
  const bool is_number = read.ec == std::errc{} && read.ptr == number.data() + number.size();
  return is_number && domain::known_number(car) ? car : TelemetryRows::kNotSaid;
}

std::vector<std::int16_t> gears(const Column* column, RowNumbers rows) {
  std::vector<std::int16_t> values(rows.size(), TelemetryRows::kNoGear);
  for (std::size_t at = 0; column != nullptr && at < rows.size(); ++at) {
    const auto gear = column->double_at(rows[at]);
    if (gear && *gear >= 0 && *gear <= std::numeric_limits<std::int16_t>::max()) {
      values[at] = static_cast<std::int16_t>(*gear);
    }
  }
  return values;
}

std::vector<std::uint8_t> brakes(const Column* column, RowNumbers rows) {
  std::vector<std::uint8_t> values;
  values.reserve(rows.size());
  for (const double brake_pct : brakes_at(column, rows)) {
    values.push_back(std::isnan(brake_pct) ? TelemetryRows::kNoBrake
                                           : static_cast<std::uint8_t>(brake_pct > 0));
  }
  return values;
}

std::vector<std::uint8_t> drs_codes(const Column* column, RowNumbers rows) {
  std::vector<std::uint8_t> values(rows.size(), TelemetryRows::kNoDrs);
  for (std::size_t at = 0; column != nullptr && at < rows.size(); ++at) {
    if (!column->has(rows[at])) continue;
    if (column->type() == table::Type::boolean) {
      values[at] = *column->boolean_at(rows[at]) ? kDrsOpen : kDrsClosed;
    } else if (const double code = *column->double_at(rows[at]); code >= 0 && code < TelemetryRows::kNoDrs) {
      values[at] = static_cast<std::uint8_t>(code);
    }
  }
  return values;
}

void count_from_lap_starts(TelemetryRows& rows, std::span<const double> starts) {
  for (std::size_t row = 0; row < rows.size(); ++row) {
    rows.distance_m[row] = rows.lap[row] == TelemetryRows::kNoLap
                               ? TelemetryRows::kNone
                               : rows.distance_m[row] - starts[rows.lap[row]];
  }
}

void relate_distances(TelemetryRows& rows) {
  for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
    while (end < rows.size() && rows.lap[end] == rows.lap[begin]) ++end;
    if (rows.lap[begin] == TelemetryRows::kNoLap) continue;
    const double whole = rows.distance_m[end - 1];
    for (std::size_t row = begin; row < end && whole > 0; ++row) {
      rows.relative_distance[row] = rows.distance_m[row] / whole;
    }
  }
}

/// nullopt where not known, or more than `most`.
template <class Number>
std::optional<Number> whole(double value, Number most) {
  if (!(value >= 0 && value <= most)) return std::nullopt;
  return static_cast<Number>(std::lround(value));
}

domain::CarSample car_sample(const TelemetryRows& rows, std::size_t row) {
  constexpr std::uint16_t kMost16 = CarSamples::kNone16 - 1;
  constexpr std::uint8_t kMost8 = CarSamples::kNone8 - 1;
  domain::CarSample sample;
  sample.time = SessionTime{Milliseconds{rows.time_ms[row]}};
  sample.rpm = whole(rows.rpm[row], kMost16);
  sample.speed_kmh = whole(rows.speed_kmh[row], kMost16);
  sample.throttle_pct = whole(rows.throttle_pct[row], kMost8);
  sample.gear = whole(rows.gear[row], kMost8);
  if (rows.brake[row] != TelemetryRows::kNoBrake) sample.brake_pct = rows.brake[row] != 0 ? 100 : 0;
  if (rows.drs[row] != TelemetryRows::kNoDrs) sample.drs = rows.drs[row];
  return sample;
}

domain::PositionSample position_sample(const TelemetryRows& rows, std::size_t row) {
  const auto tenth_m = [](double value) { return static_cast<std::int32_t>(std::lround(value)); };
  domain::PositionSample sample;
  sample.time = SessionTime{Milliseconds{rows.time_ms[row]}};
  sample.off_track = rows.off_track[row] != 0;
  if (!std::isnan(rows.x[row]) && !std::isnan(rows.y[row]) && !std::isnan(rows.z[row])) {
    sample.at = domain::Point{tenth_m(rows.x[row]), tenth_m(rows.y[row]), tenth_m(rows.z[row])};
  }
  return sample;
}

}  // namespace

TelemetryRows telemetry_of_table(const source::SessionTable& table, const DriverRows& driver,
                                 std::span<const TableLap> laps) {
  const RowNumbers rows = driver.with_ends;
  const auto numbers = [&](TableField field) { return numbers_at<double>(table.find(field), rows); };
  TelemetryRows made;
  made.time_ms = times(*table.find(TableField::session_time), rows);
  made.lap = lap_indices(table.find(TableField::lap_number), rows, laps);
  made.source = values_of_texts(table.find(TableField::origin), rows, MergedFrom::unknown, merged_from);
  made.speed_kmh = numbers(TableField::speed);
  made.rpm = numbers(TableField::rpm);
  made.throttle_pct = numbers(TableField::throttle);
  made.distance_m = numbers(TableField::distance);
  made.relative_distance = numbers(TableField::relative_distance);
  made.x = numbers(TableField::x);
  made.y = numbers(TableField::y);
  made.z = numbers(TableField::z);
  made.ahead_m = numbers(TableField::distance_ahead);
  made.ahead =
      values_of_texts(table.find(TableField::driver_ahead), rows, TelemetryRows::kNotSaid, car_ahead);
  made.gear = gears(table.find(TableField::gear), rows);
  made.brake = brakes(table.find(TableField::brake), rows);
  made.drs = drs_codes(table.find(TableField::drs), rows);
  made.off_track =
      values_of_texts(table.find(TableField::on_track), rows, TelemetryRows::kNoTrack, off_track);
  const std::vector<double> starts = distances_at_lap_starts(table, driver, laps);
  if (!starts.empty()) count_from_lap_starts(made, starts);
  if (!starts.empty() || table.find(TableField::relative_distance) == nullptr) relate_distances(made);
  return made;
}

CarSamples stream_samples_of(const TelemetryRows& rows) {
  CarSamples samples;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows.source[row] == MergedFrom::car) samples.add(car_sample(rows, row));
    const bool has_status = rows.off_track[row] != TelemetryRows::kNoTrack;
    if (rows.source[row] == MergedFrom::position && has_status) samples.add(position_sample(rows, row));
  }
  return samples;
}

void forget_sentinels(TelemetryRows& rows) {
  constexpr std::int16_t kTopGear = 8;
  std::vector<bool> own(rows.size());
  for (std::size_t row = 0; row < rows.size(); ++row) {
    own[row] = rows.source[row] == MergedFrom::car || rows.source[row] == MergedFrom::unknown;
  }
  const ThrottleSentinels sentinels = find_throttle_sentinels(rows.throttle_pct, own);
  for (std::size_t row = 0; row < rows.size(); ++row) {
    if (rows.throttle_pct[row] > kFullPedal || sentinels.touch(row))
      rows.throttle_pct[row] = TelemetryRows::kNone;
    if (sentinels.before[row] && rows.brake[row] == 1) rows.brake[row] = TelemetryRows::kNoBrake;
    if (rows.gear[row] > kTopGear) rows.gear[row] = TelemetryRows::kNoGear;
    if (rows.x[row] == 0 && rows.y[row] == 0 && rows.z[row] == 0) {
      rows.x[row] = rows.y[row] = rows.z[row] = TelemetryRows::kNone;
    }
  }
}

}  // namespace slipstream::prepare
