#include "prepare/from_table/table_messages.hpp"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace slipstream::prepare {
namespace {

/// One driver's messages, stamped.
class DriverMessages {
 public:
  DriverMessages(const domain::Driver& driver, std::optional<UtcTime> zero)
      : car_{driver.id, driver.number}, zero_(zero) {}

  template <class Body>
  void add(SessionTime time, Body body) {
    const auto date = zero_ ? std::optional{*zero_ + time.time_since_epoch()} : std::nullopt;
    messages_.push_back({.time = time, .date = date, .car = car_, .body = std::move(body)});
  }
  std::vector<domain::SessionMessage> take() { return std::move(messages_); }

 private:
  domain::Car car_;
  std::optional<UtcTime> zero_;
  std::vector<domain::SessionMessage> messages_;
};

void add_timing(std::span<const TableLap> laps, DriverMessages& messages) {
  domain::TimingUpdate entry;
  entry.lap_number = laps.front().lap.lap_number;
  messages.add(laps.front().first, entry);
  std::optional<Milliseconds> best;
  for (std::size_t i = 0; i < laps.size(); ++i) {
    const domain::Lap& lap = laps[i].lap;
    domain::TimingUpdate timing;
    if (lap.position) timing.position = lap.position;
    if (lap.lap_time) {
      timing.last_lap_time = lap.lap_time;
      if (!lap.deleted && (!best || *lap.lap_time < *best)) timing.best_lap_time = best = lap.lap_time;
    }
    if (i + 1 < laps.size()) timing.lap_number = laps[i + 1].lap.lap_number;
    if (timing != domain::TimingUpdate{}) messages.add(laps[i].over(), timing);
  }
}

/// Neighbouring laps on one set of tyres. Without stint numbers there are none.
void add_stints(std::span<const TableLap> laps, DriverMessages& messages) {
  for (std::size_t begin = 0, end = 0; begin < laps.size(); begin = end) {
    const domain::Lap& first = laps[begin].lap;
    while (end < laps.size() && laps[end].lap.stint == first.stint) ++end;
    if (!first.stint) continue;
    domain::Stint stint{.stint = *first.stint,
                        .compound = first.compound,
                        .fresh_tyre = first.fresh_tyre,
                        .start_lap = first.lap_number,
                        .tyre_life_at_start = std::nullopt,
                        .laps = std::nullopt};
    // The age is of the end of the lap.
    if (first.tyre_life && *first.tyre_life > 0) stint.tyre_life_at_start = *first.tyre_life - 1;
    messages.add(laps[begin].first, stint);
    stint.laps = static_cast<int>(end - begin);
    messages.add(laps[end - 1].over(), stint);
  }
}

void add_pit_visits(std::span<const TableLap> laps, DriverMessages& messages) {
  std::optional<domain::PitVisit> visit;
  for (const TableLap& at : laps) {
    const domain::Lap& lap = at.lap;
    if (lap.pit_out) {
      domain::TimingUpdate out;
      out.in_pit = false;
      messages.add(*lap.pit_out, out);
      if (visit && *lap.pit_out >= *visit->entered_at) {
        visit->left_at = lap.pit_out;
        visit->lane_time = *lap.pit_out - *visit->entered_at;
        messages.add(*lap.pit_out, *visit);
      }
      visit.reset();
    }
    if (!lap.pit_in) continue;
    domain::TimingUpdate in;
    in.in_pit = true;
    messages.add(*lap.pit_in, in);
    visit.emplace();
    visit->lap_number = lap.lap_number;
    visit->entered_at = lap.pit_in;
    messages.add(*lap.pit_in, *visit);
  }
}

}  // namespace

std::vector<domain::SessionMessage> messages_of_table(const domain::Driver& driver,
                                                      std::span<const TableLap> laps,
                                                      std::optional<UtcTime> zero) {
  DriverMessages messages{driver, zero};
  if (laps.empty()) return {};
  add_timing(laps, messages);
  add_stints(laps, messages);
  add_pit_visits(laps, messages);
  for (const TableLap& lap : laps) messages.add(lap.over(), lap.lap);
  return messages.take();
}

}  // namespace slipstream::prepare
