#include "prepare/session_reducer.hpp"

#include <algorithm>
#include <chrono>
#include <string>

namespace slipstream::prepare {
namespace {

constexpr std::chrono::minutes kSupportRaceAfter{60};

void set_if_given(std::string& field, const std::string& text) {
  if (!text.empty()) field = text;
}

void fill(domain::Driver& driver, const source::DriverEntry& entry) {
  const auto take = [](std::string& field, const domain::Patch<std::string>& patch) {
    if (patch.value()) field = *patch.value();
  };
  if (entry.tla.value() && !entry.tla.value()->empty()) {
    driver.id = std::string_view{*entry.tla.value()};
  }
  take(driver.name, entry.full_name);
  if (entry.first_name.value() && entry.last_name.value()) {
    driver.name = *entry.first_name.value() + " " + *entry.last_name.value();
  }
  take(driver.team, entry.team_name);
  if (entry.team_color.value() && !entry.team_color.value()->empty()) {
    driver.team_color = "#" + *entry.team_color.value();
  }
}

}  // namespace

void SessionReducer::apply(const source::SessionInfoUpdate& update) {
  set_if_given(info_.name, update.name);
  set_if_given(info_.type, update.type);
  set_if_given(info_.meeting, update.meeting_name);
  set_if_given(info_.country, update.country);
  set_if_given(info_.circuit, update.circuit);
  set_if_given(info_.start_date, update.start_date);
  set_if_given(info_.gmt_offset, update.gmt_offset);
  if (update.circuit_key) info_.circuit_key = update.circuit_key;
  info_.key = domain::make_session_key(info_.start_date, info_.meeting, info_.name);
}

void SessionReducer::apply(const source::DriverList& list, SessionTime time) {
  if (!first_seen_) first_seen_ = time;
  for (const source::DriverEntry& entry : list.drivers) {
    const auto known = std::ranges::find(info_.drivers, entry.car, &domain::Driver::number);
    if (known != info_.drivers.end()) {
      fill(*known, entry);
      continue;
    }
    if (time - *first_seen_ > kSupportRaceAfter) continue;
    domain::Driver driver;
    driver.number = entry.car;
    driver.id = std::string_view{std::to_string(entry.car)};
    fill(driver, entry);
    info_.drivers.push_back(std::move(driver));
  }
}

void SessionReducer::apply(const source::SessionStatus& status, SessionTime time) {
  enter(status.status, time);
}

void SessionReducer::apply(const source::SessionData& data, const MessageSink& sink) {
  for (const auto& [index, entry] : data.series.items) {
    if (!entry.qualifying_part) continue;
    info_.part = *entry.qualifying_part > 0 ? entry.qualifying_part : std::nullopt;
  }
  for (const auto& [index, entry] : data.status_series.items) {
    if (entry.session_status.empty()) continue;
    // A whole list tells of the past; a single entry is sent as it happens.
    const bool past = data.status_series.whole && entry.utc && sink.zero();
    const SessionTime time = past ? SessionTime{*entry.utc - *sink.zero()} : sink.time();
    enter(entry.session_status, time);
  }
}

void SessionReducer::apply(const source::LapCount& count) { count.total_laps.apply_to(info_.total_laps); }

void SessionReducer::apply(const source::TimingData& data) {
  const auto& part = data.session_part.value();
  if (part && *part > 0) info_.part = part;
}

void SessionReducer::apply(const source::TimingAppData& data) {
  for (const source::CarTyres& car : data.cars) {
    const auto driver = std::ranges::find(info_.drivers, car.car, &domain::Driver::number);
    if (driver != info_.drivers.end()) car.grid_position.apply_to(driver->grid);
  }
}

void SessionReducer::enter(std::string_view status, SessionTime time) {
  using enum domain::SessionState;
  const domain::SessionState before = info_.state;
  if (status == "Started") {
    const bool running = before == started || before == resumed;
    if (!running) info_.state = before == aborted ? resumed : started;
    if (!started_at_) started_at_ = time;
  } else if (status == "Aborted") {
    info_.state = aborted;
  } else if (status == "Finished") {
    info_.state = finished;
  } else if (status == "Finalised") {
    // Topics that tell the same repeat it after the end.
    if (before != ended) info_.state = finalised;
  } else if (status == "Ends") {
    info_.state = ended;
  }
  // "Inactive" is the pause before the start or between the parts of a qualifying: no state of its own.
  if (info_.state != before) changes_.push_back({time, info_.state});
}

void SessionReducer::emit(MessageSink& sink) {
  if (emitted_ == info_) return;
  emitted_ = info_;
  sink.add(info_);
}

}  // namespace slipstream::prepare
