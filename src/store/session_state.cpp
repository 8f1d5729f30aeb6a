#include "store/session_state.hpp"

#include <utility>
#include <variant>

namespace slipstream::store {
namespace {

// Numbers beyond these are not of this sport; the maps stay bounded whatever a producer sends.
constexpr int kMostLaps = 999;
constexpr int kMostStints = 99;

void merge(domain::TimingUpdate& state, const domain::TimingUpdate& update) {
  domain::visit_fields(state, update, [](auto& field, const auto& news) {
    if (news.present()) field = news;
  });
}

/// `state` becomes `record`, except that fields a partial update does not mention stay.
void apply_timing(std::optional<codec::SessionRecord>& state, const codec::SessionRecord& record) {
  const auto& update = std::get<domain::TimingUpdate>(record.message.body);
  domain::TimingUpdate merged = update;
  if (state && !update.full) {
    merged = std::get<domain::TimingUpdate>(state->message.body);
    merge(merged, update);
  }
  merged.full = true;
  state = record;
  state->message.body = std::move(merged);
}

void keep(std::deque<codec::SessionRecord>& records, const codec::SessionRecord& record, std::size_t most) {
  if (records.size() == most) records.pop_front();
  records.push_back(record);
}

void keep(std::map<int, codec::SessionRecord>& records, int number, int most,
          const codec::SessionRecord& record) {
  if (number >= 0 && number <= most) records.insert_or_assign(number, record);
}

void keep_lap(std::map<int, codec::SessionRecord>& laps, const codec::SessionRecord& record) {
  const auto& lap = std::get<domain::Lap>(record.message.body);
  const auto known = laps.find(lap.lap_number);
  if (known != laps.end() && std::get<domain::Lap>(known->second.message.body).revision > lap.revision)
    return;
  keep(laps, lap.lap_number, kMostLaps, record);
}

}  // namespace

void SessionState::start_run(std::string_view run_id, std::string_view session_key) {
  *this = SessionState{};
  run_id_ = run_id;
  session_key_ = session_key;
}

const domain::SessionInfo* SessionState::info() const {
  return session_ ? &std::get<domain::SessionInfo>(session_->message.body) : nullptr;
}

CarState& SessionState::car_of(const domain::Car& car) {
  const bool has_number = domain::known_number(car.number).has_value();
  CarState& state = cars_[has_number ? CarKey{car.number, {}} : CarKey{0, car.driver}];
  state.car = car;
  return state;
}

void SessionState::apply(const codec::SessionRecord& record) {
  if (session_key_.empty()) session_key_ = record.session_key;
  if (record.message.car) {
    apply_to_car(car_of(*record.message.car), record);
    return;
  }
  const auto& body = record.message.body;
  if (std::holds_alternative<domain::SessionInfo>(body)) session_ = record;
  if (std::holds_alternative<domain::TrackStatus>(body)) track_status_ = record;
  if (std::holds_alternative<domain::Weather>(body)) weather_ = record;
  if (std::holds_alternative<domain::Clock>(body)) clock_ = record;
  if (std::holds_alternative<domain::ReplayStatus>(body)) replay_ = record;
  if (std::holds_alternative<domain::Heartbeat>(body)) heartbeat_ = record;
  if (std::holds_alternative<domain::RaceControl>(body)) keep(race_control_, record, kRaceControlKept);
  if (std::holds_alternative<domain::TeamRadio>(body)) keep(team_radio_, record, kTeamRadioKept);
}

void SessionState::apply_to_car(CarState& car, const codec::SessionRecord& record) {
  const auto& body = record.message.body;
  if (std::holds_alternative<domain::TimingUpdate>(body)) apply_timing(car.timing, record);
  if (std::holds_alternative<domain::Lap>(body)) keep_lap(car.laps, record);
  if (const auto* stint = std::get_if<domain::Stint>(&body)) {
    keep(car.stints, stint->stint, kMostStints, record);
  }
  if (const auto* pit = std::get_if<domain::PitVisit>(&body)) {
    const int next = static_cast<int>(car.pit_visits.size()) + 1;
    keep(car.pit_visits, pit->stop_number.value_or(next), kMostStints, record);
  }
  if (std::holds_alternative<domain::RaceControl>(body)) keep(race_control_, record, kRaceControlKept);
  if (std::holds_alternative<domain::TeamRadio>(body)) keep(team_radio_, record, kTeamRadioKept);
}

}  // namespace slipstream::store
