#pragma once

#include <span>
#include <string_view>

#include "source/feed_event.hpp"

namespace slipstream::source {

class Node;

enum class TopicKind {
  object,         ///< a JSON object, read by Topic::read
  car_data,       ///< packed samples
  positions,      ///< packed samples
  car_condition,  ///< packed samples
};

/// A topic of the feed that this program understands.
struct Topic {
  std::string_view name;
  TopicKind kind = TopicKind::object;
  void (*read)(Node root, FeedBody& body) = nullptr;
  bool expected = false;  ///< every complete archive has it
};

/// All topics, in the order in which events of the same instant are handed out: what a session is, then who
/// is in it and how it stands, then timing, then telemetry.
[[nodiscard]] std::span<const Topic> topics();

/// nullptr for a topic that is not known.
[[nodiscard]] const Topic* find_topic(std::string_view name);

}  // namespace slipstream::source
