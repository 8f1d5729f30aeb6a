#include "store/telemetry_chunk.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::store {
namespace {

constexpr std::int64_t kMaxDelta = std::numeric_limits<std::int32_t>::max();

bool within_reach(std::int64_t delta) { return delta > -kMaxDelta && delta < kMaxDelta; }

unsigned flag_bits(std::optional<bool> truth, unsigned known, unsigned set) {
  if (!truth) return 0;
  return *truth ? known | set : known;
}

float as_float(std::optional<bool> truth) {
  if (!truth) return TelemetryRow::kUnknown;
  return *truth ? 1.0F : 0.0F;
}

}  // namespace

TelemetryChunk::TelemetryChunk(const TelemetryRow& first)
    : wall_base_ms_(first.wall_ms),
      event_base_ms_(first.event_ms == TelemetryRow::kNoTime ? 0 : first.event_ms) {}

bool TelemetryChunk::fits(const TelemetryRow& row) const {
  if (size() == kCapacity || !within_reach(row.wall_ms - wall_base_ms_)) return false;
  return row.event_ms == TelemetryRow::kNoTime || within_reach(row.event_ms - event_base_ms_);
}

void TelemetryChunk::append(const TelemetryRow& row) {
  const std::size_t at = size_.load(std::memory_order_relaxed);
  const bool has_event = row.event_ms != TelemetryRow::kNoTime;
  wall_[at] = static_cast<std::int32_t>(row.wall_ms - wall_base_ms_);
  event_[at] = has_event ? static_cast<std::int32_t>(row.event_ms - event_base_ms_) : kNoDelta;
  if (!has_event || (at > 0 && event_[at] <= event_[at - 1])) {
    event_times_rise_.store(false, std::memory_order_relaxed);
  }
  columns_[speed][at] = row.speed_kmh;
  columns_[rpm][at] = row.rpm;
  columns_[throttle][at] = row.throttle_pct;
  columns_[brake][at] = row.brake_pct;
  columns_[expected][at] = row.expected_speed_kmh;
  columns_[x][at] = row.x;
  columns_[y][at] = row.y;
  columns_[z][at] = row.z;
  columns_[distance][at] = row.distance_m;
  gear_[at] = row.gear.value_or(kNoGear);
  if (row.gap_before) has_gaps_.store(true, std::memory_order_relaxed);
  flags_[at] = static_cast<std::uint8_t>((row.gap_before ? unsigned{line_break} : 0U) |
                                         flag_bits(row.drs_open, drs_known, drs_set) |
                                         flag_bits(row.wheel_spin, spin_known, spin_set) |
                                         flag_bits(row.gear_anomaly, anomaly_known, anomaly_set));
  size_.store(static_cast<std::uint32_t>(at + 1), std::memory_order_release);
}

TelemetryRow TelemetryChunk::row(std::size_t index) const {
  TelemetryRow row;
  row.wall_ms = wall_ms(index);
  row.event_ms = event_ms(index);
  row.speed_kmh = columns_[speed][index];
  row.rpm = columns_[rpm][index];
  row.throttle_pct = columns_[throttle][index];
  row.brake_pct = columns_[brake][index];
  row.expected_speed_kmh = columns_[expected][index];
  row.x = columns_[x][index];
  row.y = columns_[y][index];
  row.z = columns_[z][index];
  row.distance_m = columns_[distance][index];
  if (gear_[index] != kNoGear) row.gear = gear_[index];
  row.drs_open = flag(index, drs_known, drs_set);
  row.wheel_spin = flag(index, spin_known, spin_set);
  row.gear_anomaly = flag(index, anomaly_known, anomaly_set);
  row.gap_before = gap_before(index);
  return row;
}

std::optional<bool> TelemetryChunk::flag(std::size_t row, Flag known, Flag set) const {
  if ((flags_[row] & known) == 0) return std::nullopt;
  return (flags_[row] & set) != 0;
}

TelemetryChunk::Column TelemetryChunk::column_of(Metric metric) {
  switch (metric) {
    case Metric::speed: return speed;
    case Metric::rpm: return rpm;
    case Metric::throttle: return throttle;
    case Metric::brake: return brake;
    case Metric::expected_speed: return expected;
    case Metric::x: return x;
    case Metric::y: return y;
    case Metric::z: return z;
    case Metric::distance: return distance;
    default: return column_count;
  }
}

bool TelemetryChunk::is_column(Metric metric) { return column_of(metric) != column_count; }

std::span<const float> TelemetryChunk::column(Metric metric, std::size_t begin, std::size_t end) const {
  return std::span{columns_[column_of(metric)]}.subspan(begin, end - begin);
}

float TelemetryChunk::value(Metric metric, std::size_t row) const {
  switch (metric) {
    case Metric::gear: return gear_[row] == kNoGear ? TelemetryRow::kUnknown : static_cast<float>(gear_[row]);
    case Metric::drs: return as_float(flag(row, drs_known, drs_set));
    case Metric::wheel_spin: return as_float(flag(row, spin_known, spin_set));
    case Metric::gear_anomaly: return as_float(flag(row, anomaly_known, anomaly_set));
    case Metric::wheel_spin_pct: return wheel_spin_pct(columns_[expected][row], columns_[speed][row]);
    default: return columns_[column_of(metric)][row];
  }
}

void TelemetryChunk::append_values(Metric metric, std::size_t begin, std::size_t end,
                                   std::vector<float>& out) const {
  for (std::size_t row = begin; row < end; ++row) out.push_back(value(metric, row));
}

float wheel_spin_pct(float expected_speed_kmh, float speed_kmh) {
  if (std::isnan(expected_speed_kmh) || !(speed_kmh > 0)) return TelemetryRow::kUnknown;
  return std::max(0.0F, (expected_speed_kmh - speed_kmh) / speed_kmh * 100.0F);
}

}  // namespace slipstream::store
