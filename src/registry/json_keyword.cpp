#include "registry/json_keyword.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace slipstream::registry {
namespace {

constexpr auto kShapes = std::to_array<std::pair<std::string_view, JsonShape>>({
    {"$defs", JsonShape::definitions},
    {"$ref", JsonShape::reference},
    {"additionalItems", JsonShape::schema},
    {"additionalProperties", JsonShape::schema},
    {"allOf", JsonShape::schemas},
    {"anyOf", JsonShape::schemas},
    {"const", JsonShape::anything},
    {"contains", JsonShape::schema},
    {"definitions", JsonShape::definitions},
    {"dependencies", JsonShape::dependencies},
    {"dependentRequired", JsonShape::dependencies},
    {"dependentSchemas", JsonShape::named_schemas},
    {"else", JsonShape::schema},
    {"enum", JsonShape::values},
    {"exclusiveMaximum", JsonShape::bound},
    {"exclusiveMinimum", JsonShape::bound},
    {"if", JsonShape::schema},
    {"items", JsonShape::items},
    {"maxContains", JsonShape::count},
    {"maxItems", JsonShape::count},
    {"maxLength", JsonShape::count},
    {"maxProperties", JsonShape::count},
    {"maximum", JsonShape::number},
    {"minContains", JsonShape::count},
    {"minItems", JsonShape::count},
    {"minLength", JsonShape::count},
    {"minProperties", JsonShape::count},
    {"minimum", JsonShape::number},
    {"multipleOf", JsonShape::number},
    {"not", JsonShape::schema},
    {"oneOf", JsonShape::schemas},
    {"pattern", JsonShape::text},
    {"patternProperties", JsonShape::named_schemas},
    {"prefixItems", JsonShape::schemas},
    {"properties", JsonShape::named_schemas},
    {"propertyNames", JsonShape::schema},
    {"required", JsonShape::names},
    {"then", JsonShape::schema},
    {"type", JsonShape::types},
    {"unevaluatedItems", JsonShape::schema},
    {"unevaluatedProperties", JsonShape::schema},
    {"uniqueItems", JsonShape::flag},
});
constexpr auto kKeywordName = &std::pair<std::string_view, JsonShape>::first;
static_assert(std::ranges::is_sorted(kShapes, {}, kKeywordName));

constexpr auto kTypes = std::to_array<std::pair<std::string_view, std::uint8_t>>({
    {"null", json_null},
    {"boolean", json_boolean},
    {"object", json_object},
    {"array", json_array},
    {"number", json_number | json_integer},
    {"integer", json_integer},
    {"string", json_string},
});

}  // namespace

std::optional<JsonShape> json_shape(std::string_view keyword) {
  const auto found = std::ranges::lower_bound(kShapes, keyword, {}, kKeywordName);
  if (found == kShapes.end() || found->first != keyword) return std::nullopt;
  return found->second;
}

bool is_open(const nlohmann::json& schema) {
  if (schema.is_boolean()) return schema.get<bool>();
  return std::ranges::all_of(schema.items(), [](const auto& member) {
    const auto shape = json_shape(member.key());
    return !shape || *shape == JsonShape::definitions;
  });
}

std::uint8_t json_types_named(std::string_view name) {
  const auto found = std::ranges::find(kTypes, name, &std::pair<std::string_view, std::uint8_t>::first);
  return found == kTypes.end() ? std::uint8_t{0} : found->second;
}

}  // namespace slipstream::registry
