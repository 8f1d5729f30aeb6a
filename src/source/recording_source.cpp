#include "source/recording_source.hpp"

#include <utility>

#include "source/report.hpp"

namespace slipstream::source {

RecordingSource::RecordingSource(Recording recording, InputReport report, Samples samples)
    : recording_(std::move(recording)),
      report_(std::move(report)),
      decoder_(samples),
      derives_status_(!recording_.has_topic("SessionStatus")) {}

Result<std::optional<FeedEvent>> RecordingSource::next() {
  while (derived_.empty()) {
    if (position_ == recording_.messages.size()) return std::optional<FeedEvent>{};
    if (auto event = take(recording_.messages[position_++])) {
      if (derives_status_) derive_status(*event);
      return event;
    }
  }
  FeedEvent event = std::move(derived_.front());
  derived_.pop_front();
  return event;
}

std::optional<FeedEvent> RecordingSource::take(const RecordedMessage& message) {
  const auto utc = std::chrono::round<std::chrono::milliseconds>(message.utc);
  const SessionTime time{utc - recording_.zero};
  if (message.topic == nullptr) {
    ++report_.unknown_topics[message.topic_name];
    return FeedEvent{time, false, UnknownTopic{message.topic_name}};
  }
  auto payload = decoder_.decode(*message.topic, message.json);
  if (!payload) {
    payload.error().where = place(recording_.name, message.line);
    add_damaged(report_, std::move(payload.error()));
    return std::nullopt;
  }
  const MissingCounts missing = decoder_.take_missing();
  if (payload->newest && !packets_.emplace(message.topic, *payload->newest).second) return std::nullopt;
  add_missing(report_, missing);
  rebase(payload->body, recording_.zero);
  return FeedEvent{time, payload->key_frame || message.is_state, std::move(payload->body)};
}

void RecordingSource::derive_status(const FeedEvent& event) {
  const auto* data = std::get_if<SessionData>(&event.body);
  if (data == nullptr) return;
  for (const auto& [index, entry] : data->status_series.items) {
    if (entry.session_status.empty()) continue;
    // Of a whole state only the last status is news; the others were before the recording.
    if (event.complete) derived_.clear();
    derived_.push_back({event.time, false, SessionStatus{entry.session_status}});
  }
}

Result<std::unique_ptr<Source>> open_recording(const std::filesystem::path& file, const Progress& progress,
                                               const std::stop_token& stop, Samples samples) {
  InputReport report;
  auto recording = Recording::read(file, report, progress, stop);
  if (!recording) return propagate(recording);
  add_missing_topics(report, [&](std::string_view topic) { return recording->has_topic(topic); });
  return std::make_unique<RecordingSource>(std::move(*recording), std::move(report), samples);
}

}  // namespace slipstream::source
