#include "prepare/tables/table_makers.hpp"

namespace slipstream::prepare {
namespace {

using domain::Lap;
using table::Type;

/// Adds a column with `value(driver, lap record)` of every lap the selection takes.
template <class Value>
void add_lap_column(table::Table& made, const SessionRecord& record, const Selection& selection,
                    const char* name, Type type, Value value) {
  table::Column& column = made.add(name, type);
  for (const DriverRecord& driver : record.drivers) {
    if (!selection.takes(driver.driver)) continue;
    for (const LapRecord& row : driver.laps) {
      if (selection.takes(row.lap)) column.append(value(driver, row));
    }
  }
}

}  // namespace

std::optional<std::string_view> compound_of(const Lap& lap) {
  return lap.compound ? std::optional{to_string(*lap.compound)} : std::nullopt;
}

table::Table laps_table(const SessionRecord& record, const Selection& selection) {
  table::Table made;
  const auto add = [&](const char* name, Type type, auto value) {
    add_lap_column(made, record, selection, name, type, value);
  };
  const auto add_time = [&](const char* name, std::optional<SessionTime> Lap::* time) {
    add(name, Type::duration,
        [time](const auto&, const LapRecord& row) { return duration_of(row.lap.*time); });
  };
  const auto add_speed = [&](const char* name, std::optional<int> domain::SpeedTraps::* trap) {
    add(name, Type::float64,
        [trap](const auto&, const LapRecord& row) { return number_of(row.lap.speeds.*trap); });
  };
  add_time("Time", &Lap::lap_end);
  add("Driver", Type::text, [](const DriverRecord& driver, const auto&) { return driver.driver.id.view(); });
  add("DriverNumber", Type::text,
      [](const DriverRecord& driver, const auto&) { return number_text(driver.driver); });
  add("LapTime", Type::duration, [](const auto&, const LapRecord& row) { return row.lap.lap_time; });
  add("LapNumber", Type::float64,
      [](const auto&, const LapRecord& row) { return static_cast<double>(row.lap.lap_number); });
  add("Stint", Type::float64, [](const auto&, const LapRecord& row) { return number_of(row.lap.stint); });
  add_time("PitOutTime", &Lap::pit_out);
  add_time("PitInTime", &Lap::pit_in);
  for (std::size_t sector = 0; sector < 3; ++sector) {
    add(("Sector" + std::to_string(sector + 1) + "Time").c_str(), Type::duration,
        [sector](const auto&, const LapRecord& row) { return row.lap.sectors[sector]; });
  }
  for (std::size_t sector = 0; sector < 3; ++sector) {
    add(("Sector" + std::to_string(sector + 1) + "SessionTime").c_str(), Type::duration,
        [sector](const auto&, const LapRecord& row) { return duration_of(row.sector_ends[sector]); });
  }
  add_speed("SpeedI1", &domain::SpeedTraps::i1);
  add_speed("SpeedI2", &domain::SpeedTraps::i2);
  add_speed("SpeedFL", &domain::SpeedTraps::fl);
  add_speed("SpeedST", &domain::SpeedTraps::st);
  add("IsPersonalBest", Type::boolean,
      [](const auto&, const LapRecord& row) { return row.lap.personal_best; });
  add("Compound", Type::text, [](const auto&, const LapRecord& row) { return compound_of(row.lap); });
  add("TyreLife", Type::float64,
      [](const auto&, const LapRecord& row) { return number_of(row.lap.tyre_life); });
  add("FreshTyre", Type::boolean, [](const auto&, const LapRecord& row) { return row.lap.fresh_tyre; });
  add("Team", Type::text,
      [](const DriverRecord& driver, const auto&) { return text_of(driver.driver.team); });
  add_time("LapStartTime", &Lap::lap_start);
  add("LapStartDate", Type::timestamp,
      [&](const auto&, const LapRecord& row) { return date_of(record, row.lap.lap_start); });
  add("TrackStatus", Type::text,
      [](const auto&, const LapRecord& row) { return text_of(row.lap.track_status); });
  add("Position", Type::float64,
      [](const auto&, const LapRecord& row) { return number_of(row.lap.position); });
  add("Deleted", Type::boolean, [](const auto&, const LapRecord& row) { return row.deleted; });
  add("DeletedReason", Type::text, [](const auto&, const LapRecord& row) {
    return row.deleted ? std::optional{std::string_view{row.lap.deleted_reason}} : std::nullopt;
  });
  add("FastF1Generated", Type::boolean, [](const auto&, const LapRecord& row) { return row.generated; });
  add("IsAccurate", Type::boolean, [](const auto&, const LapRecord& row) { return row.lap.accurate; });
  return made;
}

table::Table stints_table(const SessionRecord& record, const Selection& selection) {
  table::Table made;
  table::Column& number = made.add("DriverNumber", Type::text);
  table::Column& name = made.add("Driver", Type::text);
  table::Column& stint = made.add("Stint", Type::int64);
  table::Column& compound = made.add("Compound", Type::text);
  table::Column& fresh = made.add("FreshTyre", Type::boolean);
  table::Column& first_lap = made.add("FirstLap", Type::int64);
  table::Column& last_lap = made.add("LastLap", Type::int64);
  table::Column& laps = made.add("Laps", Type::int64);
  table::Column& age = made.add("TyreLifeAtStart", Type::int64);
  for (const DriverRecord& driver : record.drivers) {
    if (!selection.takes(driver.driver)) continue;
    for (std::size_t begin = 0; begin < driver.laps.size();) {
      const Lap& first = driver.laps[begin].lap;
      std::size_t end = begin + 1;
      while (end < driver.laps.size() && driver.laps[end].lap.stint == first.stint) ++end;
      const Lap& last = driver.laps[end - 1].lap;
      const bool taken =
          !selection.lap || (*selection.lap >= first.lap_number && *selection.lap <= last.lap_number);
      if (first.stint && taken) {
        number.append(number_text(driver.driver));
        name.append_text(driver.driver.id.view());
        stint.append(first.stint);
        compound.append(compound_of(last));
        fresh.append(last.fresh_tyre);
        first_lap.append(first.lap_number);
        last_lap.append(last.lap_number);
        laps.append(end - begin);
        age.append(first.tyre_life ? std::optional{*first.tyre_life - 1} : std::nullopt);
      }
      begin = end;
    }
  }
  return made;
}

}  // namespace slipstream::prepare
