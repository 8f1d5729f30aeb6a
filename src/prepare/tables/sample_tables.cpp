#include <string>

#include "prepare/tables/sample_range.hpp"
#include "prepare/tables/table_makers.hpp"

namespace slipstream::prepare {
namespace {

using table::Column;
using table::Type;

/// Calls `add(sample)` for each of a driver's samples that the selection takes.
template <class Packed, class Add>
void for_each_sample(std::span<const Packed> samples, const DriverRecord& driver, const Selection& selection,
                     Add add) {
  if (!selection.takes(driver.driver)) return;
  if (!selection.lap) {
    for (const Packed& sample : samples) add(sample);
    return;
  }
  for (const LapRecord& row : driver.laps) {
    if (!selection.takes(row.lap) || !row.lap.lap_start || !row.lap.lap_end) continue;
    const SampleRange range = samples_between(samples, in_ms(*row.lap.lap_start), in_ms(*row.lap.lap_end));
    for (std::size_t i = range.first; i < range.end; ++i) add(samples[i]);
  }
}

void append_known(Column& column, std::uint32_t value, std::uint32_t none) {
  if (value == none) return column.append_missing();
  if (column.type() == Type::float64) return column.append_double(value);
  column.append_integer(value);
}

SessionTime time_of(std::int32_t time_ms) { return SessionTime{Milliseconds{time_ms}}; }

}  // namespace

table::Table car_data_table(const SessionRecord& record, const Selection& selection) {
  table::Table made;
  Column& number = made.add("DriverNumber", Type::text);
  Column& date = made.add("Date", Type::timestamp);
  Column& rpm = made.add("RPM", Type::float64);
  Column& speed = made.add("Speed", Type::float64);
  Column& gear = made.add("nGear", Type::int64);
  Column& throttle = made.add("Throttle", Type::float64);
  Column& brake = made.add("Brake", Type::boolean);
  Column& drs = made.add("DRS", Type::int64);
  Column& source = made.add("Source", Type::text);
  Column& time = made.add("Time", Type::duration);
  Column& session_time = made.add("SessionTime", Type::duration);
  for (const DriverRecord& driver : record.drivers) {
    const auto name = number_text(driver.driver);
    for_each_sample(driver.samples.cars(), driver, selection, [&](const CarSamples::PackedCar& sample) {
      number.append(name);
      date.append(date_of(record, time_of(sample.time_ms)));
      append_known(rpm, sample.rpm, CarSamples::kNone16);
      append_known(speed, sample.speed_kmh, CarSamples::kNone16);
      append_known(gear, sample.gear, CarSamples::kNone8);
      append_known(throttle, sample.throttle_pct, CarSamples::kNone8);
      if (sample.brake_pct == CarSamples::kNone8) {
        brake.append_missing();
      } else {
        brake.append_boolean(sample.brake_pct != 0);
      }
      append_known(drs, sample.drs, CarSamples::kNone8);
      source.append_text("car");
      time.append(Milliseconds{sample.time_ms});
      session_time.append(Milliseconds{sample.time_ms});
    });
  }
  return made;
}

table::Table pos_data_table(const SessionRecord& record, const Selection& selection) {
  table::Table made;
  Column& number = made.add("DriverNumber", Type::text);
  Column& date = made.add("Date", Type::timestamp);
  Column& status = made.add("Status", Type::text);
  Column& x = made.add("X", Type::float64);
  Column& y = made.add("Y", Type::float64);
  Column& z = made.add("Z", Type::float64);
  Column& source = made.add("Source", Type::text);
  Column& time = made.add("Time", Type::duration);
  Column& session_time = made.add("SessionTime", Type::duration);
  for (const DriverRecord& driver : record.drivers) {
    const auto name = number_text(driver.driver);
    for_each_sample(driver.samples.positions(), driver, selection,
                    [&](const CarSamples::PackedPosition& sample) {
                      const std::int32_t at = sample.time_ms;
                      number.append(name);
                      date.append(date_of(record, time_of(at)));
                      status.append_text(sample.off_track ? "OffTrack" : "OnTrack");
                      x.append_double(sample.x);
                      y.append_double(sample.y);
                      z.append_double(sample.z);
                      source.append_text("pos");
                      time.append(Milliseconds{at});
                      session_time.append(Milliseconds{at});
                    });
  }
  return made;
}

}  // namespace slipstream::prepare
