#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "codec/telemetry_json.hpp"
#include "domain/driver.hpp"
#include "domain/record.hpp"
#include "domain/replay.hpp"
#include "prepare/prepared_session.hpp"

namespace slipstream::replay {

/// How records of `f1-telemetry` are spread over its partitions (CONTRACTS §1).
enum class Partitioning : std::uint8_t { hash, roster, driver_lap, driver_sector };
/// "hash", "roster", "driver_lap", "driver_sector". nullopt for anything else.
[[nodiscard]] std::optional<Partitioning> partitioning_from(std::string_view text);

/// 30 s before the first "Started"; the beginning where the source has none.
struct BeforeStart {};
/// The first "Started" itself.
struct SessionStart {};
/// When the first driver began this lap.
struct LapStart {
  int lap = 1;
};
/// Where a replay begins. A session time of zero or before is the beginning of all there is.
using StartPoint = std::variant<BeforeStart, SessionStart, LapStart, SessionTime>;

/// "start", "lap 12" or "L12", "1:23:45.678" or "23:45", or seconds ("0", "5025.678").
/// Errors: invalid_argument for anything else.
Result<StartPoint> parse_start_point(std::string_view text);
/// Errors: invalid_argument (a lap nobody drove, a time after the session's end, no "Started").
Result<SessionTime> resolve(const StartPoint& point, const prepare::PreparedSession& session);

/// What happens at the end of the session (or of `duration`).
enum class AtEnd : std::uint8_t {
  finish,  ///< the replay ends
  hold,    ///< it waits there for commands: a seek plays on
};

/// Errors: invalid_argument for a driver who is not in the session; names those who are.
Result<> check_drivers(const std::vector<domain::DriverId>& drivers, const prepare::PreparedSession& session);

struct ReplayOptions {
  domain::ReplaySpeed speed{1.0};
  std::vector<domain::DriverId> drivers;  ///< whose telemetry is sent; empty: all. Changes no timing
  StartPoint from = BeforeStart{};
  domain::ReplayPart part;               ///< needs a run_id that all producers of the run share
  std::optional<Milliseconds> duration;  ///< of session time after `from`; nullopt: to the end
  bool loop = false;                     ///< at the end, again from `from`, as a new run
  bool paused = false;                   ///< starts paused
  AtEnd at_end = AtEnd::finish;
  std::string run_id;       ///< of the first run; empty: a new one. A seek or a loop makes a new one
  std::string session_key;  ///< empty: the session's own
  Partitioning partitioning = Partitioning::hash;
  domain::TopicNames topics;
  codec::JsonOptions json;
  std::size_t batch_records = 2048;  ///< of one batch at most
};

}  // namespace slipstream::replay
