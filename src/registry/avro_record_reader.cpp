#include <array>
#include <set>
#include <utility>

#include "registry/avro_name.hpp"
#include "registry/avro_schema_reader.hpp"
#include "registry/schema_path.hpp"

/// The types that have names, and the fields of records.
namespace slipstream::registry {
namespace {

/// nullptr if there is no such member, or it is no text.
const std::string* text_member(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? &found->get_ref<const std::string&>() : nullptr;
}

/// Whether `order` of a field is absent or one that Avro knows.
bool has_known_order(const nlohmann::json& field) {
  if (!field.contains("order")) return true;
  const std::string* order = text_member(field, "order");
  return order && (*order == "ascending" || *order == "descending" || *order == "ignore");
}

}  // namespace

Result<AvroIndex> AvroSchemaReader::define(AvroType type, const Json& object, std::string_view space) {
  const std::string* name = text_member(object, "name");
  if (!name || !is_avro_full_name(*name)) {
    return fail_in_schema(path_, "{} without a \"name\" of letters, digits, _ and dots", to_string(type));
  }
  if (object.contains("namespace")) {
    const std::string* own = text_member(object, "namespace");
    if (!own || (!own->empty() && !is_avro_full_name(*own))) {
      return fail_in_schema(path_, "{}: the namespace is no list of names with dots between them", *name);
    }
    space = *own;
  }
  auto index = add(type);
  if (!index) return index;
  AvroNode& node = nodes_[*index];
  node.name = full_name(*name, space);
  if (primitive_from(node.name)) {
    return fail_in_schema(path_, "{} is a type of Avro's own: the {} needs another name", *name,
                          to_string(type));
  }
  if (!by_name_.emplace(node.name, *index).second) {
    return fail_in_schema(path_, "{} is defined twice", node.name);
  }
  if (const std::string* logical = text_member(object, "logicalType")) node.logical_type = *logical;
  if (auto read = aliases(*index, object); !read) return propagate(read);
  return index;
}

Result<> AvroSchemaReader::aliases(AvroIndex index, const Json& object) {
  const auto found = object.find("aliases");
  if (found == object.end()) return {};
  AvroNode& node = nodes_[index];
  if (!found->is_array()) return fail_in_schema(path_, "{}: the aliases are no list of names", node.name);
  for (const Json& alias : *found) {
    if (!alias.is_string() || !is_avro_full_name(alias.get_ref<const std::string&>())) {
      return fail_in_schema(path_, "{}: the aliases are no list of names", node.name);
    }
    node.aliases.push_back(full_name(alias.get_ref<const std::string&>(), namespace_of(node.name)));
  }
  return {};
}

Result<AvroIndex> AvroSchemaReader::record(const Json& object, std::string_view space) {
  auto index = define(AvroType::record, object, space);
  if (!index) return index;
  const auto fields = object.find("fields");
  if (fields == object.end() || !fields->is_array()) {
    return fail_in_schema(path_, "record {} has no list of fields", nodes_[*index].name);
  }
  for (const Json& item : *fields) {
    if (auto read = field(*index, item); !read) return propagate(read);
  }
  std::set<std::string_view> seen;
  for (const AvroField& item : nodes_[*index].fields) {
    if (seen.insert(item.name).second) continue;
    return fail_in_schema(path_, "record {} has the field {} twice", nodes_[*index].name, item.name);
  }
  return index;
}

Result<> AvroSchemaReader::field(AvroIndex record, const Json& object) {
  const std::string* name = object.is_object() ? text_member(object, "name") : nullptr;
  if (!name || !is_avro_name(*name)) {
    return fail_in_schema(path_, "a field of {} without a \"name\" of letters, digits and _",
                          nodes_[record].name);
  }
  const PathStep step(path_, *name);
  AvroField field;
  field.name = *name;
  const std::string space{namespace_of(nodes_[record].name)};
  if (auto read = field_type(field, object, space); !read) return propagate(read);
  if (!has_known_order(object)) {
    return fail_in_schema(path_, "the order is ascending, descending or ignore");
  }
  if (const auto given = object.find("aliases"); given != object.end()) {
    if (!given->is_array()) return fail_in_schema(path_, "the aliases are no list of names");
    for (const Json& alias : *given) {
      if (!alias.is_string()) return fail_in_schema(path_, "the aliases are no list of names");
      field.aliases.push_back(alias.get<std::string>());
    }
  }
  nodes_[record].fields.push_back(std::move(field));
  return {};
}

Result<> AvroSchemaReader::field_type(AvroField& field, const Json& object, std::string_view space) {
  const auto found = object.find("type");
  if (found == object.end()) return fail_in_schema(path_, "the field has no \"type\"");
  auto index = type(*found, space);
  if (!index) return propagate(index);
  field.type = *index;
  const auto given = object.find("default");
  field.has_default = given != object.end();
  if (field.has_default) defaults_.push_back({.path = path_, .type = *index, .value = &*given});
  return {};
}

}  // namespace slipstream::registry
