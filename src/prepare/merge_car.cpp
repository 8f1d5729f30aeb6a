#include "prepare/merge_car.hpp"

#include "prepare/merge_kernel.hpp"
#include "prepare/row_context.hpp"

namespace slipstream::prepare {
namespace {

std::int16_t small(std::optional<int> value) {
  return static_cast<std::int16_t>(value.value_or(TelemetryColumns::kUnknown16));
}

void append_merged(const MergedRow& row, TelemetryColumns& columns) {
  columns.time.push_back(row.time);
  columns.source.push_back(row.source);
  columns.speed_kmh.push_back(row.speed_kmh);
  columns.rpm.push_back(row.rpm);
  columns.throttle_pct.push_back(row.throttle_pct);
  columns.brake_pct.push_back(row.brake_pct);
  columns.gear.push_back(row.gear);
  columns.drs.push_back(row.drs);
  columns.x.push_back(row.x);
  columns.y.push_back(row.y);
  columns.z.push_back(row.z);
}

void append_context(const RowContext& context, TelemetryColumns& columns) {
  const LapStep* lap = context.lap;
  const bool tyres_known = lap != nullptr && lap->compound;
  columns.distance_m.push_back(context.distance_m);
  columns.lap_number.push_back(lap != nullptr ? static_cast<std::int16_t>(lap->lap_number)
                                              : TelemetryColumns::kUnknown16);
  columns.position.push_back(context.position != nullptr ? small(context.position->position)
                                                         : TelemetryColumns::kUnknown16);
  columns.tyre_life.push_back(lap != nullptr ? small(lap->tyre_life) : TelemetryColumns::kUnknown16);
  columns.compound.push_back(tyres_known ? static_cast<std::int8_t>(*lap->compound)
                                         : TelemetryColumns::kUnknown);
  columns.track_status.push_back(context.status != nullptr ? context.status->code : '\0');
}

/// What is known of a car's condition holds for so long.
constexpr Milliseconds kConditionHolds{1000};

/// Walks along a car's conditions as its rows go out.
class ConditionCursor {
 public:
  explicit ConditionCursor(const CarSamples& samples) : samples_(samples) {}

  /// The last condition at or before `time`; one without values if that is too old, or there is none.
  domain::CarCondition at(SessionTime time) {
    while (next_ < samples_.condition_count()) {
      const domain::CarCondition following = samples_.condition(next_);
      if (following.time > time) break;
      current_ = following;
      ++next_;
    }
    return next_ > 0 && time - current_.time <= kConditionHolds ? current_ : domain::CarCondition{};
  }

 private:
  const CarSamples& samples_;
  std::size_t next_ = 0;
  domain::CarCondition current_;
};

void append_condition(const domain::CarCondition& condition, TelemetryColumns& columns) {
  for (std::size_t brake = 0; brake < columns.brake_temp_c.size(); ++brake) {
    columns.brake_temp_c[brake].push_back(
        condition.brake_temp_c[brake].value_or(TelemetryColumns::kUnknownTemperature));
  }
  columns.fuel_kg.push_back(condition.fuel_kg.value_or(MergedRow::kNone));
}

}  // namespace

MergedCar merge_car(const CarInput& car, const std::vector<StatusStep>& track, std::optional<UtcTime> zero,
                    std::size_t look_ahead) {
  MergedCar merged;
  TelemetryColumns& columns = merged.columns;
  columns.reserve(car.samples.car_count() + car.samples.position_count());
  MergeKernel kernel{look_ahead};
  ContextTracker tracker;
  ConditionCursor conditions{car.samples};
  const auto drain = [&] {
    while (const auto row = kernel.next()) {
      append_merged(*row, columns);
      if (zero) columns.date.push_back(*zero + row->time.time_since_epoch());
      append_context(tracker.advance(*row, car.timeline, track), columns);
      if (car.samples.condition_count() > 0) append_condition(conditions.at(row->time), columns);
    }
  };

  std::size_t next_position = 0;
  for (std::size_t i = 0; i < car.samples.car_count(); ++i) {
    const domain::CarSample sample = car.samples.car(i);
    for (; next_position < car.samples.position_count(); ++next_position) {
      const domain::PositionSample position = car.samples.position(next_position);
      if (position.time > sample.time) break;
      kernel.add(position);
    }
    kernel.add(sample);
    drain();
  }
  for (; next_position < car.samples.position_count(); ++next_position) {
    kernel.add(car.samples.position(next_position));
    drain();
  }
  kernel.finish();
  drain();
  merged.empty_rows = kernel.empty_rows();
  return merged;
}

}  // namespace slipstream::prepare
