#include <array>
#include <type_traits>

#include "codec/session_fields.hpp"

namespace slipstream::codec {
namespace {

void put(JsonWriter& json, std::string_view name, const domain::SpeedTraps& speeds) {
  json.key(name).begin_object();
  put(json, "i1", speeds.i1);
  put(json, "i2", speeds.i2);
  put(json, "fl", speeds.fl);
  put(json, "st", speeds.st);
  json.end_object();
}

void put(JsonWriter& json, std::string_view name, const std::array<domain::Sector, 3>& sectors) {
  json.key(name).begin_array();
  for (const domain::Sector& sector : sectors) {
    json.begin_object();
    put(json, "time", sector.time);
    json.key("status").value(domain::to_string(sector.status));
    json.key("segments").begin_array();
    for (const auto segment : sector.segments) json.value(domain::to_string(segment));
    json.end_array();
    json.end_object();
  }
  json.end_array();
}

/// Absent: nothing; cleared: null; set: the value.
template <class T>
void put_patch(JsonWriter& json, std::string_view name, const domain::Patch<T>& patch) {
  if (patch.cleared()) json.key(name).null();
  if (!patch.value()) return;
  if constexpr (std::is_same_v<T, domain::SpeedTraps> || std::is_same_v<T, std::array<domain::Sector, 3>>) {
    put(json, name, *patch.value());
  } else {
    put(json, name, patch.value());
  }
}

void write_lap_times(JsonWriter& json, const domain::Lap& lap) {
  put(json, "lap_time", lap.lap_time);
  if (lap.sectors[0] || lap.sectors[1] || lap.sectors[2]) {
    json.key("sectors").begin_array();
    for (const auto& time : lap.sectors) {
      if (time) {
        json.number(base::seconds(*time), kFieldDecimals);
      } else {
        json.null();
      }
    }
    json.end_array();
  }
  if (lap.speeds != domain::SpeedTraps{}) put(json, "speeds", lap.speeds);
  put(json, "lap_start", lap.lap_start);
  put(json, "lap_end", lap.lap_end);
  put(json, "pit_in", lap.pit_in);
  put(json, "pit_out", lap.pit_out);
}

}  // namespace

void write_body(JsonWriter& json, const domain::Lap& lap) {
  json.key("lap_number").value(lap.lap_number);
  write_lap_times(json, lap);
  put(json, "compound", lap.compound);
  put(json, "tyre_life", lap.tyre_life);
  put(json, "fresh_tyre", lap.fresh_tyre);
  put(json, "stint", lap.stint);
  put(json, "position", lap.position);
  put(json, "track_status", lap.track_status);
  put(json, "personal_best", lap.personal_best);
  put(json, "overall_best", lap.overall_best);
  json.key("deleted").value(lap.deleted);
  put(json, "deleted_reason", lap.deleted_reason);
  put(json, "accurate", lap.accurate);
  json.key("revision").value(lap.revision);
  json.key("final").value(lap.final);
}

void write_body(JsonWriter& json, const domain::TimingUpdate& timing) {
  if (timing.full) json.key("full").value(true);
  put_patch(json, "position", timing.position);
  put_patch(json, "gap_to_leader", timing.gap_to_leader);
  put_patch(json, "interval", timing.interval);
  put_patch(json, "laps_down", timing.laps_down);
  put_patch(json, "last_lap_time", timing.last_lap_time);
  put_patch(json, "best_lap_time", timing.best_lap_time);
  put_patch(json, "lap_number", timing.lap_number);
  put_patch(json, "sectors", timing.sectors);
  put_patch(json, "speeds", timing.speeds);
  put_patch(json, "in_pit", timing.in_pit);
  put_patch(json, "pit_out", timing.pit_out);
  put_patch(json, "stopped", timing.stopped);
  put_patch(json, "retired", timing.retired);
  put_patch(json, "knocked_out", timing.knocked_out);
  put_patch(json, "cut_off", timing.cut_off);
  put_patch(json, "pit_stops", timing.pit_stops);
}

}  // namespace slipstream::codec
