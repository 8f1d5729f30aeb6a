#include "source/wire_frame.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <simdjson.h>

#include "source/json_node.hpp"

namespace slipstream::source {
namespace {

using simdjson::ondemand::json_type;
using Messages = std::vector<FeedMessage>;

/// Keys that only a frame of the feed has at its top.
constexpr std::array<std::string_view, 8> kFrameKeys{"C", "S", "M", "G", "R", "I", "type", "error"};

PaddedText raw_json(simdjson::ondemand::value value) {
  std::string_view raw = simdjson::to_json_string(value);
  return {raw.substr(0, raw.find_last_not_of(" \t\r\n") + 1)};
}

/// [topic, data, utc].
FeedMessage read_triple(simdjson::ondemand::array triple) {
  FeedMessage message;
  std::size_t parts = 0;
  for (auto part : triple) {
    if (parts == 0) message.topic = std::string_view{part.get_string()};
    if (parts == 1) message.json = raw_json(part.value());
    if (parts == 2) {
      const std::string_view utc = part.get_string();
      message.utc = base::parse_utc(utc);
      if (!message.utc && !utc.empty()) throw Malformed("the message's time is no UTC");
    }
    ++parts;
  }
  if (parts < 2 || parts > 3) throw Malformed("a message is [topic, data, time]");
  return message;
}

/// {topic: state, …}.
void read_state(simdjson::ondemand::object state, Messages& messages) {
  for (auto field : state) {
    FeedMessage& message = messages.emplace_back();
    message.topic = std::string_view{field.unescaped_key()};
    message.json = raw_json(field.value());
  }
}

/// What an object that may carry a feed message says of it: a call of the old endpoint
/// ({"H":"Streaming","M":"feed","A":[…]}) or a whole frame of the current one.
struct Call {
  bool is_feed = true;
  std::optional<FeedMessage> message;

  void read_method(simdjson::ondemand::value name) {
    is_feed = std::string_view{name.get_string()} == "feed";
  }
  void read_arguments(simdjson::ondemand::value arguments) {
    if (is_feed) message = read_triple(arguments.get_array());
  }
  void move_into(Messages& messages) {
    if (message && is_feed) messages.push_back(std::move(*message));
  }
};

void read_calls(simdjson::ondemand::array calls, Messages& messages) {
  for (auto element : calls) {
    Call call;
    for (auto field : element.get_object()) {
      const std::string_view key = field.unescaped_key();
      if (key == "M") call.read_method(field.value());
      if (key == "A") call.read_arguments(field.value());
    }
    call.move_into(messages);
  }
}

void read_frame(simdjson::ondemand::object frame, Messages& messages) {
  Call call;
  bool is_frame = false;
  bool is_empty = true;
  for (auto field : frame) {
    const std::string_view key = field.unescaped_key();
    is_empty = false;
    is_frame = is_frame || std::ranges::find(kFrameKeys, key) != kFrameKeys.end();
    if (key == "M") read_calls(field.value().get_array(), messages);
    if (key == "target") call.read_method(field.value());
    if (key == "arguments") call.read_arguments(field.value());
    if (key != "R" && key != "result") continue;
    simdjson::ondemand::value state = field.value();
    // The answer to a call without a result, or with a plain one, is no state.
    if (state.type() == json_type::object) read_state(state.get_object(), messages);
  }
  if (!is_frame && !is_empty) throw Malformed("not a message of the live feed");
  call.move_into(messages);
}

}  // namespace

class FrameReader::Impl {
 public:
  Messages read(PaddedText frame) {
    Messages messages;
    simdjson::ondemand::document document =
        parser_.iterate(simdjson::padded_string_view{frame.text, frame.text.size() + kPadding});
    if (document.type() == json_type::array) {
      messages.push_back(read_triple(document.get_array()));
    } else {
      read_frame(document.get_object(), messages);
    }
    if (document.current_location().error() == simdjson::SUCCESS) {
      throw Malformed("something follows the JSON");
    }
    return messages;
  }

 private:
  simdjson::ondemand::parser parser_;
};

FrameReader::FrameReader() : impl_(std::make_unique<Impl>()) {}
FrameReader::~FrameReader() = default;
FrameReader::FrameReader(FrameReader&&) noexcept = default;
FrameReader& FrameReader::operator=(FrameReader&&) noexcept = default;

Result<std::vector<FeedMessage>> FrameReader::read(PaddedText frame) {
  try {
    return impl_->read(frame);
  } catch (const Malformed& error) {
    return fail(ErrorCode::invalid_input, "{}", error.what());
  } catch (const simdjson::simdjson_error& error) {
    return fail(ErrorCode::invalid_input, "not a message of the live feed: {}", error.what());
  }
}

}  // namespace slipstream::source
