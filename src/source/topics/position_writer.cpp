#include "source/topics/telemetry_writers.hpp"

namespace slipstream::source {
namespace {

void write_point(std::string& out, const domain::PositionSample& sample) {
  // Three zeros are the feed's "not known".
  const domain::Point at = sample.at.value_or(domain::Point{});
  out += sample.off_track ? "\"Status\":\"OffTrack\",\"X\":" : "\"Status\":\"OnTrack\",\"X\":";
  codec::append_integer(out, at.x);
  out += ",\"Y\":";
  codec::append_integer(out, at.y);
  out += ",\"Z\":";
  codec::append_integer(out, at.z);
}

}  // namespace

void write_packet(std::string& out, const PositionPacket& packet, UtcTime zero) {
  write_instants(out, kPositionKeys, packet.samples, zero, write_point);
}

}  // namespace slipstream::source
