#include "source/archive_source.hpp"

#include <utility>

#include "source/report.hpp"

namespace slipstream::source {

bool TopicStream::is_telemetry() const {
  return file.topic != nullptr && file.topic->kind != TopicKind::object;
}

bool TopicStream::at_end() const { return position == (is_telemetry() ? packets.size() : file.lines.size()); }

SessionTime TopicStream::time() const {
  return is_telemetry() ? packets[position].stamp : file.lines[position].stamp;
}

ArchiveSource::ArchiveSource(std::vector<TopicStream> streams, std::optional<UtcTime> zero,
                             InputReport report)
    : streams_(std::move(streams)), zero_(zero), report_(std::move(report)) {}

Result<std::optional<FeedEvent>> ArchiveSource::next() {
  while (TopicStream* stream = earliest()) {
    if (auto event = take(*stream)) return event;
  }
  return std::optional<FeedEvent>{};
}

TopicStream* ArchiveSource::earliest() {
  TopicStream* first = nullptr;
  for (TopicStream& stream : streams_) {
    if (!stream.at_end() && (first == nullptr || stream.time() < first->time())) first = &stream;
  }
  return first;
}

std::optional<FeedEvent> ArchiveSource::take(TopicStream& stream) {
  const std::size_t index = stream.position++;
  if (!stream.is_telemetry()) return decode(stream.file, index);
  TelemetryPacket& packet = stream.packets[index];
  rebase(packet.body, *zero_);
  return FeedEvent{packet.stamp, false, std::move(packet.body)};
}

std::optional<FeedEvent> ArchiveSource::decode(const ArchiveFile& file, std::size_t index) {
  const StampedLine& line = file.lines[index];
  if (file.topic == nullptr) {
    ++report_.unknown_topics[file.topic_name];
    return FeedEvent{line.stamp, false, UnknownTopic{file.topic_name}};
  }
  auto payload = decoder_.decode(*file.topic, line.json);
  if (!payload) {
    payload.error().where = place(file.name, line.number);
    add_damaged(report_, std::move(payload.error()));
    return std::nullopt;
  }
  add_missing(report_, decoder_.take_missing());
  // The first line of a file is its topic's whole state.
  return FeedEvent{line.stamp, payload->key_frame || index == 0, std::move(payload->body)};
}

}  // namespace slipstream::source
