#include "replay/session_state.hpp"

#include <algorithm>

namespace slipstream::replay {
namespace {

using domain::SessionMessage;

/// A full state mentions what is known and nothing else: a cleared field is one no longer mentioned.
void merge(domain::TimingUpdate& known, const domain::TimingUpdate& news) {
  domain::visit_fields(known, news, [](auto& field, const auto& update) {
    if (update.cleared()) field = {};
    if (update.value()) field = update;
  });
}

}  // namespace

void SessionState::apply(const SessionMessage& message) {
  std::visit([&](const auto& body) { remember(message, body); }, message.body);
}

void SessionState::remember(const SessionMessage& message, const domain::SessionInfo&) { info_ = &message; }

void SessionState::remember(const SessionMessage& message, const domain::Lap& lap) {
  if (message.car) laps_[{message.car->number, lap.lap_number}] = &message;
}

void SessionState::remember(const SessionMessage& message, const domain::TimingUpdate& update) {
  if (!message.car) return;
  SessionMessage& state = timing_[message.car->number];
  if (!state.car || update.full) state.body = domain::TimingUpdate{};
  state.car = message.car;
  auto& known = std::get<domain::TimingUpdate>(state.body);
  known.full = true;
  merge(known, update);
}

void SessionState::remember(const SessionMessage& message, const domain::Stint& stint) {
  if (message.car) stints_[{message.car->number, stint.stint}] = &message;
}

void SessionState::remember(const SessionMessage& message, const domain::PitVisit& pit) {
  if (message.car) pits_[{message.car->number, pit.entered_at, pit.lap_number}] = &message;
}

void SessionState::remember(const SessionMessage& message, const domain::RaceControl&) {
  told_.push_back(&message);
}
void SessionState::remember(const SessionMessage& message, const domain::TeamRadio&) {
  told_.push_back(&message);
}
void SessionState::remember(const SessionMessage& message, const domain::TrackStatus&) {
  track_status_ = &message;
}
void SessionState::remember(const SessionMessage& message, const domain::Weather&) { weather_ = &message; }
void SessionState::remember(const SessionMessage& message, const domain::Clock&) { clock_ = &message; }

std::optional<UtcTime> SessionState::date_of(SessionTime time) const {
  const auto zero = session_->zero();
  if (!zero) return std::nullopt;
  return *zero + time.time_since_epoch();
}

SessionMessage SessionState::session_info(SessionTime time) const {
  domain::SessionInfo info = session_->info();
  const auto* told = info_ == nullptr ? nullptr : std::get_if<domain::SessionInfo>(&info_->body);
  info.state = told == nullptr ? domain::SessionState::scheduled : told->state;
  info.part = told == nullptr ? std::nullopt : told->part;
  return {.time = time, .date = date_of(time), .car = {}, .body = std::move(info)};
}

std::vector<SessionMessage> SessionState::full_timing(SessionTime time) const {
  std::vector<SessionMessage> messages;
  messages.reserve(timing_.size());
  for (const auto& [number, state] : timing_) {
    messages.push_back(state);
    messages.back().time = time;
    messages.back().date = date_of(time);
  }
  return messages;
}

std::vector<SessionMessage> SessionState::snapshot(SessionTime time) const {
  std::vector<MessageAt> found = told_;
  for (const auto& [key, message] : laps_) found.push_back(message);
  for (const auto& [key, message] : stints_) found.push_back(message);
  for (const auto& [key, message] : pits_) found.push_back(message);
  for (const MessageAt message : {track_status_, weather_, clock_}) {
    if (message != nullptr) found.push_back(message);
  }
  // The addresses are in the session's own order, also within one instant.
  std::ranges::sort(found);
  std::vector<SessionMessage> messages;
  messages.reserve(found.size());
  for (const MessageAt message : found) messages.push_back(*message);
  std::ranges::move(full_timing(time), std::back_inserter(messages));
  return messages;
}

}  // namespace slipstream::replay
