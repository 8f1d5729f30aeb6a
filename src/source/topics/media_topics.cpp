#include "source/json_fields.hpp"
#include "source/topics/readers.hpp"

/// Radio clips and the broadcast's audio and commentary.
namespace slipstream::source {
namespace {

using Key = std::string_view;

void read_capture_member(Key key, Node node, RadioCapture& capture) {
  if (key == "Utc") return read(node, capture.utc);
  if (key == "Path") return read(node, capture.path);
  if (key != "RacingNumber") return;
  std::optional<CarNumber> car;
  read(node, car);
  capture.car = car.value_or(0);
}

void read_stream_member(Key key, Node node, MediaStream& stream) {
  if (key == "Type") return read(node, stream.type);
  if (key == "Name") return read(node, stream.name);
  if (key == "Language") return read(node, stream.language);
  if (key == "Uri") return read(node, stream.uri);
  if (key == "Path") return read(node, stream.path);
}

void read_streams(Node root, std::string_view topic, FeedBody& body) {
  auto& media = body.emplace<MediaStreams>();
  media.topic = topic;
  root.each([&](Key key, Node node) {
    if (key == "Streams") read_list(node, media.streams, read_stream_member);
  });
}

}  // namespace

void read_team_radio(Node root, FeedBody& body) {
  auto& radio = body.emplace<TeamRadio>();
  root.each([&](Key key, Node node) {
    if (key == "Captures") read_list(node, radio.captures, read_capture_member);
  });
}

void read_audio_streams(Node root, FeedBody& body) { read_streams(root, "AudioStreams", body); }
void read_content_streams(Node root, FeedBody& body) { read_streams(root, "ContentStreams", body); }

}  // namespace slipstream::source
