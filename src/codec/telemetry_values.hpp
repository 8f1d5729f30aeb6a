#pragma once

#include <cmath>
#include <limits>
#include <string_view>

#include "codec/telemetry_assign.hpp"
#include "codec/time_text.hpp"

/// What a value means for its field, whichever parser read it. Inline, so that a caller who knows the field
/// at compile time pays for that field only. Each returns what was expected instead, an empty text if all is
/// well.
namespace slipstream::codec {

using Expected = std::string_view;
inline constexpr Expected kFine{};

enum class FieldKind : std::uint8_t { text, number, digits };  // digits: a number, or a text of digits

constexpr FieldKind kind_of(TelemetryField field) {
  switch (field) {
    case TelemetryField::timestamp:
    case TelemetryField::original_timestamp:
    case TelemetryField::driver:
    case TelemetryField::driver_id:
    case TelemetryField::compound:
    case TelemetryField::message_type:
    case TelemetryField::session_key:
    case TelemetryField::run_id:
    case TelemetryField::date: return FieldKind::text;
    case TelemetryField::driver_number:
    case TelemetryField::track_status: return FieldKind::digits;
    default: return FieldKind::number;
  }
}

/// 104 is the feed's "not known"; anything else outside 0–100 cannot be one either.
inline Expected assign_percent(std::optional<double>& to, double value) {
  constexpr double kMaxPercent = 100;
  if (value >= 0 && value <= kMaxPercent) to = value;
  return kFine;
}

template <class Integer>
Expected assign_integer(std::optional<Integer>& to, double value) {
  if (value != std::floor(value)) return "a whole number";
  if (value < static_cast<double>(std::numeric_limits<Integer>::min()) ||
      value > static_cast<double>(std::numeric_limits<Integer>::max())) {
    return "a whole number in range";
  }
  to = static_cast<Integer>(value);
  return kFine;
}

inline Expected assign_gear(std::optional<std::int8_t>& to, double value) {
  constexpr double kMaxGear = 8;
  if (value != std::floor(value)) return "a whole number";
  if (value >= 0 && value <= kMaxGear) to = static_cast<std::int8_t>(value);
  return kFine;
}

/// `n_gear` says the same as `gear`, which wins.
inline Expected assign_second_gear(std::optional<std::int8_t>& to, double value) {
  std::optional<std::int8_t> gear;
  const Expected expected = assign_gear(gear, value);
  if (!to) to = gear;
  return expected;
}

/// 1 as we write it; raw codes of the feed are above.
inline Expected assign_drs(std::optional<bool>& to, double value) {
  constexpr double kMaxCode = 255;
  to =
      value == 1 || (value > 1 && value <= kMaxCode && domain::drs_is_open(static_cast<std::uint8_t>(value)));
  return kFine;
}

inline Expected assign_session_time(PartialTelemetry& to, double seconds) {
  if (std::abs(seconds) > kMaxSessionSeconds) return "seconds";
  to.record.sample.time = base::session_time_from_seconds(seconds);
  to.has_session_time = true;
  return kFine;
}

/// Up to 2^53, where doubles stop being exact; larger counts are a parser's own business.
inline Expected assign_seq(std::uint64_t& to, double value) {
  constexpr double kMaxExact = 9'007'199'254'740'992;
  if (value < 0 || value > kMaxExact || value != std::floor(value)) return "a count";
  to = static_cast<std::uint64_t>(value);
  return kFine;
}

inline Expected assign_track_status(std::optional<char>& to, char digit) {
  if (digit < '0' || digit > '9') return "a digit";
  to = digit;
  return kFine;
}

inline Expected assign_produced_at(WallTime& to, std::string_view text) {
  const auto time = parse_timestamp(text);
  to = time.value_or(WallTime{});
  return time ? kFine : "a time like 2026-11-26T16:30:00.123456";
}

inline Expected assign_date(std::optional<UtcTime>& to, std::string_view text) {
  const auto time = parse_timestamp(text);
  if (!time) return "a time like 2025-10-25T21:03:11.482Z";
  to = std::chrono::round<std::chrono::milliseconds>(*time);
  return kFine;
}

inline Expected assign_number(PartialTelemetry& to, TelemetryField field, double value) {
  auto& [stamp, sample] = to.record;
  switch (field) {
    case TelemetryField::session_time: return assign_session_time(to, value);
    case TelemetryField::speed: sample.speed_kmh = value; break;
    case TelemetryField::rpm: sample.rpm = value; break;
    case TelemetryField::throttle: return assign_percent(sample.throttle_pct, value);
    case TelemetryField::brake: return assign_percent(sample.brake_pct, value);
    case TelemetryField::gear: return assign_gear(sample.gear, value);
    case TelemetryField::drs: return assign_drs(sample.drs_open, value);
    case TelemetryField::n_gear: return assign_second_gear(sample.gear, value);
    case TelemetryField::x: sample.x = value; break;
    case TelemetryField::y: sample.y = value; break;
    case TelemetryField::z: sample.z = value; break;
    case TelemetryField::lap_number: return assign_integer(sample.lap_number, value);
    case TelemetryField::seq: return assign_seq(stamp.seq, value);
    case TelemetryField::driver_number: return assign_integer(sample.number, value);
    case TelemetryField::position: return assign_integer(sample.position, value);
    case TelemetryField::distance: sample.distance_m = value; break;
    case TelemetryField::tyre_life: return assign_integer(sample.tyre_life, value);
    case TelemetryField::brake_temp_fl: sample.brake_temp_c[0] = value; break;
    case TelemetryField::brake_temp_fr: sample.brake_temp_c[1] = value; break;
    case TelemetryField::brake_temp_rl: sample.brake_temp_c[2] = value; break;
    case TelemetryField::brake_temp_rr: sample.brake_temp_c[3] = value; break;
    case TelemetryField::fuel_kg: sample.fuel_kg = value; break;
    default: break;
  }
  return kFine;
}

inline Expected assign_text(PartialTelemetry& to, TelemetryField field, std::string_view text) {
  auto& [stamp, sample] = to.record;
  switch (field) {
    case TelemetryField::timestamp: return assign_produced_at(stamp.produced_at, text);
    case TelemetryField::original_timestamp: to.original_timestamp = text; break;
    case TelemetryField::driver: to.driver = text; break;
    case TelemetryField::driver_id: sample.driver = text; break;
    case TelemetryField::compound: sample.compound = domain::compound_from(text); break;
    case TelemetryField::session_key: stamp.session_key = text; break;
    case TelemetryField::run_id:
      to.has_run = !text.empty();
      if (to.has_run) stamp.run_id = text;
      break;
    case TelemetryField::date: return assign_date(sample.date, text);
    default: break;
  }
  return kFine;
}

}  // namespace slipstream::codec
