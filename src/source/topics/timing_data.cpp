#include "source/json_fields.hpp"
#include "source/topics/lap_time.hpp"
#include "source/topics/readers.hpp"

namespace slipstream::source {
namespace {

using Key = std::string_view;

void read_segments(Node list, ListPatch<int>& out) {
  const ListForm form = list.each_entry([&](std::size_t index, Node segment) {
    Patch<int> status;
    segment.each([&](Key key, Node node) {
      if (key == "Status") read(node, status);
    });
    // 0, not driven, is also what a segment without a status is.
    out.items.emplace_back(index, status.value().value_or(0));
  });
  if (form == ListForm::whole) out.whole = true;
}

void read_sector_member(Key key, Node node, SectorPatch& sector) {
  if (key == "Segments") return read_segments(node, sector.segments);
  if (key == "Value") return read(node, sector.value);
  if (key == "PreviousValue") return read(node, sector.previous_value);
  if (key == "Status") return read(node, sector.status);
  if (key == "OverallFastest") return read(node, sector.overall_fastest);
  if (key == "PersonalFastest") return read(node, sector.personal_fastest);
  if (key == "Stopped") return read(node, sector.stopped);
}

void read_speed(Node node, SpeedPatch& speed) {
  if (node.is_none()) speed = {std::nullopt, std::nullopt, std::nullopt};
  node.each([&](Key key, Node member) {
    if (key == "Value") return read(member, speed.value);
    if (key == "OverallFastest") return read(member, speed.overall_fastest);
    if (key == "PersonalFastest") return read(member, speed.personal_fastest);
  });
}

void read_speeds(Node node, CarTiming& car) {
  node.each([&](Key key, Node speed) {
    if (key == "I1") return read_speed(speed, car.i1);
    if (key == "I2") return read_speed(speed, car.i2);
    if (key == "FL") return read_speed(speed, car.fl);
    if (key == "ST") return read_speed(speed, car.st);
  });
}

void read_interval(Node node, CarTiming& car) {
  if (node.is_none()) {
    car.interval = std::nullopt;
    car.catching = std::nullopt;
  }
  node.each([&](Key key, Node member) {
    if (key == "Value") return read(member, car.interval);
    if (key == "Catching") return read(member, car.catching);
  });
}

void read_part_gap(Key key, Node node, PartGaps& gaps) {
  if (key == "TimeDiffToFastest") return read(node, gaps.to_fastest);
  // The feed spells it both ways.
  if (key == "TimeDifftoPositionAhead" || key == "TimeDiffToPositionAhead") return read(node, gaps.to_ahead);
}

void read_flag(Key key, Node node, CarTiming& car) {
  if (key == "InPit") return read(node, car.in_pit);
  if (key == "PitOut") return read(node, car.pit_out);
  if (key == "Stopped") return read(node, car.stopped);
  if (key == "Retired") return read(node, car.retired);
  if (key == "KnockedOut") return read(node, car.knocked_out);
  if (key == "Cutoff") return read(node, car.cut_off);
  if (key == "ShowPosition") return read(node, car.show_position);
}

void read_car_member(Key key, Node node, CarTiming& car) {
  if (key == "Sectors") return read_list(node, car.sectors, read_sector_member);
  if (key == "GapToLeader") return read(node, car.gap_to_leader);
  if (key == "IntervalToPositionAhead") return read_interval(node, car);
  if (key == "Stats") return read_list(node, car.part_gaps, read_part_gap);
  if (key == "TimeDiffToFastest") return read(node, car.gap_to_leader);
  if (key == "TimeDiffToPositionAhead") return read(node, car.interval);
  if (key == "Speeds") return read_speeds(node, car);
  if (key == "LastLapTime") return read_lap_time(node, car.last_lap_time);
  if (key == "BestLapTime") return read_lap_time(node, car.best_lap_time);
  if (key == "BestLapTimes") return read_list(node, car.best_lap_times, read_lap_time_member);
  if (key == "NumberOfLaps") return read(node, car.number_of_laps);
  if (key == "NumberOfPitStops") return read(node, car.number_of_pit_stops);
  if (key == "Position") return read(node, car.position);
  if (key == "Line") return read(node, car.line);
  if (key == "Status") return read(node, car.status);
  read_flag(key, node, car);
}

void read_no_entries(Node list, ListPatch<int>& out) {
  const ListForm form = list.each_entry([&](std::size_t index, Node entry) {
    Patch<int> count;
    read(entry, count);
    out.items.emplace_back(index, count.value().value_or(0));
  });
  if (form == ListForm::whole) out.whole = true;
}

}  // namespace

void read_timing_data(Node root, FeedBody& body) {
  auto& timing = body.emplace<TimingData>();
  root.each([&](Key key, Node node) {
    if (key == "Lines") return read_cars(node, timing.cars, read_car_member);
    if (key == "SessionPart") return read(node, timing.session_part);
    if (key == "NoEntries") return read_no_entries(node, timing.no_entries);
    if (key == "CutOffTime") return read(node, timing.cut_off_time);
    if (key == "CutOffPercentage") return read(node, timing.cut_off_percentage);
  });
}

}  // namespace slipstream::source
