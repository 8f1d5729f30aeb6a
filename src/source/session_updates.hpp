#pragma once

#include <optional>
#include <string>

#include "base/time.hpp"
#include "domain/driver.hpp"
#include "domain/patch.hpp"

/// Topics about the session as a whole: what it is, how far it has come, what is broadcast of it.
namespace slipstream::source {

using domain::CarNumber;
using domain::ListPatch;
using domain::Patch;

struct SessionInfoUpdate {
  std::string meeting_name, official_name, location, country, country_code, circuit, type, name, start_date,
      end_date, gmt_offset, path, session_status, archive_status;
  std::optional<int> meeting_key, meeting_number, country_key, circuit_key, session_key;
  friend bool operator==(const SessionInfoUpdate&, const SessionInfoUpdate&) = default;
};

/// "Inactive", "Started", "Aborted", "Finished", "Finalised", "Ends", verbatim.
struct SessionStatus {
  std::string status;
  friend bool operator==(const SessionStatus&, const SessionStatus&) = default;
};

/// SessionData: the same changes as in other topics with their exact UTC.
struct SessionDataEntry {
  std::optional<UtcTime> utc;
  std::optional<int> qualifying_part, lap;
  std::string track_status, session_status;  ///< empty: none
  friend bool operator==(const SessionDataEntry&, const SessionDataEntry&) = default;
};
struct SessionData {
  ListPatch<SessionDataEntry> series, status_series;
  friend bool operator==(const SessionData&, const SessionData&) = default;
};

struct LapCount {
  Patch<int> current_lap, total_laps;
  friend bool operator==(const LapCount&, const LapCount&) = default;
};

struct ExtrapolatedClock {
  std::optional<UtcTime> utc;
  Patch<Milliseconds> remaining;
  Patch<bool> extrapolating;
  friend bool operator==(const ExtrapolatedClock&, const ExtrapolatedClock&) = default;
};

struct RadioCapture {
  std::optional<UtcTime> utc;
  CarNumber car = 0;
  std::string path;
  friend bool operator==(const RadioCapture&, const RadioCapture&) = default;
};
struct TeamRadio {
  ListPatch<RadioCapture> captures;
  friend bool operator==(const TeamRadio&, const TeamRadio&) = default;
};

struct Heartbeat {
  std::optional<UtcTime> utc;
  friend bool operator==(const Heartbeat&, const Heartbeat&) = default;
};

struct MediaStream {
  std::string type, name, language, uri, path;
  friend bool operator==(const MediaStream&, const MediaStream&) = default;
};
/// AudioStreams and ContentStreams.
struct MediaStreams {
  std::string topic;
  ListPatch<MediaStream> streams;
  friend bool operator==(const MediaStreams&, const MediaStreams&) = default;
};

}  // namespace slipstream::source
