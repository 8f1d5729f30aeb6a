#include "openf1/documents/pit_documents.hpp"

#include "openf1/documents/key.hpp"

namespace slipstream::openf1 {
void PitDocuments::take(const source::PitStopSeries& series) {
  for (const source::CarPitStops& car : series.cars) {
    for (const auto& [index, stop] : car.stops.items) {
      if (stop.lap.value()) last_lap_ = stop.lap.value();
      if (last_lap_) {
        put_if_new({car.car, *last_lap_, stop.utc, stop.lane_time.value(), stop.stop_time.value()});
      }
    }
  }
}

void PitDocuments::take(UtcTime date, const source::PitLaneTimes& lane) {
  for (const source::PitLaneTime& time : lane.times) {
    const auto& lap = time.lap.value();
    if (!time.deleted && lap) put_if_new({time.car, *lap, date, time.duration.value(), {}});
  }
}

void PitDocuments::put_if_new(const Stop& stop) {
  if (!known_.emplace(stop.lap, stop.car).second) return;
  const Value in_lane = seconds_or_null(stop.in_lane);
  list_.put(make_key(stop.lap, stop.car),
            {std::int64_t{stop.car}, std::int64_t{stop.lap}, value_or_null(stop.date), in_lane,
             seconds_or_null(stop.standing), in_lane});
}

}  // namespace slipstream::openf1
