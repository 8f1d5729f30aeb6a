#include "prepare/car_laps.hpp"

#include "prepare/lap_completion.hpp"
#include "prepare/lap_repair.hpp"

namespace slipstream::prepare {
namespace {

using domain::Lap;

Lap to_lap(const LapRow& row, int number) {
  Lap lap;
  lap.lap_number = number;
  lap.lap_time = row.lap_time;
  lap.sectors = row.sectors;
  lap.speeds = row.speeds;
  lap.lap_end = row.end;
  lap.pit_in = row.pit_in;
  lap.pit_out = row.pit_out;
  lap.overall_best = row.overall_best;
  return lap;
}

}  // namespace

LapRows::Change CarLaps::apply(const source::CarTiming& update, SessionTime time, LapRows::Update kind) {
  const bool was_over = in_lap_is_over();
  const LapRows::Change change = rows_.apply(update, time, kind);
  const bool is_over = !was_over && in_lap_is_over();
  return is_over ? LapRows::Change::ended_lap : change;
}

bool CarLaps::in_lap_is_over() const {
  const LapRow& running = rows_.rows().back();
  return running.pit_in && running.sector_ends[2];
}

bool CarLaps::first_row_is_no_lap() const {
  return rows_.rows().size() > 1 && !rows_.rows().front().has_data();
}

int CarLaps::number_of_first_lap(const LapFacts& facts) const {
  // A count of n at joining means n laps behind the car in a race. In other sessions the first pit exit is
  // counted as well.
  const auto joined = rows_.joined_at_count();
  if (joined) return *joined + (facts.session.is_race() ? 1 : 0) + (first_row_is_no_lap() ? 1 : 0);
  return 1;
}

std::optional<int> CarLaps::current_lap(const LapFacts& facts) const {
  if (!rows_.has_left_pits()) return std::nullopt;
  const auto ended = static_cast<int>(rows_.rows().size()) - 1 - (first_row_is_no_lap() ? 1 : 0);
  return number_of_first_lap(facts) + ended + (in_lap_is_over() ? 1 : 0);
}

std::vector<LapRow> CarLaps::repaired_rows(Scope scope) const {
  std::vector<LapRow> rows = rows_.rows();
  const LapRow& running = rows.back();
  const bool keep_running = scope == Scope::all ? running.has_data() && rows.size() > 1 : in_lap_is_over();
  if (!keep_running) rows.pop_back();
  if (first_row_is_no_lap() && !rows.empty()) rows.erase(rows.begin());
  repair_laps(rows);
  if (!rows.empty() && !rows.back().end) rows.pop_back();
  return rows;
}

std::vector<Lap> CarLaps::laps(Scope scope, domain::CarNumber car, const LapFacts& facts) const {
  const std::vector<LapRow> rows = repaired_rows(scope);
  const auto bests = find_personal_bests(rows, rows_.bests(), rows_.part_starts());
  std::vector<Lap> laps;
  laps.reserve(rows.size());
  int number = number_of_first_lap(facts);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    laps.push_back(to_lap(rows[i], number++));
    laps.back().personal_best = bests[i];
    *laps.back().lap_end += shift_;
  }
  set_lap_starts(laps, facts.session);
  fill_tyres(laps, facts);
  for (Lap& lap : laps) {
    lap.track_status = track_status_during(facts.track, lap.lap_start, *lap.lap_end);
  }
  repeat_unchanged_speeds(laps);
  judge_accuracy(laps);
  for (Lap& lap : laps) {
    const auto reason = lap.lap_time ? facts.deleted.reason(car, *lap.lap_time) : std::nullopt;
    if (!reason) continue;
    lap.deleted = true;
    lap.deleted_reason = *reason;
    lap.personal_best = false;
  }
  return laps;
}

std::vector<SectorEnds> CarLaps::sector_ends() const {
  std::vector<SectorEnds> ends;
  for (const LapRow& row : repaired_rows(Scope::all)) ends.push_back(row.sector_ends);
  return ends;
}

void CarLaps::fill_tyres(std::vector<Lap>& laps, const LapFacts& facts) const {
  std::vector<StintLog::LapSpan> spans;
  spans.reserve(laps.size());
  for (const Lap& lap : laps) spans.push_back({*lap.lap_end, lap.pit_in.has_value()});
  const auto race_start = facts.session.is_race() ? facts.session.started_at() : std::nullopt;
  const auto tyres = stints_.tyres_of(spans, race_start);
  for (std::size_t i = 0; i < laps.size(); ++i) {
    if (!tyres[i]) continue;
    laps[i].stint = tyres[i]->stint;
    laps[i].compound = tyres[i]->compound;
    laps[i].fresh_tyre = tyres[i]->fresh;
    laps[i].tyre_life = tyres[i]->tyre_life;
  }
}

std::optional<LapTyres> CarLaps::tyres_now(const std::vector<Lap>& ended, SessionTime time,
                                           const LapFacts& facts) const {
  std::vector<StintLog::LapSpan> spans;
  spans.reserve(ended.size() + 1);
  for (const Lap& lap : ended) spans.push_back({*lap.lap_end, lap.pit_in.has_value()});
  spans.push_back({time, false});
  const auto race_start = facts.session.is_race() ? facts.session.started_at() : std::nullopt;
  return stints_.tyres_of(spans, race_start).back();
}

}  // namespace slipstream::prepare
