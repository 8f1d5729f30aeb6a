#include "prepare/pit_reducer.hpp"

namespace slipstream::prepare {

void PitReducer::apply(const source::TimingData& data, const LapReducer& laps, const LapFacts& facts,
                       MessageSink& sink) {
  for (const source::CarTiming& update : data.cars) {
    Car& car = cars_[update.car];
    update.number_of_pit_stops.apply_to(car.stops);
    const bool knew_it_outside = car.in_pit == false;
    if (!update.in_pit.apply_to(car.in_pit) || !car.in_pit) continue;
    if (*car.in_pit && knew_it_outside) {
      car.visit = domain::PitVisit{.lap_number = laps.current_lap(update.car, facts),
                                   .stop_number = car.stops,
                                   .entered_at = sink.time(),
                                   .left_at = std::nullopt,
                                   .lane_time = std::nullopt};
      sink.add(update.car, *car.visit);
    } else if (!*car.in_pit && car.visit && !car.visit->left_at) {
      car.visit->left_at = sink.time();
      if (!car.visit->lane_time) car.visit->lane_time = *car.visit->left_at - *car.visit->entered_at;
      sink.add(update.car, *car.visit);
    }
  }
}

void PitReducer::apply(const source::PitLaneTimes& times, MessageSink& sink) {
  for (const source::PitLaneTime& time : times.times) {
    Car& car = cars_[time.car];
    if (time.deleted || !time.duration.value() || !car.visit) continue;
    if (car.visit->lane_time == *time.duration.value()) continue;
    car.visit->lane_time = *time.duration.value();
    if (car.visit->left_at) sink.add(time.car, *car.visit);
  }
}

}  // namespace slipstream::prepare
