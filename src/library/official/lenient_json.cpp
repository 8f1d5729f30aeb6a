#include "library/official/lenient_json.hpp"

#include <charconv>
#include <cmath>

namespace slipstream::library {

using nlohmann::json;

Result<json> parse_object(std::string_view text, std::string_view where) {
  try {
    json parsed = json::parse(text);
    if (parsed.is_object()) return parsed;
    return fail_at(std::string{where}, ErrorCode::invalid_input, "a JSON object was expected, not {}",
                   parsed.type_name());
  } catch (const json::exception& problem) {
    return fail_at(std::string{where}, ErrorCode::invalid_input,
                   "not the JSON that was expected ({}); is this the right address, and no login page?",
                   problem.what());
  }
}

const json& member(const json& object, const char* key) {
  static const json null;
  if (!object.is_object()) return null;
  const auto found = object.find(key);
  return found == object.end() ? null : *found;
}

std::string text_in(const json& object, const char* key) {
  const json& value = member(object, key);
  return value.is_string() ? value.get<std::string>() : std::string{};
}

std::optional<double> number_in(const json& object, const char* key) {
  const json& value = member(object, key);
  double number = 0;
  if (value.is_number()) {
    number = value.get<double>();
  } else if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    const char* end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != end) return std::nullopt;
  } else {
    return std::nullopt;
  }
  return std::isfinite(number) ? std::optional{number} : std::nullopt;
}

std::optional<int> whole_in(const json& object, const char* key, int least, int most) {
  const auto number = number_in(object, key);
  if (!number || *number < least || *number > most || *number != std::floor(*number)) return std::nullopt;
  return static_cast<int>(*number);
}

}  // namespace slipstream::library
