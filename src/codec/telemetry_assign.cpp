#include "codec/telemetry_assign.hpp"

#include <optional>
#include <utility>

#include "codec/json_token.hpp"
#include "codec/telemetry_values.hpp"

namespace slipstream::codec {
namespace {

/// Python writes bools for FastF1's Brake: all or nothing of a percentage.
std::optional<double> truth_as_number(TelemetryField field, std::string_view token) {
  switch (field) {
    case TelemetryField::throttle:
    case TelemetryField::brake: return token == "true" ? 100.0 : 0.0;
    case TelemetryField::drs: return token == "true" ? 1.0 : 0.0;
    default: return std::nullopt;
  }
}

Expected assign_scalar(PartialTelemetry& to, TelemetryField field, std::string_view token) {
  if (field == TelemetryField::seq) {
    if (const auto count = token_unsigned(token)) {
      to.record.stamp.seq = *count;
      return kFine;
    }
  }
  const auto number =
      token_kind(token) == TokenKind::truth ? truth_as_number(field, token) : token_number(token);
  return number ? assign_number(to, field, *number) : "a number";
}

/// 1 or "1": FastF1 has car numbers as texts, and a track status is a text of digits of which the last
/// counts.
Expected assign_digits(PartialTelemetry& to, TelemetryField field, std::string_view digits) {
  if (digits.empty()) return kFine;
  if (field == TelemetryField::track_status) {
    return assign_track_status(to.record.sample.track_status, digits.back());
  }
  return assign_scalar(to, field, digits);
}

}  // namespace

std::string_view assign_field(PartialTelemetry& to, TelemetryField field, std::string_view token,
                              std::string_view text) {
  const TokenKind kind = token_kind(token);
  if (kind == TokenKind::missing) return kFine;
  switch (kind_of(field)) {
    case FieldKind::text: return kind == TokenKind::text ? assign_text(to, field, text) : "a text";
    case FieldKind::digits: return assign_digits(to, field, kind == TokenKind::text ? text : token);
    case FieldKind::number: return assign_scalar(to, field, token);
  }
  std::unreachable();
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
