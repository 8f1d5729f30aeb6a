#include <algorithm>
#include <charconv>
#include <string>

#include "registry/json_schema.hpp"

namespace slipstream::registry {
namespace {

/// A step of a JSON pointer (RFC 6901): "~1" is a slash, "~0" a tilde.
std::string unescaped(std::string_view step) {
  std::string text;
  for (std::size_t at = 0; at < step.size(); ++at) {
    if (step[at] == '~' && at + 1 < step.size() && (step[at + 1] == '0' || step[at + 1] == '1')) {
      text += step[++at] == '0' ? '~' : '/';
    } else {
      text += step[at];
    }
  }
  return text;
}

const nlohmann::json* json_child(const nlohmann::json& value, const std::string& step) {
  if (value.is_object()) {
    const auto found = value.find(step);
    return found == value.end() ? nullptr : &*found;
  }
  std::size_t index = 0;
  const auto [end, error] = std::from_chars(step.data(), step.data() + step.size(), index);
  if (!value.is_array() || error != std::errc{} || end != step.data() + step.size()) return nullptr;
  return index < value.size() ? &value[index] : nullptr;
}

}  // namespace

const nlohmann::json* find_json_reference(const nlohmann::json& document, std::string_view reference) {
  if (!reference.starts_with('#')) return nullptr;
  reference.remove_prefix(1);
  const nlohmann::json* place = &document;
  while (place && !reference.empty()) {
    if (!reference.starts_with('/')) return nullptr;
    const auto end = std::min(reference.find('/', 1), reference.size());
    place = json_child(*place, unescaped(reference.substr(1, end - 1)));
    reference.remove_prefix(end);
  }
  return place;
}

}  // namespace slipstream::registry
