#include "source/topics/writers.hpp"

/// The track: flags, race control, weather.
namespace slipstream::source {
namespace {

void write_message(FeedJson& json, const RaceControlEntry& entry) {
  const domain::RaceControl& message = entry.message;
  json.text("Utc", as<PlainUtc>(entry.utc));
  json.bare("Lap", message.lap_number);
  json.text("Category", message.category);
  json.text("Flag", message.flag);
  json.text("Status", entry.status);
  json.text("Mode", entry.mode);
  json.text("Scope", message.scope);
  json.bare("Sector", message.sector);
  json.text("RacingNumber", message.driver_number);
  json.text("Message", message.message);
}

}  // namespace

void write(FeedJson& json, const domain::TrackStatus& track) {
  json.text("Status", std::string{track.code});
  json.text("Message", track.text);
}

void write(FeedJson& json, const RaceControlMessages& control) {
  json.list("Messages", control.messages, [&](const RaceControlEntry& entry) { write_message(json, entry); });
}

void write(FeedJson& json, const domain::Weather& weather) {
  json.text("AirTemp", as<Decimal>(weather.air_temp_c));
  json.text("Humidity", as<Decimal>(weather.humidity_pct));
  json.text("Pressure", as<Decimal>(weather.pressure_mbar));
  json.text("Rainfall", as<Digit>(weather.rainfall));
  json.text("TrackTemp", as<Decimal>(weather.track_temp_c));
  json.text("WindDirection", weather.wind_direction_deg);
  json.text("WindSpeed", as<Decimal>(weather.wind_speed_ms));
}

}  // namespace slipstream::source
