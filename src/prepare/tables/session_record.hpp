#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/lap.hpp"
#include "domain/official_result.hpp"
#include "domain/session.hpp"
#include "prepare/car_laps.hpp"
#include "prepare/sample_store.hpp"
#include "prepare/tables/telemetry_rows.hpp"
#include "source/source.hpp"

namespace slipstream::prepare {

struct LapRecord {
  domain::Lap lap;
  SectorEnds sector_ends;
  bool generated = false;       ///< not in the feed: see generated_laps.hpp
  std::optional<bool> deleted;  ///< as in `lap`; nullopt where the source does not tell
};

/// All there is of one driver. Texts are empty where the feed does not say.
struct DriverRecord {
  domain::Driver driver;
  std::string broadcast_name, first_name, last_name, headshot_url, country_code;
  std::vector<LapRecord> laps;       ///< in order
  std::vector<domain::Stint> tyres;  ///< as the feed tells them
  CarSamples samples;                ///< as the feed has them, sentinels included
  /// Of a source whose telemetry is merged already, which is then not made of `samples`: sentinels included.
  std::optional<TelemetryRows> merged;
  std::optional<domain::OfficialResult> official;  ///< where somebody has said the result
};

template <class Body>
struct At {
  SessionTime time;
  Body body;
};

/// A whole session as its tables need it: what FastF1's Session holds after load(). Immutable once read. Of a
/// table (from_table/) it has what the table says, and merged telemetry instead of samples.
struct SessionRecord {
  domain::SessionInfo info;
  std::optional<UtcTime> zero;
  std::optional<SessionTime> started_at;
  std::vector<DriverRecord> drivers;     ///< in the feed's order
  std::vector<SessionTime> part_starts;  ///< of Q2 and Q3
  std::vector<At<domain::Weather>> weather;
  std::vector<source::RaceControlEntry> race_control;
  std::vector<At<domain::TrackStatus>> track_statuses;
  std::vector<StatusStep> track_steps;            ///< the same without repetitions
  std::vector<At<std::string>> session_statuses;  ///< the feed's words
  source::InputReport report;
};

/// Reads `source` to its end. Errors: what the source's next() says, interrupted, invalid_input (no session
/// in it: neither a driver nor an event that a table shows).
Result<SessionRecord> read_record(source::Source& source, const source::Progress& progress = {},
                                  const std::stop_token& stop = {});

}  // namespace slipstream::prepare
