#include "prepare/lap_repair.hpp"

#include <algorithm>

namespace slipstream::prepare {
namespace {

struct SectorSum {
  Milliseconds known{0};
  int missing = 0;
  std::size_t last_missing = 0;
};

SectorSum sum_sectors(const LapRow& row) {
  SectorSum sum;
  for (std::size_t i = 0; i < row.sectors.size(); ++i) {
    if (row.sectors[i]) {
      sum.known += *row.sectors[i];
    } else {
      ++sum.missing;
      sum.last_missing = i;
    }
  }
  return sum;
}

void repair_times(LapRow& row, const LapRow* before) {
  const SectorSum sum = sum_sectors(row);
  if (row.lap_time && sum.known > *row.lap_time) row.lap_time.reset();
  if (row.lap_time_denied && !row.lap_time && sum.missing == 0) row.lap_time = sum.known;
  if (before == nullptr) return;
  if (sum.missing == 0 && !row.lap_time && before->lap_time == sum.known) {
    row.lap_time = sum.known;
  } else if (sum.missing == 1 && row.lap_time) {
    const Milliseconds rest = *row.lap_time - sum.known;
    if (before->sectors[sum.last_missing] == rest) row.sectors[sum.last_missing] = rest;
  }
}

/// The earliest moment at which the lap can have ended, by all that is known of it.
std::optional<SessionTime> earliest_end(const LapRow& row) {
  std::optional<SessionTime> earliest = row.end;
  Milliseconds rest{0};  // from the end of sector i to the end of the lap
  for (std::size_t i = row.sectors.size(); i-- > 0;) {
    if (row.sector_ends[i]) {
      const SessionTime end = *row.sector_ends[i] + rest;
      if (!earliest || end < *earliest) earliest = end;
    }
    if (!row.sectors[i]) break;
    rest += *row.sectors[i];
  }
  return earliest;
}

void find_ends(std::vector<LapRow>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto end = earliest_end(rows[i]);
    // An end before the previous lap's cannot be: the times do not belong together.
    if (i > 0 && end && rows[i - 1].end && *end < *rows[i - 1].end) continue;
    rows[i].end = end;
  }
}

void pull_ends_back(std::vector<LapRow>& rows) {
  for (std::size_t i = rows.size(); i-- > 1;) {
    if (!rows[i].end || !rows[i].lap_time || !rows[i - 1].end) continue;
    const SessionTime start = *rows[i].end - *rows[i].lap_time;
    if (start >= *rows[i - 1].end) continue;
    if (i > 1 && rows[i - 2].end && start < *rows[i - 2].end) continue;
    rows[i - 1].end = start;
  }
}

void pull_ends_forward(std::vector<LapRow>& rows) {
  for (std::size_t i = 0; i + 1 < rows.size(); ++i) {
    LapRow& next = rows[i + 1];
    if (!rows[i].end || !next.lap_time) continue;
    if (next.end && *rows[i].end + *next.lap_time < *next.end) next.end = *rows[i].end + *next.lap_time;
    SessionTime end = *rows[i].end;
    for (std::size_t s = 0; s < next.sectors.size() && next.sectors[s]; ++s) {
      end += *next.sectors[s];
      if (next.sector_ends[s] && end < *next.sector_ends[s]) next.sector_ends[s] = end;
    }
  }
}

}  // namespace

void repair_laps(std::vector<LapRow>& rows) {
  for (std::size_t i = 0; i < rows.size(); ++i) repair_times(rows[i], i > 0 ? &rows[i - 1] : nullptr);
  find_ends(rows);
  if (!rows.empty() && !rows.back().end) rows.back().end = rows.back().pit_in;
  pull_ends_back(rows);
  pull_ends_forward(rows);
  // Laps to the grid through the pit lane: the entry belongs to none of them.
  if (!rows.empty() && rows[0].pit_in && rows[0].pit_out && *rows[0].pit_in < *rows[0].pit_out) {
    rows[0].pit_in.reset();
  }
}

std::vector<bool> find_personal_bests(const std::vector<LapRow>& repaired,
                                      const std::vector<LapRows::Best>& bests,
                                      const std::vector<SessionTime>& part_starts) {
  std::vector<bool> found(repaired.size(), false);
  std::size_t part = part_starts.size();
  std::optional<Milliseconds> later_best;  // the last one announced in this part: the quickest that stood
  for (std::size_t i = bests.size(); i-- > 0;) {
    const LapRows::Best& best = bests[i];
    if (part > 0 && best.time < part_starts[part - 1]) {
      --part;
      later_best.reset();
    }
    // A quicker one before it was deleted; an equal one is the same, sent again.
    if (later_best && best.lap_time <= *later_best) continue;
    if (!later_best) later_best = best.lap_time;
    const auto lap = std::ranges::find(repaired, std::optional{best.lap_time}, &LapRow::lap_time);
    if (lap != repaired.end()) found[static_cast<std::size_t>(lap - repaired.begin())] = true;
  }
  return found;
}

}  // namespace slipstream::prepare
