#include <algorithm>
#include <array>
#include <utility>

#include "registry/json_comparison.hpp"
#include "registry/json_keyword.hpp"
#include "registry/json_schema.hpp"
#include "registry/schema_path.hpp"

/// Keywords that restrict data by a bound, and those that are only compared for equality.
namespace slipstream::registry {
namespace {

struct Bound {
  const char* keyword;
  std::uint8_t types;  ///< that it restricts
  bool is_lower;
};
constexpr std::uint8_t kNumbers = json_number | json_integer;
constexpr auto kBounds = std::to_array<Bound>({{"minimum", kNumbers, true},
                                               {"exclusiveMinimum", kNumbers, true},
                                               {"maximum", kNumbers, false},
                                               {"exclusiveMaximum", kNumbers, false},
                                               {"minLength", json_string, true},
                                               {"maxLength", json_string, false},
                                               {"minItems", json_array, true},
                                               {"maxItems", json_array, false},
                                               {"minProperties", json_object, true},
                                               {"maxProperties", json_object, false}});

constexpr auto kEqualOnly = std::to_array<const char*>({"$ref",
                                                        "allOf",
                                                        "anyOf",
                                                        "oneOf",
                                                        "not",
                                                        "if",
                                                        "then",
                                                        "else",
                                                        "pattern",
                                                        "multipleOf",
                                                        "contains",
                                                        "minContains",
                                                        "maxContains",
                                                        "patternProperties",
                                                        "propertyNames",
                                                        "dependencies",
                                                        "dependentRequired",
                                                        "dependentSchemas",
                                                        "unevaluatedItems",
                                                        "unevaluatedProperties"});

/// Whether all that keeps to the bound `writer` keeps to the bound `reader`.
bool is_within(const nlohmann::json& reader, const nlohmann::json& writer, bool is_lower) {
  if (!reader.is_number() || !writer.is_number()) return reader == writer;
  return is_lower ? reader <= writer : reader >= writer;
}

}  // namespace

void JsonComparison::bounds(const Json& reader, const Json& writer, std::uint8_t types) {
  for (const Bound& bound : kBounds) {
    const auto reads = reader.find(bound.keyword);
    if (reads == reader.end() || (types & bound.types) == 0) continue;
    const auto written = writer.find(bound.keyword);
    if (written != writer.end() && is_within(*reads, *written, bound.is_lower)) continue;
    note(fmt::format("the reader's {} is stricter", bound.keyword));
  }
  const auto is_unique = [](const Json& schema) { return schema.value("uniqueItems", false); };
  if ((types & json_array) != 0 && is_unique(reader) && !is_unique(writer)) {
    note("the reader's uniqueItems is stricter");
  }
}

void JsonComparison::restrictions(const Json& reader, const Json& writer) {
  for (const char* keyword : kEqualOnly) {
    if (reader.contains(keyword) && !equal_at(keyword, reader, writer)) {
      note(fmt::format("the reader's {} is not the writer's", keyword));
    }
  }
}

bool JsonComparison::equal_at(const char* keyword, const Json& reader, const Json& writer) {
  const auto reads = reader.find(keyword);
  const auto written = writer.find(keyword);
  if (reads == reader.end() || written == writer.end()) {
    return reads == reader.end() && written == writer.end();
  }
  if (std::string_view{keyword} == "$ref") {
    return *reads == *written &&
           equal(*find_json_reference(*reader_, reads->get_ref<const std::string&>()),
                 *find_json_reference(*writer_, written->get_ref<const std::string&>()));
  }
  return equal(*reads, *written);
}

bool JsonComparison::equal(const Json& reader, const Json& writer) {
  if (!spend(1)) return false;
  if (reader.is_array() && writer.is_array()) return equal_items(reader, writer);
  return reader.is_object() && writer.is_object() ? equal_members(reader, writer) : reader == writer;
}

bool JsonComparison::equal_items(const Json& reader, const Json& writer) {
  ++depth_;
  const bool is_equal = std::ranges::equal(
      reader, writer, [this](const Json& one, const Json& other) { return equal(one, other); });
  --depth_;
  return is_equal;
}

bool JsonComparison::equal_members(const Json& reader, const Json& writer) {
  if (reader.size() != writer.size()) return false;
  if (!equal_.emplace(&reader, &writer).second) return true;
  ++depth_;
  const bool is_equal = std::ranges::all_of(reader.items(), [&](const auto& member) {
    const auto other = writer.find(member.key());
    if (other == writer.end() || !equal(member.value(), *other)) return false;
    if (member.key() != "$ref" || !other->is_string()) return true;
    const auto& text = other->template get_ref<const std::string&>();
    const Json* read = find_json_reference(*reader_, text);
    const Json* written = find_json_reference(*writer_, text);
    return !read || !written || equal(*read, *written);
  });
  --depth_;
  return is_equal;
}

}  // namespace slipstream::registry
