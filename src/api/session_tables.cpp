#include "api/session_tables.hpp"

#include <array>

namespace slipstream::api {
namespace {

constexpr std::array kLapFields{
    TableField{"driver_id", "Driver"},
    TableField{"driver_number", "CAST(DriverNumber AS BIGINT)"},
    TableField{"lap_number", "CAST(LapNumber AS BIGINT)"},
    TableField{"lap_time", "LapTime"},
    TableField{"sector_1", "Sector1Time"},
    TableField{"sector_2", "Sector2Time"},
    TableField{"sector_3", "Sector3Time"},
    TableField{"speed_i1", "SpeedI1"},
    TableField{"speed_i2", "SpeedI2"},
    TableField{"speed_fl", "SpeedFL"},
    TableField{"speed_st", "SpeedST"},
    TableField{"lap_start", "LapStartTime"},
    TableField{"lap_end", "Time"},
    TableField{"date_start", "LapStartDate"},
    TableField{"pit_in", "PitInTime"},
    TableField{"pit_out", "PitOutTime"},
    TableField{"compound", "Compound"},
    TableField{"tyre_life", "CAST(TyreLife AS BIGINT)"},
    TableField{"fresh_tyre", "FreshTyre"},
    TableField{"stint", "CAST(Stint AS BIGINT)"},
    TableField{"position", "CAST(\"Position\" AS BIGINT)"},
    TableField{"track_status", "TrackStatus"},
    TableField{"personal_best", "IsPersonalBest"},
    TableField{"deleted", "Deleted"},
    TableField{"deleted_reason", "NULLIF(DeletedReason, '')"},
    TableField{"accurate", "IsAccurate"},
    TableField{"generated", "FastF1Generated"},
};

constexpr std::array kStintFields{
    TableField{"driver_id", "Driver"},
    TableField{"driver_number", "CAST(DriverNumber AS BIGINT)"},
    TableField{"stint", "Stint"},
    TableField{"compound", "Compound"},
    TableField{"fresh_tyre", "FreshTyre"},
    TableField{"start_lap", "FirstLap"},
    TableField{"end_lap", "LastLap"},
    TableField{"laps", "Laps"},
    TableField{"tyre_life_at_start", "TyreLifeAtStart"},
};

constexpr std::array kResultFields{
    TableField{"driver_id", "Abbreviation"},
    TableField{"driver_number", "CAST(DriverNumber AS BIGINT)"},
    TableField{"name", "FullName"},
    TableField{"team", "TeamName"},
    TableField{"team_color", "'#' || TeamColor"},
    TableField{"position", "CAST(\"Position\" AS BIGINT)"},
    TableField{"grid", "CAST(GridPosition AS BIGINT)"},
    TableField{"q1", "Q1"},
    TableField{"q2", "Q2"},
    TableField{"q3", "Q3"},
    TableField{"time", "Time"},
    TableField{"status", "Status"},
    TableField{"points", "Points"},
    TableField{"laps", "CAST(Laps AS BIGINT)"},
};

constexpr std::array kWeatherFields{
    TableField{"session_time", "Time"},
    TableField{"air_temp_c", "AirTemp"},
    TableField{"track_temp_c", "TrackTemp"},
    TableField{"humidity_pct", "Humidity"},
    TableField{"pressure_mbar", "Pressure"},
    TableField{"wind_speed_ms", "WindSpeed"},
    TableField{"wind_direction_deg", "WindDirection"},
    TableField{"rainfall", "Rainfall"},
};

constexpr std::array kRaceControlFields{
    TableField{"date", "Time"},
    TableField{"category", "Category"},
    TableField{"flag", "Flag"},
    TableField{"scope", "Scope"},
    TableField{"sector", "CAST(Sector AS BIGINT)"},
    TableField{"driver_id", "cars.driver_id"},
    TableField{"driver_number", "CAST(RacingNumber AS BIGINT)"},
    TableField{"lap_number", "Lap"},
    TableField{"message", "Message"},
};

constexpr std::array kTelemetryFields{
    TableField{"driver_id", "cars.driver_id"},
    TableField{"driver_number", "CAST(DriverNumber AS BIGINT)"},
    TableField{"lap_number", "CAST(LapNumber AS BIGINT)"},
    TableField{"date", "Date"},
    TableField{"session_time", "SessionTime"},
    TableField{"time_in_lap", "Time"},
    TableField{"speed", "Speed"},
    TableField{"rpm", "RPM"},
    TableField{"throttle", "Throttle"},
    TableField{"brake", "CASE WHEN Brake THEN 100.0 WHEN NOT Brake THEN 0.0 END"},
    TableField{"gear", "nGear"},
    TableField{"drs", "CASE WHEN DRS IN (10, 12, 14) THEN 1 WHEN DRS IS NOT NULL THEN 0 END"},
    TableField{"x", "X"},
    TableField{"y", "Y"},
    TableField{"z", "Z"},
    TableField{"distance", "Distance"},
    TableField{"relative_distance", "RelativeDistance"},
    TableField{"distance_to_driver_ahead", "DistanceToDriverAhead"},
};
constexpr std::size_t kFirstChannel = 6;

constexpr std::array kTables{
    SessionTable{.name = "laps",
                 .view = "laps",
                 .driver = "Driver",
                 .order = "driver_id, lap_number",
                 .fields = kLapFields,
                 .channels_from = kLapFields.size(),
                 .has_laps = true},
    SessionTable{.name = "stints",
                 .view = "stints",
                 .driver = "Driver",
                 .order = "driver_id, stint",
                 .fields = kStintFields,
                 .channels_from = kStintFields.size()},
    SessionTable{.name = "results",
                 .view = "results",
                 .driver = "Abbreviation",
                 .order = "position NULLS LAST, driver_id",
                 .fields = kResultFields,
                 .channels_from = kResultFields.size()},
    SessionTable{.name = "weather",
                 .view = "weather",
                 .order = "session_time",
                 .fields = kWeatherFields,
                 .channels_from = kWeatherFields.size()},
    SessionTable{.name = "race-control",
                 .view = "race_control",
                 .driver = "cars.driver_id",
                 .car = "RacingNumber",
                 .order = "date",
                 .fields = kRaceControlFields,
                 .channels_from = kRaceControlFields.size()},
    SessionTable{.name = "telemetry",
                 .view = "telemetry",
                 .driver = "cars.driver_id",
                 .car = "DriverNumber",
                 .order = "driver_id, session_time",
                 .fields = kTelemetryFields,
                 .channels_from = kFirstChannel,
                 .has_laps = true},
};

}  // namespace

std::span<const SessionTable> session_tables() { return kTables; }

}  // namespace slipstream::api
