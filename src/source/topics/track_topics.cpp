#include "source/json_fields.hpp"
#include "source/topics/readers.hpp"

/// The track: flags, race control, weather.
namespace slipstream::source {
namespace {

using Key = std::string_view;

void read_message_member(Key key, Node node, RaceControlEntry& entry) {
  domain::RaceControl& message = entry.message;
  if (key == "Utc") return read(node, entry.utc);
  if (key == "Category") return read(node, message.category);
  if (key == "Message") return read(node, message.message);
  if (key == "Flag") return read(node, message.flag);
  if (key == "Scope") return read(node, message.scope);
  if (key == "Sector") return read(node, message.sector);
  if (key == "RacingNumber") return read(node, message.driver_number);
  if (key == "Lap") return read(node, message.lap_number);
  if (key == "Status") return read(node, entry.status);
  if (key == "Mode") return read(node, entry.mode);
}

}  // namespace

void read_track_status(Node root, FeedBody& body) {
  auto& track = body.emplace<domain::TrackStatus>();
  std::string code;
  root.each([&](Key key, Node node) {
    if (key == "Status") return read(node, code);
    if (key == "Message") return read(node, track.text);
  });
  if (code.size() != 1) throw Malformed("a track status whose Status is not one digit");
  track.code = code.front();
}

void read_race_control(Node root, FeedBody& body) {
  auto& control = body.emplace<RaceControlMessages>();
  root.each([&](Key key, Node node) {
    if (key == "Messages") read_list(node, control.messages, read_message_member);
  });
}

void read_weather(Node root, FeedBody& body) {
  auto& weather = body.emplace<domain::Weather>();
  root.each([&](Key key, Node node) {
    if (key == "AirTemp") return read(node, weather.air_temp_c);
    if (key == "TrackTemp") return read(node, weather.track_temp_c);
    if (key == "Humidity") return read(node, weather.humidity_pct);
    if (key == "Pressure") return read(node, weather.pressure_mbar);
    if (key == "WindSpeed") return read(node, weather.wind_speed_ms);
    if (key == "WindDirection") return read(node, weather.wind_direction_deg);
    if (key == "Rainfall") return read(node, weather.rainfall);
  });
}

}  // namespace slipstream::source
