#include "source/topics/writers.hpp"

/// What the session is and how far it has come.
namespace slipstream::source {
namespace {

void write_meeting(FeedJson& json, const SessionInfoUpdate& info) {
  json.bare("Key", info.meeting_key);
  json.text("Name", info.meeting_name);
  json.text("OfficialName", info.official_name);
  json.text("Location", info.location);
  json.bare("Number", info.meeting_number);
  json.part("Country", [&] {
    json.bare("Key", info.country_key);
    json.text("Code", info.country_code);
    json.text("Name", info.country);
  });
  json.part("Circuit", [&] {
    json.bare("Key", info.circuit_key);
    json.text("ShortName", info.circuit);
  });
}

void write_entry(FeedJson& json, const SessionDataEntry& entry) {
  json.text("Utc", entry.utc);
  json.bare("QualifyingPart", entry.qualifying_part);
  json.bare("Lap", entry.lap);
  json.text("TrackStatus", entry.track_status);
  json.text("SessionStatus", entry.session_status);
}

}  // namespace

void write(FeedJson& json, const SessionInfoUpdate& info) {
  json.part("Meeting", [&] { write_meeting(json, info); });
  json.text("SessionStatus", info.session_status);
  json.part("ArchiveStatus", [&] { json.text("Status", info.archive_status); });
  json.bare("Key", info.session_key);
  json.text("Type", info.type);
  json.text("Name", info.name);
  json.text("StartDate", info.start_date);
  json.text("EndDate", info.end_date);
  json.text("GmtOffset", info.gmt_offset);
  json.text("Path", info.path);
}

void write(FeedJson& json, const SessionStatus& status) { json.text("Status", status.status); }

void write(FeedJson& json, const SessionData& data) {
  const auto write_one = [&](const SessionDataEntry& entry) { write_entry(json, entry); };
  json.list("Series", data.series, write_one);
  json.list("StatusSeries", data.status_series, write_one);
}

void write(FeedJson& json, const LapCount& count) {
  json.bare("CurrentLap", count.current_lap);
  json.bare("TotalLaps", count.total_laps);
}

void write(FeedJson& json, const ExtrapolatedClock& clock) {
  json.text("Utc", clock.utc);
  json.text("Remaining", as<ClockTime>(clock.remaining));
  json.bare("Extrapolating", clock.extrapolating);
}

void write(FeedJson& json, const Heartbeat& heartbeat) { json.text("Utc", heartbeat.utc); }

}  // namespace slipstream::source
