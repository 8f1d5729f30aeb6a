#include "source/topics/lap_time_writer.hpp"
#include "source/topics/writers.hpp"

namespace slipstream::source {
namespace {

void write_sector(FeedJson& json, const SectorPatch& sector) {
  json.bare("Stopped", sector.stopped);
  json.text("Value", sector.value);
  json.text("PreviousValue", sector.previous_value);
  json.bare("Status", sector.status);
  json.bare("OverallFastest", sector.overall_fastest);
  json.bare("PersonalFastest", sector.personal_fastest);
  json.list("Segments", sector.segments,
            [&](int status) { json.bare("Status", std::optional<int>{status}); });
}

void write_speed(FeedJson& json, std::string_view trap, const SpeedPatch& speed) {
  json.part(trap, [&] {
    json.text("Value", speed.value);
    json.bare("OverallFastest", speed.overall_fastest);
    json.bare("PersonalFastest", speed.personal_fastest);
  });
}

void write_flags(FeedJson& json, const CarTiming& car) {
  json.bare("ShowPosition", car.show_position);
  json.bare("KnockedOut", car.knocked_out);
  json.bare("Cutoff", car.cut_off);
  json.bare("Retired", car.retired);
  json.bare("InPit", car.in_pit);
  json.bare("PitOut", car.pit_out);
  json.bare("Stopped", car.stopped);
}

void write_gaps(FeedJson& json, const CarTiming& car) {
  json.text("GapToLeader", car.gap_to_leader);
  json.part("IntervalToPositionAhead", [&] {
    json.text("Value", car.interval);
    json.bare("Catching", car.catching);
  });
  json.list("Stats", car.part_gaps, [&](const PartGaps& gaps) {
    json.text("TimeDiffToFastest", gaps.to_fastest);
    json.text("TimeDifftoPositionAhead", gaps.to_ahead);
  });
}

void write_laps(FeedJson& json, const CarTiming& car) {
  json.list("Sectors", car.sectors, [&](const SectorPatch& sector) { write_sector(json, sector); });
  json.part("Speeds", [&] {
    write_speed(json, "I1", car.i1);
    write_speed(json, "I2", car.i2);
    write_speed(json, "FL", car.fl);
    write_speed(json, "ST", car.st);
  });
  json.part("BestLapTime", [&] { write_lap_time(json, car.best_lap_time); });
  json.list("BestLapTimes", car.best_lap_times, [&](const LapTimePatch& lap) { write_lap_time(json, lap); });
  json.part("LastLapTime", [&] { write_lap_time(json, car.last_lap_time); });
  json.bare("NumberOfLaps", car.number_of_laps);
  json.bare("NumberOfPitStops", car.number_of_pit_stops);
}

void write_car(FeedJson& json, const CarTiming& car) {
  write_gaps(json, car);
  json.bare("Line", car.line);
  json.text("Position", car.position);
  write_flags(json, car);
  json.bare("Status", car.status);
  write_laps(json, car);
}

}  // namespace

void write(FeedJson& json, const TimingData& timing) {
  json.numbers("NoEntries", timing.no_entries);
  json.bare("SessionPart", timing.session_part);
  json.text("CutOffTime", timing.cut_off_time);
  json.text("CutOffPercentage", timing.cut_off_percentage);
  json.object("Lines",
              [&] { write_cars(json, timing.cars, [&](const CarTiming& car) { write_car(json, car); }); });
}

}  // namespace slipstream::source
