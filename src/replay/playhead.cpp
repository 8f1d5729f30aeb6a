#include "replay/playhead.hpp"

#include <algorithm>

namespace slipstream::replay {

Playhead::Playhead(const prepare::PreparedSession& session, SessionTime position)
    : session_(&session), state_(session) {
  seek(position);
}

void Playhead::seek(SessionTime position) {
  record_ = session_->index_at(position);
  state_ = SessionState{*session_};
  const auto messages = session_->messages();
  for (message_ = 0; message_ < messages.size() && messages[message_].time < position; ++message_) {
    state_.apply(messages[message_]);
  }
}

std::optional<SessionTime> Playhead::next_time() const {
  std::optional<SessionTime> next;
  if (record_ < session_->record_count()) next = session_->record_time(record_);
  const auto messages = session_->messages();
  if (message_ < messages.size() && (!next || messages[message_].time < *next)) {
    next = messages[message_].time;
  }
  return next;
}

const domain::SessionMessage* Playhead::take_message(SessionTime time) {
  const auto messages = session_->messages();
  if (message_ == messages.size() || messages[message_].time > time) return nullptr;
  const domain::SessionMessage& message = messages[message_++];
  state_.apply(message);
  return &message;
}

std::optional<std::size_t> Playhead::take_record(SessionTime time) {
  if (record_ == session_->record_count() || session_->record_time(record_) > time) return std::nullopt;
  return record_++;
}

}  // namespace slipstream::replay
