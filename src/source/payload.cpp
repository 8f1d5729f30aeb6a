#include "source/payload.hpp"

#include <utility>

#include <simdjson.h>

#include "source/json_node.hpp"
#include "source/packet_inflater.hpp"
#include "source/topics/telemetry.hpp"

namespace slipstream::source {
namespace {

template <class Packet>
void rebase_samples(Packet& packet, UtcTime zero) {
  for (auto& sample : packet.samples) sample.time -= zero.time_since_epoch();
}

simdjson::padded_string_view padded(PaddedText json) {
  return simdjson::padded_string_view{json.text, json.text.size() + kPadding};
}

void expect_end(simdjson::ondemand::document& document) {
  // Behind the last token there is no location.
  if (document.current_location().error() == simdjson::SUCCESS) throw Malformed("something follows the JSON");
}

}  // namespace

MissingCounts& MissingCounts::operator+=(const MissingCounts& other) {
  throttle += other.throttle;
  brake += other.brake;
  gear += other.gear;
  position += other.position;
  unreadable += other.unreadable;
  return *this;
}

void rebase(FeedBody& body, UtcTime zero) {
  if (auto* cars = std::get_if<CarDataPacket>(&body)) rebase_samples(*cars, zero);
  if (auto* positions = std::get_if<PositionPacket>(&body)) rebase_samples(*positions, zero);
  if (auto* conditions = std::get_if<CarConditionPacket>(&body)) rebase_samples(*conditions, zero);
}

class PayloadDecoder::Impl {
 public:
  explicit Impl(Samples samples) : samples_(samples) {}

  Payload decode(const Topic& topic, PaddedText json) {
    return topic.kind == TopicKind::object ? decode_object(topic, json) : decode_packet(topic, json);
  }

  MissingCounts missing;

 private:
  Payload decode_object(const Topic& topic, PaddedText json) {
    Payload payload;
    ReadNotes notes{.form = samples_};
    simdjson::ondemand::document document = parser_.iterate(padded(json));
    topic.read(Node{document.get_value(), notes}, payload.body);
    expect_end(document);
    payload.key_frame = notes.key_frame;
    missing.unreadable += notes.unreadable;
    return payload;
  }

  Payload decode_packet(const Topic& topic, PaddedText json) {
    auto text = inflater_.inflate(packed_text(json));
    if (!text) throw Malformed(text.error().message);
    simdjson::ondemand::document document = parser_.iterate(padded(*text));
    Payload payload;
    MissingCounts seen;
    if (topic.kind == TopicKind::car_data) {
      cars_.clear();
      payload.newest = read_car_data(document, cars_, seen, samples_);
      payload.body.emplace<CarDataPacket>().samples = cars_;
    } else if (topic.kind == TopicKind::positions) {
      positions_.clear();
      payload.newest = read_positions(document, positions_, seen, samples_);
      payload.body.emplace<PositionPacket>().samples = positions_;
    } else {
      conditions_.clear();
      payload.newest = read_car_condition(document, conditions_);
      payload.body.emplace<CarConditionPacket>().samples = conditions_;
    }
    expect_end(document);
    missing += seen;
    return payload;
  }

  /// The base64 inside its quotes. Some senders escape its '+' and '/'.
  std::string_view packed_text(PaddedText json) {
    const std::string_view text = json.text;
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"' && !text.contains('\\')) {
      return text.substr(1, text.size() - 2);
    }
    simdjson::ondemand::document document = parser_.iterate(padded(json));
    return document.get_string();
  }

  const Samples samples_;
  simdjson::ondemand::parser parser_;
  PacketInflater inflater_;
  // Reused, so that each packet's own list is allocated once, in its exact size.
  std::vector<domain::CarSample> cars_;
  std::vector<domain::PositionSample> positions_;
  std::vector<domain::CarCondition> conditions_;
};

PayloadDecoder::PayloadDecoder(Samples samples) : impl_(std::make_unique<Impl>(samples)) {}
PayloadDecoder::~PayloadDecoder() = default;
PayloadDecoder::PayloadDecoder(PayloadDecoder&&) noexcept = default;
PayloadDecoder& PayloadDecoder::operator=(PayloadDecoder&&) noexcept = default;

MissingCounts PayloadDecoder::take_missing() { return std::exchange(impl_->missing, {}); }

Result<Payload> PayloadDecoder::decode(const Topic& topic, PaddedText json) {
  try {
    return impl_->decode(topic, json);
  } catch (const Malformed& error) {
    return fail(ErrorCode::invalid_input, "{}", error.what());
  } catch (const simdjson::simdjson_error& error) {
    return fail(ErrorCode::invalid_input, "not the JSON of {}: {}", topic.name, error.what());
  }
}

}  // namespace slipstream::source
