#include "source/archive_writer/payload_encoder.hpp"

#include "source/packet_inflater.hpp"
#include "source/topics/telemetry_writers.hpp"
#include "source/topics/writers.hpp"

namespace slipstream::source {
namespace {

template <class Packet>
std::string_view unless_empty(const Packet& packet, std::string_view topic) {
  return packet.samples.empty() ? std::string_view{} : topic;
}

struct TopicName {
  std::string_view operator()(const CarDataPacket& packet) const { return unless_empty(packet, "CarData.z"); }
  std::string_view operator()(const PositionPacket& packet) const {
    return unless_empty(packet, "Position.z");
  }
  std::string_view operator()(const CarConditionPacket& packet) const {
    return unless_empty(packet, "CarCondition.z");
  }
  std::string_view operator()(const TimingData&) const { return "TimingData"; }
  std::string_view operator()(const TimingAppData&) const { return "TimingAppData"; }
  std::string_view operator()(const DriverList&) const { return "DriverList"; }
  std::string_view operator()(const SessionInfoUpdate&) const { return "SessionInfo"; }
  std::string_view operator()(const SessionStatus&) const { return "SessionStatus"; }
  std::string_view operator()(const SessionData&) const { return "SessionData"; }
  std::string_view operator()(const domain::TrackStatus&) const { return "TrackStatus"; }
  std::string_view operator()(const LapCount&) const { return "LapCount"; }
  std::string_view operator()(const RaceControlMessages&) const { return "RaceControlMessages"; }
  std::string_view operator()(const domain::Weather&) const { return "WeatherData"; }
  std::string_view operator()(const ExtrapolatedClock&) const { return "ExtrapolatedClock"; }
  std::string_view operator()(const TopThree&) const { return "TopThree"; }
  std::string_view operator()(const TimingStats&) const { return "TimingStats"; }
  std::string_view operator()(const TeamRadio&) const { return "TeamRadio"; }
  std::string_view operator()(const Heartbeat&) const { return "Heartbeat"; }
  std::string_view operator()(const MediaStreams& media) const {
    return media.topic == "AudioStreams" ? "AudioStreams" : "ContentStreams";
  }
  std::string_view operator()(const PitLaneTimes&) const { return "PitLaneTimeCollection"; }
  std::string_view operator()(const PitStopSeries&) const { return "PitStopSeries"; }
  std::string_view operator()(const TyreStintSeries&) const { return "TyreStintSeries"; }
  std::string_view operator()(const DriverRaceInfo&) const { return "DriverRaceInfo"; }
  std::string_view operator()(const ChampionshipPrediction&) const { return "ChampionshipPrediction"; }
  std::string_view operator()(const UnknownTopic&) const { return {}; }
};

template <class Body>
concept Packed = requires(const Body& body) { body.samples; };

}  // namespace

std::string_view topic_of(const FeedBody& body) { return std::visit(TopicName{}, body); }

struct PayloadEncoder::Visitor {
  PayloadEncoder& encoder;
  FeedJson::Frame frame;

  template <Packed Packet>
  void operator()(const Packet& packet) const {
    write_packet(encoder.packet_, packet, encoder.zero_);
    encoder.json_ += '"';
    encoder.deflater_.append(encoder.json_, encoder.packet_);
    encoder.json_ += '"';
  }
  template <class Body>
  void operator()(const Body& body) const {
    FeedJson json{encoder.json_};
    json.root(frame, [&] { write(json, body); });
  }
  void operator()(const UnknownTopic&) const {}
};

Result<std::string_view> PayloadEncoder::encode(const FeedBody& body, FeedJson::Frame frame) {
  json_.clear();
  packet_.clear();
  std::visit(Visitor{*this, frame}, body);
  if (packet_.size() > PacketInflater::kLargest) {
    return fail(ErrorCode::invalid_argument, "a packet of {} holds more than {} MiB, which no reader takes",
                topic_of(body), PacketInflater::kLargest >> 20);
  }
  return json_;
}

}  // namespace slipstream::source
