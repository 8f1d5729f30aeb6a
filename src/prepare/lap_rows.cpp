#include "prepare/lap_rows.hpp"

namespace slipstream::prepare {
namespace {

constexpr Milliseconds kLateWithin{5000};
constexpr Milliseconds kImplausibleFrom{150'000};
/// No car has ever driven as many laps; what is above is damage.
constexpr int kMaxLaps = 1000;

std::optional<Milliseconds> sector_sum(const LapRow& row) {
  Milliseconds sum{0};
  for (const auto& sector : row.sectors) {
    if (!sector) return std::nullopt;
    sum += *sector;
  }
  return sum;
}

std::optional<int> plausible_count(const source::CarTiming& update) {
  const auto& count = update.number_of_laps.value();
  return count && *count >= 0 && *count <= kMaxLaps ? count : std::nullopt;
}

void take_speed(const source::SpeedPatch& patch, std::optional<int>& speed) {
  if (patch.value.value()) speed = patch.value.value();
}

}  // namespace

bool LapRow::has_data() const {
  for (const auto& sector : sectors) {
    if (sector) return true;
  }
  return lap_time || speeds != domain::SpeedTraps{};
}

bool LapRows::is_late_data(const source::CarTiming& update) {
  const auto count = plausible_count(update);
  if (count && in_past_ && *count == count_) in_past_ = false;
  if (count && *count < count_) in_past_ = true;
  return in_past_;
}

LapRows::Change LapRows::apply(const source::CarTiming& update, SessionTime time, Update kind) {
  const auto laps = plausible_count(update);
  if (kind == Update::joined && count_ == 0 && rows_.size() == 1 && laps && *laps > 0) {
    joined_at_count_ = count_ = *laps;
  }
  if (is_late_data(update)) return Change::none;

  const std::size_t running = rows_.size() - 1;
  const bool late = running > 0 && time - *rows_[running - 1].end < kLateWithin;
  const std::size_t target = late ? running - 1 : running;
  const LapRow before = rows_[target];
  const bool counts_lap = laps && *laps > count_;

  apply_measures(update, time, rows_[target]);
  take_speed(update.st, rows_[running].speeds.st);
  apply_pit(update, time, counts_lap);
  if (counts_lap) {
    ++count_;
    if (left_pits_) {
      end_lap(time);
      return Change::ended_lap;
    }
  }
  const LapRow& after = rows_[target];
  const bool changed = after.lap_time != before.lap_time || after.sectors != before.sectors ||
                       after.speeds != before.speeds || after.overall_best != before.overall_best ||
                       after.lap_time_denied != before.lap_time_denied;
  if (late && changed) return Change::ended_lap;
  return Change::running_lap;
}

void LapRows::apply_measures(const source::CarTiming& update, SessionTime time, LapRow& row) {
  // A whole list comes when a car's state is sent anew: its values are older than this moment.
  if (!update.sectors.whole) {
    for (const auto& [index, sector] : update.sectors.items) {
      if (index >= row.sectors.size() || !sector.value.value()) continue;
      row.sectors[index] = sector.value.value();
      row.sector_ends[index] = time;
    }
  }
  const auto& lap_time = update.last_lap_time.value;
  if (lap_time.cleared()) {
    row.lap_time.reset();
    row.lap_time_denied = true;
  } else if (lap_time.value() &&
             (*lap_time.value() < kImplausibleFrom || lap_time.value() == sector_sum(row))) {
    row.lap_time = lap_time.value();
    row.lap_time_denied = false;
  }
  if (update.last_lap_time.overall_fastest.present()) {
    row.overall_best = update.last_lap_time.overall_fastest.value() == true;
  }
  take_speed(update.i1, row.speeds.i1);
  take_speed(update.i2, row.speeds.i2);
  take_speed(update.fl, row.speeds.fl);

  if (const auto& best = update.best_lap_time.value.value()) bests_.push_back({time, *best});
  if (!update.best_lap_times.whole && !update.best_lap_times.items.empty() &&
      update.best_lap_times.items.front().first > part_starts_.size()) {
    part_starts_.push_back(time);
  }
}

void LapRows::apply_pit(const source::CarTiming& update, SessionTime time, bool counts_lap) {
  const auto& in_pit = update.in_pit.value();
  if (!in_pit) return;
  LapRow& row = rows_.back();
  if (*in_pit) {
    if (left_pits_) row.pit_in = time;
    return;
  }
  left_pits_ = true;
  if (counts_lap) {
    next_pit_out_ = time;
    return;
  }
  // Whether the lap ends within 5 s is not known yet: end_lap() moves it on if so.
  pit_out_before_ = row.pit_out;
  row.pit_out = time;
}

void LapRows::end_lap(SessionTime time) {
  LapRow& ended = rows_.back();
  ended.end = time;
  LapRow begun;
  begun.pit_out = next_pit_out_;
  next_pit_out_.reset();
  if (ended.pit_out && time - *ended.pit_out < kLateWithin) {
    begun.pit_out = ended.pit_out;
    ended.pit_out = pit_out_before_;
  }
  pit_out_before_.reset();
  rows_.push_back(begun);
}

}  // namespace slipstream::prepare
