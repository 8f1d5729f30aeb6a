#include "prepare/session_state.hpp"

#include <type_traits>
#include <variant>

namespace slipstream::prepare {

using domain::Contents;

/// What each topic does, and in which order: laps before timing, since timing says which lap a car is on.
struct SessionState::Visitor {
  SessionState& state;
  const source::FeedEvent& event;
  MessageSink& sink;

  void operator()(const source::SessionInfoUpdate& update) const { state.session_.apply(update); }
  void operator()(const source::DriverList& list) const {
    const std::size_t known = state.session_.info().drivers.size();
    state.session_.apply(list, event.time);
    state.session_.emit(sink);
    // Timing may come before the driver list: nobody has heard of these cars yet.
    const auto& drivers = state.session_.info().drivers;
    for (std::size_t i = known; i < drivers.size(); ++i) {
      if (const auto full = state.timing_.full_state(drivers[i].number)) sink.add(drivers[i].number, *full);
    }
  }
  void operator()(const source::SessionStatus& status) const { state.session_.apply(status, event.time); }
  void operator()(const source::SessionData& data) const { state.session_.apply(data, sink); }
  void operator()(const source::LapCount& count) const {
    state.session_.apply(count);
    state.track_.apply(count, sink);
  }
  void operator()(const source::TimingData& data) const {
    state.session_.note(&Contents::timing);
    state.session_.apply(data);
    const LapFacts facts = state.facts();
    const auto kind = event.complete ? LapRows::Update::joined : LapRows::Update::running;
    state.laps_.apply(data, kind, facts, sink);
    state.timing_.apply(data, state.laps_, facts, sink);
    state.pits_.apply(data, state.laps_, facts, sink);
    for (const source::CarTiming& car : data.cars) {
      if (!car.position.present()) continue;
      state.positions_[car.car].push_back({event.time, car.position.value()});
    }
  }
  void operator()(const source::TimingAppData& data) const {
    state.session_.note(&Contents::stints);
    state.session_.apply(data);
    const LapFacts facts = state.facts();
    state.laps_.apply(data, facts, sink);
    state.stints_.apply(data, state.laps_, facts, sink);
  }
  void operator()(const domain::TrackStatus& status) const {
    state.session_.note(&Contents::track_status);
    state.track_.apply(status, sink);
  }
  void operator()(const source::RaceControlMessages& messages) const {
    state.session_.note(&Contents::race_control);
    const auto concerned = state.race_control_.apply(messages, sink);
    for (const domain::CarNumber car : concerned) state.laps_.reconsider(car, state.facts(), sink);
  }
  void operator()(const domain::Weather& weather) const {
    state.session_.note(&Contents::weather);
    state.track_.apply(weather, sink);
  }
  void operator()(const source::ExtrapolatedClock& clock) const {
    state.session_.note(&Contents::clock);
    state.track_.apply(clock, sink);
  }
  void operator()(const source::TeamRadio& radio) const {
    state.session_.note(&Contents::team_radio);
    state.track_.apply(radio, sink);
  }
  void operator()(const source::PitLaneTimes& times) const { state.pits_.apply(times, sink); }
  void operator()(const source::CarDataPacket&) const { state.session_.note(&Contents::telemetry); }
  void operator()(const source::PositionPacket&) const { state.session_.note(&Contents::position); }
  /// Topics that say nothing that others do not say.
  template <class Other>
  void operator()(const Other&) const {}
};

void SessionState::feed(const source::FeedEvent& event, std::vector<domain::SessionMessage>& out) {
  MessageSink sink{out, session_.info().drivers, event.time, zero_};
  std::visit(Visitor{*this, event, sink}, event.body);
  session_.emit(sink);
}

void SessionState::finish(SessionTime time, std::vector<domain::SessionMessage>& out) {
  MessageSink sink{out, session_.info().drivers, time, zero_};
  laps_.finish(facts(), sink);
}

std::optional<int> SessionState::current_lap(domain::CarNumber car) const {
  return laps_.current_lap(car, facts());
}

CarTimeline SessionState::timeline(domain::CarNumber car, SessionTime now) const {
  CarTimeline timeline{.laps = laps_.steps(car, now, facts()), .positions = {}};
  const auto positions = positions_.find(car);
  if (positions != positions_.end()) timeline.positions = positions->second;
  return timeline;
}

}  // namespace slipstream::prepare
