#include "source/json_node.hpp"

#include <charconv>

namespace slipstream::source {
namespace {

using simdjson::ondemand::json_type;

/// Longer lists than this are no lists of the feed, and would cost their readers memory.
constexpr std::size_t kLargestIndex = 9999;

/// A token as it stands in the JSON, without the blanks behind it.
std::string_view bare_token(simdjson::ondemand::value& value) {
  const std::string_view token = value.raw_json_token();
  return token.substr(0, token.find_last_not_of(" \t\r\n") + 1);
}

}  // namespace

bool Node::is_none() {
  if (!value_) return true;
  if (value_->type() != json_type::null) return false;
  if (bare_token(*value_) != "null") throw Malformed("neither a value nor null");
  return true;
}

std::optional<Scalar> Node::scalar() {
  if (is_none()) return std::nullopt;
  switch (value_->type()) {
    case json_type::string: {
      const std::string_view text = value_->get_string();
      return text.empty() ? std::nullopt : std::optional{Scalar{text, true}};
    }
    case json_type::number:
    case json_type::boolean: return Scalar{bare_token(*value_), false};
    default: throw Malformed("a structure where a number or text belongs");
  }
}

void Node::unreadable(const Scalar& scalar) const {
  if (!scalar.quoted) throw Malformed("a value of the wrong type");
  ++notes_->unreadable;
}

std::vector<std::string_view> Node::texts() {
  std::vector<std::string_view> texts;
  each_entry([&](std::size_t, Node entry) {
    if (const auto text = entry.scalar()) texts.push_back(text->text);
  });
  return texts;
}

bool Node::is_true() {
  const auto value = scalar();
  return value && value->text == "true";
}

std::size_t Node::list_index(std::string_view key) {
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(key.data(), key.data() + key.size(), index);
  if (error != std::errc{} || end != key.data() + key.size()) throw Malformed("a list index belongs here");
  if (index > kLargestIndex) throw Malformed("a list index beyond all lists of the feed");
  return index;
}

}  // namespace slipstream::source
