#include "source/topics/writers.hpp"

/// TimingAppData and TyreStintSeries: the same stints, keyed differently.
namespace slipstream::source {
namespace {

void write_stint(FeedJson& json, const StintPatch& stint) {
  json.text("LapTime", stint.lap_time);
  json.bare("LapNumber", stint.lap_number);
  json.bare("LapFlags", stint.lap_flags);
  json.text("Compound", stint.compound);
  json.text("New", stint.fresh);
  json.text("TyresNotChanged", as<Digit>(stint.tyres_not_changed));
  json.bare("TotalLaps", stint.total_laps);
  json.bare("StartLaps", stint.start_laps);
}

}  // namespace

void write(FeedJson& json, const TimingAppData& tyres) {
  json.object("Lines", [&] {
    write_cars(json, tyres.cars, [&](const CarTyres& car) {
      json.bare("Line", car.line);
      json.text("GridPos", car.grid_position);
      json.list("Stints", car.stints, [&](const StintPatch& stint) { write_stint(json, stint); });
    });
  });
}

void write(FeedJson& json, const TyreStintSeries& series) {
  json.object("Stints", [&] {
    std::string number;
    for (const CarTyres& car : series.cars) {
      number.clear();
      spell(number, car.car);
      json.mapped_list(number, car.stints, [&](const StintPatch& stint) { write_stint(json, stint); });
    }
  });
}

}  // namespace slipstream::source
