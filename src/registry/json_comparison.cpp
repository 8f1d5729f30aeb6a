#include "registry/json_comparison.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "registry/json_compatibility.hpp"
#include "registry/json_keyword.hpp"
#include "registry/json_schema.hpp"
#include "registry/schema.hpp"
#include "registry/schema_path.hpp"

/// The comparison as a whole, types and values. Objects and arrays: json_structure.cpp; bounds and equality:
/// json_restrictions.cpp.
namespace slipstream::registry {
namespace {

using nlohmann::json;

/// Follows references that stand alone. Beside other keywords one is a restriction like any other.
const json& followed(const json& document, const json& schema) {
  const json* place = &schema;
  for (int hops = 0; hops < 64 && place->is_object(); ++hops) {
    const auto reference = place->find("$ref");
    const auto is_restriction = [](const auto& member) {
      const auto shape = json_shape(member.key());
      return shape && *shape != JsonShape::definitions;
    };
    if (reference == place->end() || std::ranges::count_if(place->items(), is_restriction) != 1) break;
    place = find_json_reference(document, reference->get_ref<const std::string&>());
  }
  return *place;
}

std::uint8_t type_of_value(const json& value) {
  switch (value.type()) {
    case json::value_t::null: return json_null;
    case json::value_t::boolean: return json_boolean;
    case json::value_t::object: return json_object;
    case json::value_t::array: return json_array;
    case json::value_t::string: return json_string;
    case json::value_t::number_float:
      return std::trunc(value.get<double>()) == value.get<double>() ? json_integer : json_number;
    default: return json_integer;
  }
}

/// The values a schema is restricted to; nullptr: it is not.
const json* values_of(const json& schema, json& buffer) {
  if (const auto found = schema.find("const"); found != schema.end())
    return &(buffer = json::array({*found}));
  const auto found = schema.find("enum");
  return found == schema.end() ? nullptr : &*found;
}

std::uint8_t types_of(const json& schema) {
  std::uint8_t types = 0;
  if (const auto named = schema.find("type"); named != schema.end()) {
    if (named->is_string()) return json_types_named(named->get_ref<const std::string&>());
    for (const json& name : *named) types |= json_types_named(name.get_ref<const std::string&>());
    return types;
  }
  json buffer;
  const json* values = values_of(schema, buffer);
  if (!values) return json_any;
  for (const json& value : *values) types |= type_of_value(value);
  return types;
}

/// A value in a message.
std::string told(const json& value) {
  constexpr std::size_t kLongest = 60;
  std::string text = value.dump();
  return text.size() > kLongest ? fmt::format("of {} bytes", text.size()) : text;
}

}  // namespace

Result<std::vector<std::string>> JsonComparison::run() {
  compare(*reader_, *writer_);
  if (too_large_) return fail(ErrorCode::invalid_input, "the schemas are too large to be compared");
  return std::move(messages_);
}

void JsonComparison::note(std::string_view message) {
  if (messages_.size() < kMaxMessages) messages_.push_back(with_path(path_, message));
}

bool JsonComparison::spend(std::size_t steps) {
  steps_ += steps;
  too_large_ = too_large_ || steps_ > kMaxSteps || depth_ == kMaxDepth;
  return !too_large_;
}

void JsonComparison::compare_at(std::string_view step, const Json& reader, const Json& writer) {
  const PathStep deeper(path_, step);
  compare(reader, writer);
}

void JsonComparison::compare(const Json& reader, const Json& writer) {
  if (!spend(1)) return;
  static const json anything = json::object();
  const json& read = followed(*reader_, reader);
  const json& written = followed(*writer_, writer);
  if (is_open(read) || written == false) return;
  if (read == false) return note("the reader allows nothing here");
  if (!compared_.emplace(&read, &written).second) return;
  ++depth_;
  compare_keywords(read, written.is_boolean() ? anything : written);
  --depth_;
}

void JsonComparison::compare_keywords(const Json& reader, const Json& writer) {
  const std::uint8_t reads = types_of(reader);
  const std::uint8_t written = types_of(writer);
  types(reads, written);
  values(reader, writer);
  const std::uint8_t both = reads & written;
  bounds(reader, writer, both);
  restrictions(reader, writer);
  if ((both & json_array) != 0) items(reader, writer);
  if ((both & json_object) != 0) properties(reader, writer);
}

void JsonComparison::types(std::uint8_t reader, std::uint8_t writer) {
  static constexpr auto kNames =
      std::to_array<std::pair<std::uint8_t, std::string_view>>({{json_null, "null"},
                                                                {json_boolean, "boolean"},
                                                                {json_object, "object"},
                                                                {json_array, "array"},
                                                                {json_number, "number"},
                                                                {json_integer, "integer"},
                                                                {json_string, "string"}});
  const auto missing = static_cast<std::uint8_t>(writer & ~reader);
  std::string list;
  for (const auto& [type, name] : kNames) {
    const bool is_told = type == json_integer && (missing & json_number) != 0;
    if ((missing & type) == 0 || is_told) continue;
    list.append(list.empty() ? "" : ", ").append(name);
  }
  if (!list.empty()) note(fmt::format("the reader does not take the writer's type {}", list));
}

void JsonComparison::values(const Json& reader, const Json& writer) {
  json buffer;
  json other_buffer;
  const json* allowed = values_of(reader, buffer);
  if (!allowed) return;
  const json* written = values_of(writer, other_buffer);
  if (!written) return note("the reader takes certain values only");
  if (!spend(allowed->size() + written->size())) return;
  const std::set<json> known(allowed->begin(), allowed->end());
  const auto unknown =
      std::ranges::find_if(*written, [&](const json& item) { return !known.contains(item); });
  if (unknown != written->end()) note(fmt::format("the reader does not take the value {}", told(*unknown)));
}

}  // namespace slipstream::registry
