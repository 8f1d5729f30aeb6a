#include "codec/telemetry_assign.hpp"

#include <cmath>
#include <limits>
#include <optional>

#include "codec/json_token.hpp"
#include "codec/time_text.hpp"

namespace slipstream::codec {
namespace {

using Expected = std::string_view;  // empty: as it should be
constexpr Expected kFine{};
constexpr double kMaxPercent = 100;
constexpr double kMaxGear = 8;
constexpr double kMaxSessionSeconds = 1e9;
constexpr double kFlapOpen = 1;  // as we write it; raw codes of the feed are above

/// A number, or true and false as 1 and 0 (Python writes bools for FastF1's Brake).
std::optional<double> scalar_of(std::string_view token) {
  if (token_kind(token) == TokenKind::truth) return token == "true" ? 1.0 : 0.0;
  return token_number(token);
}

Expected assign_number(std::optional<double>& to, std::string_view token) {
  to = token_number(token);
  return to ? kFine : "a number";
}

/// 104 is the feed's "not known"; anything else outside 0–100 cannot be one either.
Expected assign_percent(std::optional<double>& to, std::string_view token) {
  const bool truth = token_kind(token) == TokenKind::truth;
  to = scalar_of(token);
  if (!to) return "a number";
  if (truth) *to *= kMaxPercent;
  if (*to < 0 || *to > kMaxPercent) to.reset();
  return kFine;
}

template <class Integer>
Expected assign_integer(std::optional<Integer>& to, std::string_view token) {
  const auto number = token_number(token);
  if (!number || *number != std::floor(*number)) return "a whole number";
  if (*number < static_cast<double>(std::numeric_limits<Integer>::min()) ||
      *number > static_cast<double>(std::numeric_limits<Integer>::max())) {
    return "a whole number in range";
  }
  to = static_cast<Integer>(*number);
  return kFine;
}

Expected assign_gear(std::optional<std::int8_t>& to, std::string_view token) {
  const auto number = token_number(token);
  if (!number || *number != std::floor(*number)) return "a whole number";
  if (*number >= 0 && *number <= kMaxGear) to = static_cast<std::int8_t>(*number);
  return kFine;
}

/// `n_gear` says the same as `gear`, which wins.
Expected assign_second_gear(std::optional<std::int8_t>& to, std::string_view token) {
  std::optional<std::int8_t> gear;
  const Expected expected = assign_gear(gear, token);
  if (!to) to = gear;
  return expected;
}

Expected assign_drs(std::optional<bool>& to, std::string_view token) {
  const auto number = scalar_of(token);
  if (!number) return "0 or 1";
  to = *number == kFlapOpen ||
       (*number > kFlapOpen && *number <= 255 && domain::drs_is_open(static_cast<std::uint8_t>(*number)));
  return kFine;
}

/// 1 or "1": FastF1 has car numbers as texts.
Expected assign_car_number(std::optional<domain::CarNumber>& to, std::string_view token,
                           std::string_view text) {
  if (token.front() == '"' && text.empty()) return kFine;
  return assign_integer(to, token.front() == '"' ? text : token);
}

Expected assign_track_status(std::optional<char>& to, std::string_view token, std::string_view text) {
  const std::string_view digits = token.front() == '"' ? text : token;
  if (digits.empty()) return kFine;
  if (digits.back() < '0' || digits.back() > '9') return "a digit";
  to = digits.back();
  return kFine;
}

Expected assign_session_time(PartialTelemetry& to, std::string_view token) {
  const auto seconds = token_number(token);
  if (!seconds || std::abs(*seconds) > kMaxSessionSeconds) return "seconds";
  to.record.sample.time = base::session_time_from_seconds(*seconds);
  to.has_session_time = true;
  return kFine;
}

Expected assign_seq(std::uint64_t& to, std::string_view token) {
  const auto number = token_unsigned(token);
  to = number.value_or(0);
  return number ? kFine : "a count";
}

Expected assign_produced_at(WallTime& to, std::string_view text) {
  const auto time = parse_timestamp(text);
  to = time.value_or(WallTime{});
  return time ? kFine : "a time like 2026-11-26T16:30:00.123456";
}

Expected assign_date(std::optional<UtcTime>& to, std::string_view text) {
  const auto time = parse_timestamp(text);
  if (!time) return "a time like 2025-10-25T21:03:11.482Z";
  to = std::chrono::round<std::chrono::milliseconds>(*time);
  return kFine;
}

bool is_text_field(TelemetryField field) {
  switch (field) {
    case TelemetryField::timestamp:
    case TelemetryField::original_timestamp:
    case TelemetryField::driver:
    case TelemetryField::driver_id:
    case TelemetryField::compound:
    case TelemetryField::message_type:
    case TelemetryField::session_key:
    case TelemetryField::run_id:
    case TelemetryField::date: return true;
    default: return false;
  }
}

Expected assign_text(PartialTelemetry& to, TelemetryField field, std::string_view text) {
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

}  // namespace

Expected assign_field(PartialTelemetry& to, TelemetryField field, std::string_view token,
                      std::string_view text) {
  const TokenKind kind = token_kind(token);
  if (kind == TokenKind::missing) return kFine;
  if (is_text_field(field)) return kind == TokenKind::text ? assign_text(to, field, text) : "a text";
  auto& [stamp, sample] = to.record;
  switch (field) {
    case TelemetryField::session_time: return assign_session_time(to, token);
    case TelemetryField::speed: return assign_number(sample.speed_kmh, token);
    case TelemetryField::rpm: return assign_number(sample.rpm, token);
    case TelemetryField::throttle: return assign_percent(sample.throttle_pct, token);
    case TelemetryField::brake: return assign_percent(sample.brake_pct, token);
    case TelemetryField::gear: return assign_gear(sample.gear, token);
    case TelemetryField::drs: return assign_drs(sample.drs_open, token);
    case TelemetryField::n_gear: return assign_second_gear(sample.gear, token);
    case TelemetryField::x: return assign_number(sample.x, token);
    case TelemetryField::y: return assign_number(sample.y, token);
    case TelemetryField::z: return assign_number(sample.z, token);
    case TelemetryField::lap_number: return assign_integer(sample.lap_number, token);
    case TelemetryField::seq: return assign_seq(stamp.seq, token);
    case TelemetryField::driver_number: return assign_car_number(sample.number, token, text);
    case TelemetryField::position: return assign_integer(sample.position, token);
    case TelemetryField::distance: return assign_number(sample.distance_m, token);
    case TelemetryField::tyre_life: return assign_integer(sample.tyre_life, token);
    case TelemetryField::track_status: return assign_track_status(sample.track_status, token, text);
    case TelemetryField::brake_temp_fl: return assign_number(sample.brake_temp_c[0], token);
    case TelemetryField::brake_temp_fr: return assign_number(sample.brake_temp_c[1], token);
    case TelemetryField::brake_temp_rl: return assign_number(sample.brake_temp_c[2], token);
    case TelemetryField::brake_temp_rr: return assign_number(sample.brake_temp_c[3], token);
    case TelemetryField::fuel_kg: return assign_number(sample.fuel_kg, token);
    default: return kFine;
  }
}

Result<TelemetryRecord> finish_telemetry(PartialTelemetry& partial) {
  TelemetryRecord& record = partial.record;
  if (record.sample.driver.empty()) record.sample.driver = partial.driver;
  if (record.sample.driver.empty()) return fail(ErrorCode::invalid_input, "no driver_id");
  // The existing pipeline's producer writes session_time 0.0 into every message: then the other one is right.
  const bool zero_from_elsewhere = !partial.has_run && record.sample.time == SessionTime{};
  if (partial.has_session_time && !zero_from_elsewhere) return record;
  const auto original = parse_timedelta(partial.original_timestamp);
  if (original) record.sample.time = *original;
  if (!original && !partial.has_session_time) {
    return fail(ErrorCode::invalid_input, "no session_time and no original_timestamp to read it from");
  }
  return record;
}

}  // namespace slipstream::codec
