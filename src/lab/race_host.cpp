#include "lab/race_host.hpp"

#include <array>
#include <random>
#include <utility>

#include "base/ids.hpp"
#include "base/logging.hpp"
#include "codec/lab_race_json.hpp"
#include "lab/position.hpp"
#include "lab/schemas.hpp"
#include "log/partitioner.hpp"

namespace slipstream::lab {
namespace {

/// How long a new race may take to be on the log.
constexpr std::chrono::seconds kDurable{10};
/// How often hosts look for races to take over, within the time they wait for one.
constexpr int kLooks = 5;

WallTime update_time(const domain::LabRace& race, int update) {
  return race.started_at + update * race.interval;
}

simulate::lab::RaceOptions simulation_options(const domain::LabRace& race) {
  simulate::lab::RaceOptions options;
  options.followed =
      simulate::lab::find_driver(options.drivers, race.followed_driver).value_or(options.drivers.size());
  options.duration = race.duration;
  options.interval = race.interval;
  options.seed = race.seed;
  return options;
}

std::uint32_t draw_seed() { return std::random_device{}(); }

}  // namespace

RaceHost::RaceHost(log::Log& log, registry::Schemas& schemas, const LabStore& store, RaceHostOptions options)
    : log_(log), schemas_(schemas), store_(store), options_(std::move(options)), id_(base::new_ulid()) {}

RaceHost::~RaceHost() {
  thread_.request_stop();
  changed_.notify_all();
}

Result<std::unique_ptr<RaceHost>> RaceHost::start(log::Log& log, registry::Schemas& schemas,
                                                  const LabStore& store, RaceHostOptions options) {
  std::unique_ptr<RaceHost> host(new RaceHost(log, schemas, store, std::move(options)));
  if (auto opened = host->open(); !opened) return propagate(opened);
  host->thread_ = std::jthread([self = host.get()](const std::stop_token& stop) { self->drive(stop); });
  return host;
}

Result<> RaceHost::open() {
  auto topic = log_.describe(options_.topics.positions);
  if (!topic) return propagate(topic);
  partitions_ = topic->spec.partitions;
  for (auto* kept : {&producer_, &announcer_}) {
    auto producer = log_.producer({});
    if (!producer) return propagate(producer);
    *kept = std::move(*producer);
  }
  return {};
}

/// Asked for once; a registry that goes away later stops no race.
Result<std::int32_t> RaceHost::schema_id() {
  {
    const std::scoped_lock lock(mutex_);
    if (schema_id_) return *schema_id_;
  }
  auto id = schemas_.add(options_.topics.positions + "-value",
                         {registry::SchemaType::avro, std::string{kPositionSchema}});
  if (!id) return propagate(id);
  const std::scoped_lock lock(mutex_);
  schema_id_ = *id;
  return *id;
}

Result<RaceHost::Running> RaceHost::prepare(domain::LabRace race) const {
  auto simulation = simulate::lab::Race::make(simulation_options(race));
  if (!simulation) return propagate(simulation);
  return Running{std::move(race), std::move(*simulation)};
}

Result<domain::LabRace> RaceHost::start_race(const RaceRequest& request) {
  if (!simulate::lab::find_driver(simulate::lab::lab_drivers(), request.driver_name))
    return fail(ErrorCode::invalid_argument, "there is no driver '{}'", request.driver_name);
  if (auto id = schema_id(); !id) return propagate(id);
  domain::LabRace race;
  race.race_id = base::name_uuid(base::new_ulid());
  race.followed_driver = request.driver_name;
  race.duration = request.duration;
  race.interval = request.interval;
  race.seed = request.seed ? *request.seed : draw_seed();
  race.started_at = base::wall_now();
  race.host = id_;
  auto running = prepare(race);
  if (!running) return propagate(running);
  const std::scoped_lock one_at_a_time(announcing_);
  if (const std::size_t count = this->running(); count >= options_.most_races)
    return fail(ErrorCode::exhausted, "{} races run already, the most at a time", count);
  if (auto announced = announce(race); !announced) return propagate(announced);
  running->messages = 1;
  {
    const std::scoped_lock lock(mutex_);
    races_.emplace(race.race_id, std::move(*running));
  }
  changed_.notify_all();
  return race;
}

/// With announcing_ held.
Result<> RaceHost::announce(const domain::LabRace& race) {
  log::RecordBatch batch(options_.topics.session);
  batch.append_with(0, race.started_at, codec::kLabSessionKey,
                    [&](std::string& json) { codec::write_lab_race(race, race.started_at, 0, json); });
  if (auto sent = announcer_->send(std::move(batch)); !sent) return sent;
  return announcer_->flush(kDurable);
}

Result<> RaceHost::stop_race(std::string_view race_id) {
  {
    const std::scoped_lock lock(mutex_);
    const auto found = races_.find(race_id);
    if (found == races_.end()) return fail(ErrorCode::not_found, "race {} does not run here", race_id);
    found->second.stop = true;
  }
  changed_.notify_all();
  return {};
}

std::size_t RaceHost::running() const {
  const std::scoped_lock lock(mutex_);
  return races_.size();
}

void RaceHost::drive(const std::stop_token& stop) {
  auto look_next = base::wall_now();
  while (!stop.stop_requested()) {
    Outgoing out{log::RecordBatch(options_.topics.positions), log::RecordBatch(options_.topics.session)};
    const WallTime now = base::wall_now();
    if (now >= look_next) {
      look_around(now, out);
      look_next = now + options_.silence / kLooks;
    }
    std::unique_lock lock(mutex_);
    const WallTime next = std::min(advance(now, out), look_next);
    if (!out.positions.empty() || !out.events.empty()) {
      lock.unlock();
      send(out);
      continue;
    }
    const auto has_news = [&] {
      return std::ranges::any_of(
          races_, [](const auto& each) { return each.second.stop || each.second.next_update == 0; });
    };
    changed_.wait_for(lock, stop, next - base::wall_now(), has_news);
  }
}

WallTime RaceHost::advance(WallTime now, Outgoing& out) {
  WallTime next = WallTime::max();
  for (auto at = races_.begin(); at != races_.end();) {
    Running& running = at->second;
    advance(running, now, out);
    const bool over = running.race.state != domain::LabRaceState::started;
    if (!over) next = std::min(next, update_time(running.race, running.next_update));
    at = over ? races_.erase(at) : std::next(at);
  }
  return next;
}

void RaceHost::advance(Running& running, WallTime now, Outgoing& out) {
  if (running.stop) return end(running, domain::LabRaceState::stopped, now, out);
  while (update_time(running.race, running.next_update) <= now) {
    write_update(running, running.next_update, now, out);
    if (running.next_update++ < running.simulation.updates()) continue;
    return end(running, domain::LabRaceState::finished, now, out);
  }
}

void RaceHost::write_update(Running& running, int update, WallTime now, Outgoing& out) {
  const domain::LabRace& race = running.race;
  const log::Partition partition = log::partition_for_key(race.race_id, partitions_);
  running.race.result.clear();
  const auto standings = running.simulation.at(update);
  for (std::size_t i = 0; i < standings.size(); ++i) {
    const simulate::lab::Standing& standing = standings[i];
    const simulate::lab::Driver& driver = simulate::lab::lab_drivers()[standing.driver];
    const Position position{driver.name,  standing.position, now,
                            race.race_id, driver.team,       standing.speed_kmh};
    const std::string seq = std::to_string(static_cast<std::size_t>(update) * standings.size() + i);
    const std::array headers{log::HeaderView{"run_id", race.race_id},
                             log::HeaderView{"session_key", codec::kLabSessionKey},
                             log::HeaderView{"seq", seq}};
    std::string value;
    write_position(position, *schema_id_, value);
    out.positions.append(partition, now, race.race_id, value, headers);
    running.race.result.push_back({driver.name, driver.team, standing.position, standing.speed_kmh});
  }
}

void RaceHost::end(Running& running, domain::LabRaceState state, WallTime now, Outgoing& out) {
  running.race.state = state;
  running.race.ended_at = now;
  tell(running, now, out);
}

/// Only an end tells the order.
void RaceHost::tell(Running& running, WallTime now, Outgoing& out) {
  domain::LabRace told = running.race;
  if (told.state == domain::LabRaceState::started) told.result.clear();
  out.events.append_with(0, now, codec::kLabSessionKey, [&](std::string& json) {
    codec::write_lab_race(told, now, running.messages, json);
  });
  ++running.messages;
}

void RaceHost::look_around(WallTime now, Outgoing& out) {
  if (!store_.caught_up()) return;
  std::vector<domain::LabRace> given;
  {
    const std::scoped_lock lock(mutex_);
    for (const LabStore::Running& known : store_.running()) {
      const domain::LabRace& race = known.race;
      if (race.host == id_) {
        if (asked_.contains(race.race_id)) given.push_back(race);
        continue;
      }
      races_.erase(race.race_id);  // somebody else has it now
      const WallTime heard = std::max(race.started_at, known.last_update_at.value_or(race.started_at));
      if (now < heard + options_.silence + 2 * race.interval) continue;
      const auto asked = asked_.find(race.race_id);
      if (asked != asked_.end() && now < asked->second + options_.silence) continue;
      asked_.insert_or_assign(race.race_id, now);
      auto claim = prepare(race);
      if (!claim) continue;
      claim->race.taken_from = std::exchange(claim->race.host, id_);
      if (now < race.started_at + race.duration)
        tell(*claim, now, out);
      else
        end(*claim, domain::LabRaceState::interrupted, now, out);
    }
  }
  for (const domain::LabRace& race : given) {
    if (auto id = schema_id(); !id) continue;
    auto running = prepare(race);
    if (!running) continue;
    running->messages = 2;  // its start and the claim
    running->next_update = static_cast<int>((now - race.started_at) / race.interval) + 1;
    spdlog::info("lab: race {} goes on here", race.race_id);
    const std::scoped_lock lock(mutex_);
    asked_.erase(race.race_id);
    races_.emplace(race.race_id, std::move(*running));
  }
}

void RaceHost::send(Outgoing& out) {
  for (log::RecordBatch* batch : {&out.positions, &out.events}) {
    if (batch->empty()) continue;
    if (auto sent = producer_->send(std::move(*batch)); !sent)
      spdlog::warn("lab: an update could not be written: {}", sent.error().to_string());
  }
}

}  // namespace slipstream::lab
