#include "api/live_state.hpp"

#include <map>

#include "api/alert_query.hpp"
#include "codec/json_writer.hpp"
#include "codec/session_json.hpp"

namespace slipstream::api {
namespace {

using codec::JsonWriter;
using codec::SessionRecord;

constexpr std::size_t kRecentAlerts = 50;
constexpr std::size_t kRaceControlShown = 100;

std::string message_text(const SessionRecord& record) {
  std::string text;
  codec::write_session_message(record.message,
                               {record.produced_at, record.session_key, record.run_id, record.seq}, text);
  return text;
}

void write_message(std::string_view name, const std::optional<SessionRecord>& record, JsonWriter& json) {
  json.key(name);
  if (record) {
    json.raw(message_text(*record));
  } else {
    json.null();
  }
}

template <class Records>
void write_newest(std::string_view name, const Records& records, std::size_t most, JsonWriter& json) {
  json.key(name).begin_array();
  const std::size_t skip = records.size() > most ? records.size() - most : 0;
  for (std::size_t i = skip; i < records.size(); ++i) json.raw(message_text(records[i]));
  json.end_array();
}

/// A numbered list of each car: laps, stints, pits.
void write_of_cars(std::string_view name, const store::SessionState::Cars& cars,
                   std::map<int, SessionRecord> store::CarState::* records, JsonWriter& json) {
  json.key(name).begin_array();
  for (const auto& [number, car] : cars) {
    for (const auto& [index, record] : car.*records) json.raw(message_text(record));
  }
  json.end_array();
}

const domain::Lap& lap_of(const SessionRecord& record) { return std::get<domain::Lap>(record.message.body); }

/// The fastest lap that counts; nullptr if there is none.
const SessionRecord* best_lap(const store::CarState& car) {
  const SessionRecord* best = nullptr;
  for (const auto& [number, record] : car.laps) {
    const domain::Lap& lap = lap_of(record);
    if (!lap.lap_time || lap.deleted) continue;
    if (best == nullptr || *lap.lap_time < *lap_of(*best).lap_time) best = &record;
  }
  return best;
}

void write_recent_laps(const store::SessionState::Cars& cars, JsonWriter& json) {
  json.key("laps").begin_array();
  for (const auto& [number, car] : cars) {
    if (car.laps.empty()) continue;
    const SessionRecord* last = &car.laps.rbegin()->second;
    const SessionRecord* best = best_lap(car);
    if (best != nullptr && best != last) json.raw(message_text(*best));
    json.raw(message_text(*last));
  }
  json.end_array();
}

void write_alert_list(std::string_view name, const store::AlertStore& alerts,
                      const store::AlertFilter& filter, JsonWriter& json) {
  json.key(name).begin_array();
  for (const store::KeptAlert* alert : alerts.find(filter)) {
    std::string text;
    append_alert(*alert, text);
    json.raw(text);
  }
  json.end_array();
}

void write_alerts(const store::Store::View& view, JsonWriter& json) {
  json.key("alerts").begin_object().key("counts").begin_object();
  for (const auto severity : {domain::Severity::high, domain::Severity::medium, domain::Severity::low}) {
    const auto count = view.alerts.counts().by_severity[static_cast<std::size_t>(severity)];
    json.key(domain::to_string(severity)).value(std::uint64_t{count});
  }
  json.end_object();
  store::AlertFilter filter;
  filter.run_id = view.session.run_id();
  filter.open_only = true;
  write_alert_list("open", view.alerts, filter, json);
  filter.open_only = false;
  filter.limit = kRecentAlerts;
  write_alert_list("recent", view.alerts, filter, json);
  json.end_object();
}

void write_telemetry(const std::vector<store::LiveSample>& latest, JsonWriter& json) {
  std::vector<store::LiveSample> known;
  for (const store::LiveSample& sample : latest) {
    if (!sample.driver.empty()) known.push_back(sample);
  }
  std::string frame;
  store::write_frame(known, frame);
  json.key("telemetry").raw(frame.empty() ? "null" : frame);
}

}  // namespace

void write_live_state(const store::Store::View& view, LapsShown laps, std::string& out) {
  const store::SessionState& session = view.session;
  JsonWriter json(out);
  json.begin_object().key("run_id").value(session.run_id()).key("session_key").value(session.session_key());
  write_message("session", session.session(), json);
  write_message("clock", session.clock(), json);
  write_message("track_status", session.track_status(), json);
  write_message("weather", session.weather(), json);
  write_message("replay", session.replay(), json);
  write_message("heartbeat", session.heartbeat(), json);
  json.key("timing").begin_array();
  for (const auto& [number, car] : session.cars()) {
    if (car.timing) json.raw(message_text(*car.timing));
  }
  json.end_array();
  if (laps == LapsShown::all) {
    write_of_cars("laps", session.cars(), &store::CarState::laps, json);
  } else {
    write_recent_laps(session.cars(), json);
  }
  write_of_cars("stints", session.cars(), &store::CarState::stints, json);
  write_of_cars("pits", session.cars(), &store::CarState::pit_visits, json);
  write_newest("race_control", session.race_control(), kRaceControlShown, json);
  write_newest("team_radio", session.team_radio(), kRaceControlShown, json);
  write_telemetry(view.latest, json);
  write_alerts(view, json);
  json.end_object();
}

}  // namespace slipstream::api
