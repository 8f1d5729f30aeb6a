#include "source/json_fields.hpp"
#include "source/topics/readers.hpp"

/// What the session is and how far it has come.
namespace slipstream::source {
namespace {

using Key = std::string_view;

void read_country(Node node, SessionInfoUpdate& info) {
  node.each([&](Key key, Node member) {
    if (key == "Key") return read(member, info.country_key);
    if (key == "Name") return read(member, info.country);
    if (key == "Code") return read(member, info.country_code);
  });
}

void read_circuit(Node node, SessionInfoUpdate& info) {
  node.each([&](Key key, Node member) {
    if (key == "Key") return read(member, info.circuit_key);
    if (key == "ShortName") return read(member, info.circuit);
  });
}

void read_meeting(Node node, SessionInfoUpdate& info) {
  node.each([&](Key key, Node member) {
    if (key == "Key") return read(member, info.meeting_key);
    if (key == "Number") return read(member, info.meeting_number);
    if (key == "Name") return read(member, info.meeting_name);
    if (key == "OfficialName") return read(member, info.official_name);
    if (key == "Location") return read(member, info.location);
    if (key == "Country") return read_country(member, info);
    if (key == "Circuit") return read_circuit(member, info);
  });
}

void read_session_data_member(Key key, Node node, SessionDataEntry& entry) {
  if (key == "Utc") return read(node, entry.utc);
  if (key == "QualifyingPart") return read(node, entry.qualifying_part);
  if (key == "Lap") return read(node, entry.lap);
  if (key == "TrackStatus") return read(node, entry.track_status);
  if (key == "SessionStatus") return read(node, entry.session_status);
}

}  // namespace

void read_session_info(Node root, FeedBody& body) {
  auto& info = body.emplace<SessionInfoUpdate>();
  root.each([&](Key key, Node node) {
    if (key == "Meeting") return read_meeting(node, info);
    if (key == "Key") return read(node, info.session_key);
    if (key == "Type") return read(node, info.type);
    if (key == "Name") return read(node, info.name);
    if (key == "StartDate") return read(node, info.start_date);
    if (key == "EndDate") return read(node, info.end_date);
    if (key == "GmtOffset") return read(node, info.gmt_offset);
    if (key == "Path") return read(node, info.path);
    if (key == "SessionStatus") return read(node, info.session_status);
    if (key != "ArchiveStatus") return;
    node.each([&](Key inner, Node status) {
      if (inner == "Status") read(status, info.archive_status);
    });
  });
}

void read_session_status(Node root, FeedBody& body) {
  auto& status = body.emplace<SessionStatus>();
  root.each([&](Key key, Node node) {
    if (key == "Status") read(node, status.status);
  });
  if (status.status.empty()) throw Malformed("a session status without Status");
}

void read_session_data(Node root, FeedBody& body) {
  auto& data = body.emplace<SessionData>();
  root.each([&](Key key, Node node) {
    if (key == "Series") return read_list(node, data.series, read_session_data_member);
    if (key == "StatusSeries") return read_list(node, data.status_series, read_session_data_member);
  });
}

void read_lap_count(Node root, FeedBody& body) {
  auto& count = body.emplace<LapCount>();
  root.each([&](Key key, Node node) {
    if (key == "CurrentLap") return read(node, count.current_lap);
    if (key == "TotalLaps") return read(node, count.total_laps);
  });
}

void read_extrapolated_clock(Node root, FeedBody& body) {
  auto& clock = body.emplace<ExtrapolatedClock>();
  root.each([&](Key key, Node node) {
    if (key == "Utc") return read(node, clock.utc);
    if (key == "Remaining") return read_clock(node, clock.remaining);
    if (key == "Extrapolating") return read(node, clock.extrapolating);
  });
}

void read_heartbeat(Node root, FeedBody& body) {
  auto& heartbeat = body.emplace<Heartbeat>();
  root.each([&](Key key, Node node) {
    if (key == "Utc") read(node, heartbeat.utc);
  });
}

}  // namespace slipstream::source
