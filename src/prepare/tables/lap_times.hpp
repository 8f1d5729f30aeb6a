#pragma once

#include <array>
#include <optional>

#include "prepare/tables/table_makers.hpp"

/// Private to this folder: the times of a lap in the order in which the existing pipeline writes them.
namespace slipstream::prepare {

struct LapTimeField {
  const char* name;
  const char* name_in_seconds;
  std::optional<Milliseconds> (*value)(const LapRecord&);
};

inline constexpr std::array kLapTimeFields{
    LapTimeField{"LapTime", "LapTime_seconds", [](const LapRecord& row) { return row.lap.lap_time; }},
    LapTimeField{"Sector1Time", "Sector1Time_seconds",
                 [](const LapRecord& row) { return row.lap.sectors[0]; }},
    LapTimeField{"Sector2Time", "Sector2Time_seconds",
                 [](const LapRecord& row) { return row.lap.sectors[1]; }},
    LapTimeField{"Sector3Time", "Sector3Time_seconds",
                 [](const LapRecord& row) { return row.lap.sectors[2]; }},
    LapTimeField{"Sector1SessionTime", "Sector1SessionTime_seconds",
                 [](const LapRecord& row) { return duration_of(row.sector_ends[0]); }},
    LapTimeField{"Sector2SessionTime", "Sector2SessionTime_seconds",
                 [](const LapRecord& row) { return duration_of(row.sector_ends[1]); }},
    LapTimeField{"Sector3SessionTime", "Sector3SessionTime_seconds",
                 [](const LapRecord& row) { return duration_of(row.sector_ends[2]); }},
    LapTimeField{"LapStartTime", "LapStartTime_seconds",
                 [](const LapRecord& row) { return duration_of(row.lap.lap_start); }},
    LapTimeField{"Time", "Time_seconds", [](const LapRecord& row) { return duration_of(row.lap.lap_end); }},
    LapTimeField{"PitOutTime", "PitOutTime_seconds",
                 [](const LapRecord& row) { return duration_of(row.lap.pit_out); }},
    LapTimeField{"PitInTime", "PitInTime_seconds",
                 [](const LapRecord& row) { return duration_of(row.lap.pit_in); }},
};

}  // namespace slipstream::prepare
