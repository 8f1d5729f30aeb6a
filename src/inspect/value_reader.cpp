#include "inspect/value_reader.hpp"

#include <algorithm>
#include <utility>

#include <nlohmann/json.hpp>

#include "codec/json_writer.hpp"

namespace slipstream::inspect {
namespace {

/// What is nested deeper is more than those can take who read the JSON.
constexpr std::size_t kMaxDepth = 100;

std::string as_string(std::string_view text) {
  std::string json;
  codec::JsonWriter(json).value(text);
  return json;
}

/// Of valid JSON.
std::size_t depth_of(std::string_view json) {
  std::size_t depth = 0, deepest = 0;
  bool in_text = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    switch (json[at]) {
      case '\\': ++at; break;
      case '"': in_text = !in_text; break;
      case '{':
      case '[':
        if (!in_text) deepest = std::max(deepest, ++depth);
        break;
      case '}':
      case ']':
        if (!in_text) --depth;
        break;
      default: break;
    }
  }
  return deepest;
}

std::size_t count_replacements(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";  // U+FFFD
  std::size_t count = 0;
  for (auto at = text.find(kReplacement); at != std::string_view::npos; at = text.find(kReplacement, at + 1))
    ++count;
  return count;
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7F;
}

ReadValue unreadable(std::string_view bytes, Error why) {
  return {ValueFormat::bytes, as_string(bytes), std::nullopt, std::move(why)};
}

ReadValue text_or_bytes(std::string_view bytes) {
  std::string json = as_string(bytes);
  // Writing it as JSON replaces what is no UTF-8.
  const bool is_text = std::none_of(bytes.begin(), bytes.end(), is_control) &&
                       count_replacements(json) == count_replacements(bytes);
  if (is_text) return {ValueFormat::text, std::move(json)};
  return unreadable(bytes, {ErrorCode::invalid_input, "in no known format"});
}

}  // namespace

std::string_view to_string(ValueFormat format) {
  switch (format) {
    case ValueFormat::avro: return "avro";
    case ValueFormat::json_schema: return "json_schema";
    case ValueFormat::json: return "json";
    case ValueFormat::text: return "text";
    case ValueFormat::bytes: break;
  }
  return "bytes";
}

ReadValue ValueReader::key(std::string_view bytes) {
  if (auto read = framed_or_too_long(bytes)) return std::move(*read);
  return text_or_bytes(bytes);
}

ReadValue ValueReader::value(std::string_view bytes) {
  if (auto read = framed_or_too_long(bytes)) return std::move(*read);
  if (!nlohmann::json::accept(bytes)) return text_or_bytes(bytes);
  if (depth_of(bytes) > kMaxDepth)
    return unreadable(bytes, {ErrorCode::invalid_input, "nested too deep to be shown"});
  return {ValueFormat::json, std::string{bytes}};
}

std::optional<ReadValue> ValueReader::framed_or_too_long(std::string_view bytes) {
  if (bytes.size() > max_bytes_) {
    Error why{ErrorCode::invalid_input, fmt::format("{} bytes are too long to be shown", bytes.size())};
    return ReadValue{ValueFormat::bytes, {}, std::nullopt, std::move(why)};
  }
  if (!registry::unframe(bytes)) return std::nullopt;
  auto decoded = decoder_.decode(bytes);
  if (!decoded) return unreadable(bytes, std::move(decoded.error()));
  if (depth_of(decoded->json) > kMaxDepth)
    return unreadable(bytes, {ErrorCode::invalid_input, "nested too deep to be shown"});
  const bool avro = decoded->type == registry::SchemaType::avro;
  return ReadValue{avro ? ValueFormat::avro : ValueFormat::json_schema, std::move(decoded->json),
                   decoded->schema_id};
}

}  // namespace slipstream::inspect
