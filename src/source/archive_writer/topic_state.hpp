#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace slipstream::source {

/// A topic's state as JSON: the merge of all its updates, by the feed's rule. An object goes into an object
/// key by key and into a list by index, an index behind the end is appended; everything else replaces;
/// "_deleted" then removes keys; a key frame replaces the whole. One thread.
class TopicState {
 public:
  TopicState();
  ~TopicState();
  TopicState(TopicState&&) noexcept;
  TopicState& operator=(TopicState&&) noexcept;

  /// `json` must be JSON: it is a line of our own.
  void apply(std::string_view json);
  [[nodiscard]] std::string text() const;

 private:
  struct Value;
  std::unique_ptr<Value> value_;
};

}  // namespace slipstream::source
