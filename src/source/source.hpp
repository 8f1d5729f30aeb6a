#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "source/feed_event.hpp"
#include "source/sample_form.hpp"

namespace slipstream::source {

/// What was not usable in an input; shown to the user, counted in metrics.
struct InputReport {
  /// The first damaged lines, each with its place ("CarData.z.jsonStream:812"), at most 100 kept.
  std::vector<Error> damaged;
  std::uint64_t damaged_lines = 0;
  std::uint64_t lines = 0;
  /// Sentinels and other values that mean "no data", by channel: "throttle", "brake", "gear", "position"; and
  /// "unreadable text": texts of timing fields that are not what the field holds.
  std::map<std::string, std::uint64_t> missing_values;
  std::vector<std::string> missing_topics;  ///< a complete archive would have them; of a table, what it lacks
  std::uint64_t repeated_rows = 0;          ///< of a table, of an instant that another row of the driver has
  std::map<std::string, std::uint64_t> unknown_topics;  ///< lines of topics this program does not know
};

/// Some input, read as one stream of feed events in session-time order. One thread at a time.
class Source {
 public:
  virtual ~Source() = default;

  /// The next event; nullopt at the end. Damaged lines are reported and skipped, so an error here means
  /// that nothing more can be read (io).
  virtual Result<std::optional<FeedEvent>> next() = 0;

  /// UTC of session time zero, rounded to the millisecond as FastF1's t0_date; nullopt while no telemetry
  /// packet or other exact UTC has been seen. Known from the start for archives and recordings.
  [[nodiscard]] virtual std::optional<UtcTime> zero() const = 0;

  /// "archive", "recording", "simulation".
  [[nodiscard]] virtual std::string kind() const = 0;

  /// What was not usable so far.
  [[nodiscard]] virtual const InputReport& report() const = 0;
};

/// Called with 0…1 while an input is read; from the calling thread.
using Progress = std::function<void(double)>;

/// Opens what `path` holds: a folder with *.jsonStream files is an archive; a file is a recording.
/// A table of merged telemetry is no stream of events: prepare::read_session takes it, and all of these.
/// Errors: not_found (no such path), unsupported (a table), invalid_input (an empty folder, several sessions
/// in one folder, a file that is no recording; the message says what was found), permission, io, interrupted.
Result<std::unique_ptr<Source>> open_source(const std::filesystem::path& path, const Progress& progress = {},
                                            std::stop_token stop = {}, Samples samples = Samples::known);

/// The first SessionInfo of what `path` holds. Of an archive only that topic's file is read. nullopt if there
/// is none. Errors: as open_source.
Result<std::optional<SessionInfoUpdate>> read_session_info(const std::filesystem::path& path);

}  // namespace slipstream::source
