#include "prepare/row_context.hpp"

#include <cmath>

namespace slipstream::prepare {
namespace {

/// km/h times ms in metres.
double metres(double speed_kmh, Milliseconds duration) {
  return speed_kmh * static_cast<double>(duration.count()) / 3600.0;
}

}  // namespace

RowContext ContextTracker::advance(const MergedRow& row, const CarTimeline& timeline,
                                   const std::vector<StatusStep>& track) {
  RowContext context;
  context.lap = lap_cursor_.at(timeline.laps, row.time, &LapStep::start);
  context.position = position_cursor_.at(timeline.positions, row.time, &PositionStep::time);
  context.status = status_cursor_.at(track, row.time, &StatusStep::time);
  if (context.lap != nullptr && lap_number_ != context.lap->lap_number) begin_lap(*context.lap);
  context.distance_m = advance_distance(row);
  return context;
}

void ContextTracker::begin_lap(const LapStep& lap) {
  lap_number_ = lap.lap_number;
  distance_m_.reset();
  if (car_before_ && lap.start - car_before_->time <= MergeKernel::kHole) {
    distance_m_ = -metres(car_before_->speed_kmh, lap.start - car_before_->time);
  }
}

float ContextTracker::advance_distance(const MergedRow& row) {
  if (car_before_ && row.time - car_before_->time > MergeKernel::kHole) {
    distance_m_.reset();
    car_before_.reset();
  }
  const bool speed_known = !std::isnan(row.step_speed_kmh);
  std::optional<double> here;
  if (speed_known && distance_m_ && car_before_) {
    here = *distance_m_ + metres(row.step_speed_kmh, row.time - car_before_->time);
  }
  if (row.has_car_sample) {
    distance_m_ = here;
    car_before_.reset();
    if (speed_known) car_before_ = CarInstant{row.time, row.step_speed_kmh};
  }
  return here ? static_cast<float>(*here) : MergedRow::kNone;
}

}  // namespace slipstream::prepare
