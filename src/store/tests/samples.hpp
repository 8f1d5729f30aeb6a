#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "codec/alert_json.hpp"
#include "codec/session_json.hpp"
#include "codec/telemetry_json.hpp"
#include "store/store.hpp"

/// Records as a log would hold them, made by hand.
namespace slipstream::store::testing {

inline constexpr WallTime kStart{std::chrono::sys_days{std::chrono::year{2026} / 11 / 26}};
inline constexpr UtcTime kEventStart{std::chrono::sys_days{std::chrono::year{2025} / 10 / 25}};

inline codec::TelemetryRecord telemetry(std::string_view driver, std::chrono::milliseconds at,
                                        double speed_kmh, std::string_view run = "run-1",
                                        std::string_view session = "s") {
  codec::TelemetryRecord record;
  record.stamp = {kStart + at, session, run, 0};
  record.sample.driver = driver;
  record.sample.time = SessionTime{at};
  record.sample.date = kEventStart + at;
  record.sample.speed_kmh = speed_kmh;
  return record;
}

inline codec::SessionRecord message(std::chrono::milliseconds at, std::optional<domain::Car> car, auto body,
                                    std::string_view run = "run-1", std::string_view session = "s") {
  codec::SessionRecord record;
  record.session_key = session;
  record.run_id = run;
  record.produced_at = kStart + at;
  record.message = {SessionTime{at}, kEventStart + at, car, std::move(body)};
  return record;
}

inline codec::AlertRecord alert(std::string_view id, domain::Severity severity, std::chrono::milliseconds at,
                                domain::AlertState state = domain::AlertState::opened,
                                std::string_view driver = "VER", std::string_view run = "run-1") {
  codec::AlertRecord record;
  record.session_key = "s";
  record.run_id = run;
  record.produced_at = kStart + at;
  record.alert.alert_id = id;
  record.alert.severity = severity;
  record.alert.alert_type = record.alert.rule = "high_speed";
  record.alert.description = "fast";
  record.alert.driver = driver;
  record.alert.state = state;
  record.alert.started_at = record.alert.session_time = SessionTime{at};
  record.alert.date = kEventStart + at;
  return record;
}

inline std::int64_t wall_ms(std::chrono::milliseconds at) { return unix_ms(kStart + at); }

}  // namespace slipstream::store::testing
