#include "source/json_fields.hpp"
#include "source/topics/readers.hpp"

/// TimingAppData and TyreStintSeries: the same stints, keyed differently.
namespace slipstream::source {
namespace {

using Key = std::string_view;

void read_stint_member(Key key, Node node, StintPatch& stint) {
  if (key == "Compound") return read(node, stint.compound);
  if (key == "New") return read(node, stint.fresh);
  if (key == "TyresNotChanged") return read(node, stint.tyres_not_changed);
  if (key == "TotalLaps") return read(node, stint.total_laps);
  if (key == "StartLaps") return read(node, stint.start_laps);
  if (key == "LapTime") return read(node, stint.lap_time);
  if (key == "LapNumber") return read(node, stint.lap_number);
  if (key == "LapFlags") return read(node, stint.lap_flags);
}

void read_car_tyres(Key key, Node node, CarTyres& car) {
  if (key == "Stints") return read_list(node, car.stints, read_stint_member);
  if (key == "Line") return read(node, car.line);
  if (key == "GridPos") return read(node, car.grid_position);
}

}  // namespace

void read_timing_app_data(Node root, FeedBody& body) {
  auto& tyres = body.emplace<TimingAppData>();
  root.each([&](Key key, Node node) {
    if (key == "Lines") read_cars(node, tyres.cars, read_car_tyres);
  });
}

void read_tyre_stint_series(Node root, FeedBody& body) {
  auto& series = body.emplace<TyreStintSeries>();
  root.each([&](Key key, Node node) {
    if (key != "Stints") return;
    node.each([&](Key number, Node stints) {
      CarTyres& car = series.cars.emplace_back();
      car.car = car_number(number);
      read_list(stints, car.stints, read_stint_member);
    });
  });
}

}  // namespace slipstream::source
