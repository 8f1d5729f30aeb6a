#include "source/session_table/table_field.hpp"

namespace slipstream::source {

std::span<const TableFieldSpec> table_fields() {
  using enum TableField;
  using enum table::Type;
  static const std::vector<TableFieldSpec> fields{
      {session_time, {"SessionTime"}, duration, ""},
      {driver_number, {"DriverNumber"}, int64, ""},
      {driver, {"Driver", "DriverID", "Abbreviation"}, text, "driver codes"},
      {date, {"Date"}, timestamp, "UTC"},
      {full_name, {"FullName"}, text, ""},
      {first_name, {"FirstName"}, text, ""},
      {last_name, {"LastName"}, text, ""},
      {team, {"TeamName", "Team"}, text, "teams"},
      {team_color, {"TeamColor"}, text, ""},
      {grid, {"GridPosition"}, int64, ""},
      {speed, {"Speed"}, float64, "speed"},
      {rpm, {"RPM"}, float64, "rpm"},
      {gear, {"nGear", "Gear"}, float64, "gear"},
      {throttle, {"Throttle"}, float64, "throttle"},
      {brake, {"Brake"}, float64, "brake"},
      {drs, {"DRS"}, float64, "DRS"},
      {x, {"X"}, float64, "position on track"},
      {y, {"Y"}, float64, ""},
      {z, {"Z"}, float64, ""},
      {distance, {"Distance"}, float64, "distance"},
      {origin, {"Source"}, text, "which stream a row is from"},
      {lap_number, {"LapNumber"}, int64, "laps"},
      {time, {"Time"}, duration, ""},
      {lap_time, {"LapTime"}, duration, "lap times"},
      {sector1, {"Sector1Time"}, duration, "sector times"},
      {sector2, {"Sector2Time"}, duration, ""},
      {sector3, {"Sector3Time"}, duration, ""},
      {lap_end, {"Sector3SessionTime"}, duration, ""},
      {lap_start, {"LapStartTime"}, duration, ""},
      {pit_out, {"PitOutTime"}, duration, "pit stops"},
      {pit_in, {"PitInTime"}, duration, ""},
      {personal_best, {"IsPersonalBest"}, boolean, ""},
      {compound, {"Compound"}, text, "tyre compounds"},
      {tyre_life, {"TyreLife"}, int64, "tyre age"},
      {fresh_tyre, {"FreshTyre"}, boolean, ""},
      {stint, {"Stint"}, int64, "stints"},
      {track_status, {"TrackStatus"}, text, "track status"},
      {position, {"Position", "Position_x"}, int64, "positions in the race"},
      {deleted, {"Deleted"}, boolean, ""},
      {deleted_reason, {"DeletedReason"}, text, ""},
      {accurate, {"IsAccurate"}, boolean, ""},
      {speed_i1, {"SpeedI1"}, int64, "speed traps"},
      {speed_i2, {"SpeedI2"}, int64, ""},
      {speed_fl, {"SpeedFL"}, int64, ""},
      {speed_st, {"SpeedST"}, int64, ""},
      {event_name, {"EventName"}, text, ""},
      {session_name, {"SessionName", "Session"}, text, ""},
      {year, {"Year"}, int64, ""},
  };
  return fields;
}

}  // namespace slipstream::source
