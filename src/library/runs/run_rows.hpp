#pragma once

#include <optional>
#include <string_view>

#include "base/time.hpp"
#include "domain/alert.hpp"
#include "domain/driver.hpp"
#include "domain/lap.hpp"
#include "domain/samples.hpp"
#include "table/table.hpp"

/// The tables of a filed run: names and units of the topics' fields (CONTRACTS §2), times of the session as
/// durations, texts that are not known missing. Each has an empty_ for its columns and an append for a row.
namespace slipstream::library {

/// Whose record it is, and when it was made.
struct RunStamp {
  std::string_view run_id, session_key;
  WallTime produced_at;
};

[[nodiscard]] table::Table empty_run_telemetry();
void append(table::Table& telemetry, const RunStamp& stamp, const domain::TelemetrySample& sample);

/// One row an alert: as it opened, with what its end added.
[[nodiscard]] table::Table empty_alerts();
/// `stamp` is of the opening.
void append(table::Table& alerts, const RunStamp& stamp, const domain::Alert& alert);

[[nodiscard]] table::Table empty_run_laps();
/// `stamp` is of the lap's last revision.
void append(table::Table& laps, const RunStamp& stamp, const domain::Car& car, const domain::Lap& lap);

/// One row a message of `f1-predictions`; `prediction` is its JSON.
[[nodiscard]] table::Table empty_predictions();

}  // namespace slipstream::library
