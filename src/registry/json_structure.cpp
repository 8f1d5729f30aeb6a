#include <algorithm>
#include <array>
#include <set>

#include "registry/json_comparison.hpp"
#include "registry/json_keyword.hpp"
#include "registry/schema_path.hpp"

/// What schemas say of the insides of objects and arrays.
namespace slipstream::registry {
namespace {

using nlohmann::json;

const json& member_or(const json& schema, const char* keyword, const json& otherwise) {
  const auto found = schema.find(keyword);
  return found == schema.end() ? otherwise : *found;
}

/// What a schema says of items or properties that it does not name; by default all is allowed.
const json& rest_of(const json& schema, const char* keyword) {
  static const json allowed = true;
  return member_or(schema, keyword, allowed);
}

const json& properties_of(const json& schema) {
  static const json none = json::object();
  return member_or(schema, "properties", none);
}

const json& required_of(const json& schema) {
  static const json none = json::array();
  return member_or(schema, "required", none);
}

/// Whether it says something of each item by its place.
bool is_tuple(const json& schema) {
  return schema.contains("prefixItems") || rest_of(schema, "items").is_array();
}

}  // namespace

void JsonComparison::items(const Json& reader, const Json& writer) {
  if (!is_tuple(reader) && !is_tuple(writer)) {
    return compare_at("/items", rest_of(reader, "items"), rest_of(writer, "items"));
  }
  static constexpr auto kKeywords = std::to_array<const char*>({"prefixItems", "items", "additionalItems"});
  if (std::ranges::none_of(kKeywords, [&](const char* keyword) { return reader.contains(keyword); })) return;
  for (const char* keyword : kKeywords) {
    if (equal_at(keyword, reader, writer)) continue;
    note(fmt::format("{} differ, which the reader's or the writer's schema gives for each place", keyword));
  }
}

void JsonComparison::properties(const Json& reader, const Json& writer) {
  const json& reads = properties_of(reader);
  const json& written = properties_of(writer);
  if (!spend(reads.size() + written.size())) return;
  for (const auto& [name, property] : reads.items()) {
    const PathStep step(path_, "/properties/" + name);
    const auto other = written.find(name);
    if (other == written.end()) {
      added(property, writer);
    } else {
      compare(property, *other);
    }
  }
  for (const auto& [name, property] : written.items()) {
    if (reads.contains(name)) continue;
    const PathStep step(path_, "/properties/" + name);
    removed(property, reader);
  }
  required(reader, writer);
  const char* rest = "additionalProperties";
  compare_at("/additionalProperties", rest_of(reader, rest), rest_of(writer, rest));
}

void JsonComparison::added(const Json& property, const Json& writer) {
  const json& rest = rest_of(writer, "additionalProperties");
  const bool is_closed = !writer.contains("patternProperties");
  if (is_closed && !is_open(rest)) return compare(property, rest);
  if (!is_open(property)) {
    note("is new to the reader, but the writer was open: its data may have anything of this name");
  }
}

void JsonComparison::removed(const Json& property, const Json& reader) {
  const json& rest = rest_of(reader, "additionalProperties");
  if (rest == false && property != false) {
    return note("is gone from the reader, which takes no properties but its own");
  }
  compare(rest, property);
}

void JsonComparison::required(const Json& reader, const Json& writer) {
  const json& written = required_of(writer);
  const json& required = required_of(reader);
  if (!spend(written.size() + required.size())) return;
  const std::set<json> known(written.begin(), written.end());
  const json& properties = properties_of(reader);
  for (const json& name : required) {
    if (known.contains(name)) continue;
    const auto property = properties.find(name.get_ref<const std::string&>());
    if (property != properties.end() && property->is_object() && property->contains("default")) continue;
    const PathStep step(path_, "/required/" + name.get_ref<const std::string&>());
    note("the reader requires it and has no default, the writer may leave it out");
  }
}

}  // namespace slipstream::registry
