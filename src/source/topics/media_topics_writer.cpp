#include "source/topics/writers.hpp"

/// Radio clips and the broadcast's audio and commentary.
namespace slipstream::source {

void write(FeedJson& json, const TeamRadio& radio) {
  json.list("Captures", radio.captures, [&](const RadioCapture& capture) {
    json.text("Utc", capture.utc);
    if (capture.car != 0) json.text("RacingNumber", Patch<CarNumber>{capture.car});
    json.text("Path", capture.path);
  });
}

void write(FeedJson& json, const MediaStreams& media) {
  json.list("Streams", media.streams, [&](const MediaStream& stream) {
    json.text("Type", stream.type);
    json.text("Name", stream.name);
    json.text("Language", stream.language);
    json.text("Uri", stream.uri);
    json.text("Path", stream.path);
  });
}

}  // namespace slipstream::source
