#include "lab/lab_store.hpp"

#include <algorithm>
#include <cmath>

namespace slipstream::lab {
namespace {

constexpr double kSpeedStep = 0.05;    // km/h; speeds have one decimal
constexpr double kSameAverage = 1e-9;  // km/h; a sum of doubles depends on its order

/// Ended races never go on, and a running one only changes at the word of who has it or takes it over.
bool may_follow(const domain::LabRace& known, const domain::LabRace& next) {
  if (known.race_id.empty()) return true;
  if (known.state != domain::LabRaceState::started) return false;
  return next.host == known.host || next.taken_from == known.host;
}

/// As many as in the last one, all at the same moment, and every place once.
bool is_complete(const std::map<std::string, Position>& order, std::size_t drivers) {
  if (drivers == 0 || order.size() < drivers) return false;
  std::vector<bool> taken(order.size());
  for (const auto& [name, position] : order) {
    if (position.timestamp != order.begin()->second.timestamp) return false;
    const auto place = static_cast<std::size_t>(position.position) - 1;
    if (place >= taken.size() || taken[place]) return false;
    taken[place] = true;
  }
  return true;
}

/// The order that was streamed last has come.
bool has_come(const std::vector<domain::LabPlace>& result, const std::map<std::string, Position>& order) {
  return !result.empty() && std::ranges::all_of(result, [&](const domain::LabPlace& place) {
    const auto at = order.find(place.driver_name);
    return at != order.end() && at->second.position == place.position &&
           std::abs(at->second.speed_kmh - place.speed_kmh) < kSpeedStep;
  });
}

bool are_those_of(const std::map<std::string, double>& averages,
                  const std::map<std::string, SpeedSum>& driven) {
  return std::ranges::all_of(driven, [&](const auto& each) {
    const auto told = averages.find(each.first);
    return told != averages.end() && std::abs(told->second - each.second.average_kmh()) < kSameAverage;
  });
}

}  // namespace

std::shared_ptr<const std::vector<Position>> RaceFeed::positions() const {
  const std::scoped_lock lock(mutex_);
  return positions_;
}

std::shared_ptr<const std::string> RaceFeed::rendered(const Render& render) const {
  const std::scoped_lock lock(mutex_);
  if (!rendered_) rendered_ = std::make_shared<const std::string>(render(*positions_));
  return rendered_;
}

void RaceFeed::publish(std::vector<Position> positions) {
  {
    const std::scoped_lock lock(mutex_);
    positions_ = std::make_shared<const std::vector<Position>>(std::move(positions));
    rendered_.reset();
  }
  version_.fetch_add(1, std::memory_order_release);
}

LabStore::Entry& LabStore::entry(const std::string& race_id) {
  if (const auto found = races_.find(race_id); found != races_.end()) return found->second;
  while (races_.size() >= kMostRaces) {
    races_.erase(std::ranges::min_element(races_, {},
                                          [](const auto& each) { return each.second.view.race.started_at; }));
  }
  return races_[race_id];
}

void LabStore::apply(const domain::LabRace& race) {
  const std::scoped_lock lock(mutex_);
  Entry& known = entry(race.race_id);
  if (!may_follow(known.view.race, race)) return;
  known.view.race = race;
  if (race.state == domain::LabRaceState::started) return;
  publish(known);
  ended_.push_back(race.race_id);
  forget_old(race.ended_at);
}

void LabStore::restore(const domain::LabRace& race) {
  const std::scoped_lock lock(mutex_);
  entry(race.race_id).view.race = race;
}

std::vector<RaceView> LabStore::take_ended(WallTime before) {
  std::vector<RaceView> taken;
  const std::scoped_lock lock(mutex_);
  std::erase_if(ended_, [&](const std::string& race_id) {
    const auto found = races_.find(race_id);
    if (found == races_.end()) return true;
    RaceView view = view_of(found->second);
    if (!view.averages_are_final && view.race.ended_at >= before) return false;
    taken.push_back(std::move(view));
    return true;
  });
  return taken;
}

void LabStore::apply(const Position& position) {
  if (position.race_id.empty()) return;
  const std::scoped_lock lock(mutex_);
  Entry& known = entry(position.race_id);
  known.view.last_update_at = position.timestamp;
  const auto is_newer = [&] { return known.by_driver.begin()->second.timestamp < position.timestamp; };
  if (known.incomplete && is_newer()) publish(known);  // the update before, as far as it came
  known.by_driver.insert_or_assign(position.driver_name, position);
  SpeedSum& driven = known.driven[position.driver_name];
  driven.sum_kmh += position.speed_kmh;
  ++driven.count;
  known.incomplete = true;
  if (is_complete(known.by_driver, known.view.positions.size())) publish(known);
}

void LabStore::apply(const AverageKey& key, std::optional<double> average_kmh) {
  const std::scoped_lock lock(mutex_);
  std::map<std::string, double>& averages = entry(key.race_id).view.averages;
  if (average_kmh)
    averages.insert_or_assign(key.driver_name, *average_kmh);
  else
    averages.erase(key.driver_name);
}

void LabStore::idle() {
  const std::scoped_lock lock(mutex_);
  for (auto& [id, known] : races_)
    if (known.incomplete) publish(known);
}

void LabStore::publish(Entry& known) {
  known.incomplete = false;
  std::vector<Position>& order = known.view.positions;
  order.clear();
  for (const auto& [name, position] : known.by_driver) order.push_back(position);
  std::ranges::stable_sort(order, {}, &Position::position);
  if (const auto feed = known.feed.lock()) feed->publish(order);
}

/// Called when a race ends, so that what is kept stays bounded.
void LabStore::forget_old(WallTime now) {
  for (auto at = races_.begin(); at != races_.end();) {
    Entry& known = at->second;
    const bool over = known.view.race.state != domain::LabRaceState::started;
    if (over && known.view.race.ended_at + kLiveKept < now) {
      known.by_driver.clear();
      known.driven.clear();
      known.view.positions.clear();
      known.view.averages.clear();
    }
    const bool unknown = known.view.race.race_id.empty();  // of records without a race's beginning
    const bool stale = known.view.last_update_at.value_or(now) + kLiveKept < now;
    at = unknown && stale ? races_.erase(at) : std::next(at);
  }
}

std::vector<domain::LabRace> LabStore::races() const {
  std::vector<domain::LabRace> all;
  {
    const std::scoped_lock lock(mutex_);
    for (const auto& [id, known] : races_)
      if (!known.view.race.race_id.empty()) all.push_back(known.view.race);
  }
  std::ranges::sort(all, std::greater{}, &domain::LabRace::started_at);
  return all;
}

std::vector<LabStore::Running> LabStore::running() const {
  std::vector<Running> all;
  const std::scoped_lock lock(mutex_);
  for (const auto& [id, known] : races_) {
    if (known.view.race.race_id.empty() || known.view.race.state != domain::LabRaceState::started) continue;
    all.push_back({known.view.race, known.view.last_update_at});
  }
  return all;
}

std::optional<RaceView> LabStore::race(std::string_view race_id) const {
  const std::scoped_lock lock(mutex_);
  const auto found = races_.find(race_id);
  if (found == races_.end() || found->second.view.race.race_id.empty()) return std::nullopt;
  return view_of(found->second);
}

RaceView LabStore::view_of(const Entry& entry) {
  RaceView view = entry.view;
  view.averages_are_final = view.race.state != domain::LabRaceState::started &&
                            has_come(view.race.result, entry.by_driver) &&
                            are_those_of(view.averages, entry.driven);
  return view;
}

std::size_t LabStore::followers() const {
  std::size_t count = 0;
  const std::scoped_lock lock(mutex_);
  for (const auto& [id, known] : races_) count += static_cast<std::size_t>(known.feed.use_count());
  return count;
}

std::shared_ptr<RaceFeed> LabStore::feed(const std::string& race_id) {
  const std::scoped_lock lock(mutex_);
  Entry& known = entry(race_id);
  auto feed = known.feed.lock();
  if (feed) return feed;
  feed = std::make_shared<RaceFeed>();
  if (!known.view.positions.empty()) feed->publish(known.view.positions);
  known.feed = feed;
  return feed;
}

}  // namespace slipstream::lab
