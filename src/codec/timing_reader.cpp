#include "codec/session_bodies.hpp"

namespace slipstream::codec {
namespace {

using domain::Patch;

/// Absent stays absent, null clears, else what `read` finds (nothing when it has the wrong type).
template <class T, class Read>
Patch<T> read_patch(JsonFields& fields, std::string_view name, Read read) {
  if (!fields.has(name)) return {};
  return Patch<T>{fields.is_null(name) ? std::optional<T>{} : std::optional<T>{read()}};
}

Patch<int> integer(JsonFields& fields, std::string_view name) {
  return read_patch<int>(fields, name, [&] { return fields.integer(name); });
}
Patch<bool> truth(JsonFields& fields, std::string_view name) {
  return read_patch<bool>(fields, name, [&] { return fields.truth(name); });
}
Patch<Milliseconds> duration(JsonFields& fields, std::string_view name) {
  return read_patch<Milliseconds>(fields, name, [&] { return fields.duration(name); });
}

domain::Sector read_sector(JsonFields& fields) {
  domain::Sector sector;
  sector.time = fields.duration("time");
  const auto status = domain::sector_status_from(fields.text("status"));
  if (!status) fields.expect("status", "none, yellow, green or purple");
  sector.status = status.value_or(domain::SectorStatus::none);
  fields.texts("segments", [&](std::size_t, std::string_view text) {
    sector.segments.push_back(domain::segment_status_from(text).value_or(domain::SegmentStatus::unknown));
  });
  return sector;
}

std::array<domain::Sector, 3> read_sectors(JsonFields& fields) {
  std::array<domain::Sector, 3> sectors;
  fields.objects("sectors", [&](std::size_t i, JsonFields& sector) {
    if (i < sectors.size()) sectors[i] = read_sector(sector);
  });
  return sectors;
}

domain::SpeedTraps read_speeds_of(JsonFields& fields) {
  domain::SpeedTraps traps;
  fields.object("speeds", [&](JsonFields& speeds) { traps = read_speeds(speeds); });
  return traps;
}

}  // namespace

domain::SpeedTraps read_speeds(JsonFields& fields) {
  return {fields.integer("i1"), fields.integer("i2"), fields.integer("fl"), fields.integer("st")};
}

domain::TimingUpdate read_timing(JsonFields& fields) {
  domain::TimingUpdate timing;
  timing.full = fields.truth("full").value_or(false);
  timing.position = integer(fields, "position");
  timing.gap_to_leader = duration(fields, "gap_to_leader");
  timing.interval = duration(fields, "interval");
  timing.laps_down = integer(fields, "laps_down");
  timing.last_lap_time = duration(fields, "last_lap_time");
  timing.best_lap_time = duration(fields, "best_lap_time");
  timing.lap_number = integer(fields, "lap_number");
  timing.sectors =
      read_patch<std::array<domain::Sector, 3>>(fields, "sectors", [&] { return read_sectors(fields); });
  timing.speeds = read_patch<domain::SpeedTraps>(fields, "speeds", [&] { return read_speeds_of(fields); });
  timing.in_pit = truth(fields, "in_pit");
  timing.pit_out = truth(fields, "pit_out");
  timing.stopped = truth(fields, "stopped");
  timing.retired = truth(fields, "retired");
  timing.knocked_out = truth(fields, "knocked_out");
  timing.cut_off = truth(fields, "cut_off");
  timing.pit_stops = integer(fields, "pit_stops");
  return timing;
}

}  // namespace slipstream::codec
