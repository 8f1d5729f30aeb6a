#include "prepare/tables/generated_laps.hpp"

#include <algorithm>

#include "prepare/lap_facts.hpp"

namespace slipstream::prepare {
namespace {

using domain::Lap;

/// Where nothing says when a car stopped: FastF1 takes an assumed lap time.
constexpr Milliseconds kAssumedLap{150'000};

std::optional<SessionTime> first_lap_end(const SessionRecord& record) {
  std::optional<SessionTime> first;
  for (const DriverRecord& driver : record.drivers) {
    for (const LapRecord& row : driver.laps) {
      if (row.lap.lap_end && (!first || *row.lap.lap_end < *first)) first = row.lap.lap_end;
    }
  }
  return first;
}

Lap crashed_first_lap(const DriverRecord& driver, SessionTime start, SessionTime end) {
  const domain::Stint& tyres = driver.tyres.front();
  Lap lap;
  lap.lap_number = 1;
  lap.lap_start = start;
  lap.lap_end = end;
  lap.personal_best = false;
  lap.stint = 1;
  lap.compound = tyres.compound;
  lap.fresh_tyre = tyres.fresh_tyre;
  if (tyres.tyre_life_at_start) lap.tyre_life = *tyres.tyre_life_at_start + 1;
  return lap;
}

/// When the lap after a car's last one ended; nullopt if there was none.
std::optional<SessionTime> end_on_the_track(const SessionRecord& record, const DriverRecord& driver) {
  const Lap& last = driver.laps.back().lap;
  if (!last.lap_end || driver.laps.back().generated || last.pit_in) return std::nullopt;
  const auto& total = record.info.total_laps;
  if (total && (last.lap_number == *total || static_cast<int>(driver.laps.size()) >= *total)) {
    return std::nullopt;
  }
  if (driver.laps.size() >= 2 && driver.laps[driver.laps.size() - 2].lap.pit_in && !last.pit_out) {
    return std::nullopt;  // the line was crossed in the pit lane, and the car did not leave again
  }
  const At<std::string>* next = nullptr;
  bool will_finish = false;
  for (const At<std::string>& status : record.session_statuses) {
    const bool finished = status.body == "Finished";
    if (status.time <= *last.lap_end) {
      if (finished) return std::nullopt;
      continue;
    }
    if (next == nullptr) next = &status;
    will_finish = will_finish || finished;
  }
  if (!will_finish) return std::nullopt;
  return next->body == "Aborted" ? next->time : *last.lap_end + kAssumedLap;
}

Lap stopped_lap(const Lap& last, SessionTime end) {
  Lap lap;
  lap.lap_number = last.lap_number + 1;
  lap.lap_start = last.lap_end;
  lap.lap_end = end;
  lap.stint = last.stint;
  lap.compound = last.compound;
  lap.fresh_tyre = last.fresh_tyre;
  if (last.tyre_life) lap.tyre_life = *last.tyre_life + 1;
  return lap;
}

void append(const SessionRecord& record, DriverRecord& driver, Lap lap) {
  lap.accurate = false;
  lap.final = true;
  lap.track_status = track_status_during(record.track_steps, lap.lap_start, *lap.lap_end);
  driver.laps.push_back({std::move(lap), {}, true, false});
}

}  // namespace

void add_generated_laps(SessionRecord& record) {
  const auto first_end = first_lap_end(record);
  const bool is_race = record.info.type == "Race";
  for (DriverRecord& driver : record.drivers) {
    if (driver.laps.empty()) {
      if (!is_race || !record.started_at || !first_end || driver.tyres.empty()) continue;
      append(record, driver, crashed_first_lap(driver, *record.started_at, *first_end));
    } else if (const auto end = end_on_the_track(record, driver)) {
      append(record, driver, stopped_lap(driver.laps.back().lap, *end));
    }
  }
}

}  // namespace slipstream::prepare
