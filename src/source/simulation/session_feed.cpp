#include "source/simulation/session_feed.hpp"

#include <chrono>
#include <string_view>

#include <fmt/format.h>

namespace slipstream::source {
namespace {

constexpr std::chrono::seconds kWeatherEvery{60}, kHeartbeatEvery{15};
/// A race ends after two hours at the latest; the feed's clock counts them down.
constexpr std::chrono::hours kLongestRace{2};

std::string_view status_text(domain::SessionState state) {
  switch (state) {
    case domain::SessionState::started:
    case domain::SessionState::resumed: return "Started";
    case domain::SessionState::aborted: return "Aborted";
    case domain::SessionState::finished: return "Finished";
    case domain::SessionState::finalised: return "Finalised";
    case domain::SessionState::ended: return "Ends";
    case domain::SessionState::scheduled: break;
  }
  return "Inactive";
}

std::string with_underscores(std::string text) {
  for (char& letter : text) {
    if (letter == ' ') letter = '_';
  }
  return text;
}

SessionInfoUpdate session_info(const simulate::Race& race) {
  const simulate::Circuit& circuit = race.circuit();
  const std::string start = base::format_utc(race.options().start).substr(0, 19);
  const std::string date = start.substr(0, 10);
  SessionInfoUpdate info;
  info.meeting_name = circuit.name + " Grand Prix";
  info.official_name = "SIMULATED " + circuit.name + " GRAND PRIX";
  info.location = circuit.location;
  info.country = circuit.country;
  info.circuit = circuit.name;
  info.type = "Race";
  info.name = "Race";
  info.start_date = start;
  info.end_date = base::format_utc(race.options().start + kLongestRace).substr(0, 19);
  info.gmt_offset = "00:00:00";
  info.path =
      fmt::format("{}/{}_{}/{}_Race/", date.substr(0, 4), date, with_underscores(info.meeting_name), date);
  info.archive_status = "Generating";
  return info;
}

DriverList driver_list(const simulate::Race& race) {
  DriverList list;
  int line = 0;
  for (const simulate::CarState& car : race.cars()) {
    const simulate::Entrant& entrant = car.entrant;
    DriverEntry entry;
    entry.car = entrant.number;
    entry.tla = std::string{entrant.code.view()};
    entry.first_name = entrant.first_name;
    entry.last_name = entrant.last_name;
    entry.full_name = fmt::format("{} {}", entrant.first_name, entrant.last_name);
    entry.broadcast_name = fmt::format("{} {}", entrant.first_name.front(), entrant.last_name);
    entry.team_name = entrant.team;
    entry.team_color = entrant.team_color;
    entry.line = ++line;
    list.drivers.push_back(std::move(entry));
  }
  return list;
}

SessionDataEntry entry_at(UtcTime utc) {
  SessionDataEntry entry;
  entry.utc = utc;
  return entry;
}

}  // namespace

SessionFeed::SessionFeed(const simulate::Race& race)
    : race_(race), weather_(race.options().seed), remaining_(kLongestRace) {}

void SessionFeed::open(std::vector<FeedEvent>& out) {
  const SessionTime zero{};
  out.push_back({.time = zero, .body = session_info(race_)});
  out.push_back({.time = zero, .body = SessionStatus{"Inactive"}});
  out.push_back({.time = zero, .body = driver_list(race_)});
  out.push_back({.time = zero, .body = domain::TrackStatus{.code = '1', .text = "AllClear"}});
  out.push_back({.time = zero, .body = LapCount{.current_lap = 1, .total_laps = race_.laps()}});
  set_clock(zero, false, out);
}

void SessionFeed::advance(std::vector<FeedEvent>& out) {
  for (; next_weather_ <= race_.now(); next_weather_ += kWeatherEvery) {
    out.push_back({.time = next_weather_, .body = weather_.next()});
  }
  for (; next_heartbeat_ <= race_.now(); next_heartbeat_ += kHeartbeatEvery) {
    out.push_back({.time = next_heartbeat_, .body = Heartbeat{utc(next_heartbeat_)}});
  }
}

void SessionFeed::set_clock(SessionTime time, bool runs, std::vector<FeedEvent>& out) {
  if (clock_runs_since_) {
    const Milliseconds left =
        std::max<Milliseconds>(Milliseconds{0}, remaining_ - (time - *clock_runs_since_));
    remaining_ = std::chrono::floor<std::chrono::seconds>(left);
  }
  clock_runs_since_ = runs ? std::optional{time} : std::nullopt;
  ExtrapolatedClock clock;
  clock.utc = utc(time);
  clock.remaining = remaining_;
  clock.extrapolating = runs;
  out.push_back({.time = time, .body = clock});
}

void SessionFeed::on(SessionTime time, const domain::SessionState& state, std::vector<FeedEvent>& out) {
  const std::string status{status_text(state)};
  out.push_back({.time = time, .body = SessionStatus{status}});
  SessionDataEntry entry = entry_at(utc(time));
  entry.session_status = status;
  SessionData data;
  data.status_series.whole = statuses_ == 0;
  data.status_series.items.emplace_back(statuses_++, std::move(entry));
  out.push_back({.time = time, .body = std::move(data)});
  using enum domain::SessionState;
  const bool runs = state == started || state == resumed;
  const bool stops = state == aborted || state == finished;
  if (runs || (stops && clock_runs_since_)) set_clock(time, runs, out);
}

void SessionFeed::on(SessionTime time, const domain::TrackStatus& status, std::vector<FeedEvent>& out) {
  out.push_back({.time = time, .body = status});
  SessionDataEntry entry = entry_at(utc(time));
  entry.track_status = status.text;
  SessionData data;
  data.status_series.whole = statuses_ == 0;
  data.status_series.items.emplace_back(statuses_++, std::move(entry));
  out.push_back({.time = time, .body = std::move(data)});
}

void SessionFeed::on(SessionTime time, const simulate::ControlMessage& message, std::vector<FeedEvent>& out) {
  RaceControlMessages messages;
  messages.messages.whole = messages_ == 0;
  messages.messages.items.emplace_back(
      messages_++, RaceControlEntry{.utc = std::chrono::floor<std::chrono::seconds>(utc(time)),
                                    .message = message.message,
                                    .status = message.status,
                                    .mode = message.mode});
  out.push_back({.time = time, .body = std::move(messages)});
}

void SessionFeed::on_leader_lap(SessionTime time, int ended, std::vector<FeedEvent>& out) {
  if (ended >= race_.laps()) return;
  LapCount count;
  count.current_lap = ended + 1;
  out.push_back({.time = time, .body = count});
  SessionDataEntry entry = entry_at(utc(time));
  entry.lap = ended + 1;
  SessionData data;
  data.series.whole = laps_ == 0;
  data.series.items.emplace_back(laps_++, std::move(entry));
  out.push_back({.time = time, .body = std::move(data)});
}

}  // namespace slipstream::source
