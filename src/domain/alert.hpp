#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "domain/driver.hpp"

namespace slipstream::domain {

enum class Severity : std::uint8_t { high, medium, low };  // the value is the partition on f1-alerts
[[nodiscard]] std::string_view to_string(Severity severity);
[[nodiscard]] std::optional<Severity> severity_from(std::string_view text);

enum class AlertState : std::uint8_t { opened, closed, sample };  // sample: `mode: per_sample`

/// One message of `f1-alerts` (CONTRACTS §2.2).
struct Alert {
  std::string alert_id;
  Severity severity = Severity::medium;
  std::string alert_type;
  std::string rule;
  std::string description;
  DriverId driver;
  std::optional<double> value;  ///< what was measured when it opened; the extreme when it closes
  std::optional<double> threshold;
  AlertState state = AlertState::opened;
  SessionTime started_at;
  std::optional<SessionTime> ended_at;
  SessionTime session_time;
  std::optional<UtcTime> date;
  std::optional<int> lap_number;
  friend bool operator==(const Alert&, const Alert&) = default;
};

}  // namespace slipstream::domain
