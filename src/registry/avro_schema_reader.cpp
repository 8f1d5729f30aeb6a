#include "registry/avro_schema_reader.hpp"

#include <set>
#include <utility>

#include "registry/avro_default.hpp"
#include "registry/avro_name.hpp"
#include "registry/schema_path.hpp"

namespace slipstream::registry {

Result<std::vector<AvroNode>> AvroSchemaReader::read(const Json& document) {
  if (auto root = type(document, {}); !root) return propagate(root);
  if (auto checked = check_defaults(); !checked) return propagate(checked);
  return std::move(nodes_);
}

Result<AvroIndex> AvroSchemaReader::add(AvroType type) {
  if (nodes_.size() == AvroSchema::kMaxTypes) {
    return fail_in_schema(path_, "the schema has more than {} types", AvroSchema::kMaxTypes);
  }
  nodes_.emplace_back().type = type;
  return static_cast<AvroIndex>(nodes_.size() - 1);
}

Result<AvroIndex> AvroSchemaReader::type(const Json& value, std::string_view space) {
  if (value.is_string()) return named(value.get_ref<const std::string&>(), space);
  if (value.is_array()) return union_of(value, space);
  if (value.is_object()) return attributed(value, space);
  return fail_in_schema(path_, "a type is a name, a list (a union) or an object, not {}", value.type_name());
}

Result<AvroIndex> AvroSchemaReader::attributed(const Json& object, std::string_view space) {
  const auto found = object.find("type");
  if (found == object.end()) return fail_in_schema(path_, "an object without \"type\" is no type");
  if (!found->is_string()) {
    return fail_in_schema(path_, "\"type\" of a type is a name, not {}: write the inner type alone",
                          found->type_name());
  }
  const auto& word = found->get_ref<const std::string&>();
  if (word == "record" || word == "error") return record(object, space);
  if (word == "enum") return enumeration(object, space);
  if (word == "fixed") return fixed(object, space);
  if (word == "array") return container(AvroType::array, object, space);
  if (word == "map") return container(AvroType::map, object, space);
  auto index = named(word, space);
  const auto logical = object.find("logicalType");
  if (index && logical != object.end() && logical->is_string() && primitive_from(word)) {
    nodes_[*index].logical_type = logical->get<std::string>();
  }
  return index;
}

Result<AvroIndex> AvroSchemaReader::named(const std::string& word, std::string_view space) {
  if (const auto primitive = primitive_from(word)) return add(*primitive);
  auto known = by_name_.find(full_name(word, space));
  if (known == by_name_.end()) known = by_name_.find(word);
  if (known != by_name_.end()) return known->second;
  return fail_in_schema(path_, "\"{}\" is no type of Avro, and none of this name is defined before it", word);
}

Result<AvroIndex> AvroSchemaReader::union_of(const Json& types, std::string_view space) {
  auto index = add(AvroType::union_of);
  if (!index) return index;
  std::set<std::string, std::less<>> seen;
  for (const Json& item : types) {
    if (item.is_array()) return fail_in_schema(path_, "a union directly within a union");
    auto branch = type(item, space);
    if (!branch) return branch;
    const AvroNode& node = nodes_[*branch];
    const std::string_view name = node.name.empty() ? to_string(node.type) : node.name;
    if (!seen.emplace(name).second) return fail_in_schema(path_, "the union has {} twice", name);
    nodes_[*index].branches.push_back(*branch);
  }
  return index;
}

Result<AvroIndex> AvroSchemaReader::container(AvroType type_of_it, const Json& object,
                                              std::string_view space) {
  auto index = add(type_of_it);
  if (!index) return index;
  const char* key = type_of_it == AvroType::array ? "items" : "values";
  const auto inner = object.find(key);
  if (inner == object.end()) {
    return fail_in_schema(path_, "{} without \"{}\"", to_string(type_of_it), key);
  }
  const PathStep step(path_, type_of_it == AvroType::array ? "[]" : "{}");
  auto item = type(*inner, space);
  if (!item) return item;
  nodes_[*index].branches.push_back(*item);
  return index;
}

Result<AvroIndex> AvroSchemaReader::enumeration(const Json& object, std::string_view space) {
  auto index = define(AvroType::enumeration, object, space);
  if (!index) return index;
  AvroNode& node = nodes_[*index];
  const auto symbols = object.find("symbols");
  if (symbols == object.end() || !symbols->is_array()) {
    return fail_in_schema(path_, "enum {} has no list of symbols", node.name);
  }
  std::set<std::string, std::less<>> seen;
  for (const Json& symbol : *symbols) {
    if (!symbol.is_string() || !is_avro_name(symbol.get_ref<const std::string&>())) {
      return fail_in_schema(path_, "enum {}: a symbol is a text of letters, digits and _", node.name);
    }
    node.symbols.push_back(symbol.get<std::string>());
    if (!seen.insert(node.symbols.back()).second) {
      return fail_in_schema(path_, "enum {} has {} twice", node.name, node.symbols.back());
    }
  }
  const auto default_symbol = object.find("default");
  if (default_symbol == object.end()) return index;
  node.has_default_symbol = true;
  if (!default_symbol->is_string() || !seen.contains(default_symbol->get_ref<const std::string&>())) {
    return fail_in_schema(path_, "enum {}: the default is none of its symbols", node.name);
  }
  return index;
}

Result<AvroIndex> AvroSchemaReader::fixed(const Json& object, std::string_view space) {
  auto index = define(AvroType::fixed, object, space);
  if (!index) return index;
  AvroNode& node = nodes_[*index];
  const auto size = object.find("size");
  constexpr std::uint64_t kMaxSize = 0x7FFF'FFFF;  // Java's int
  if (size == object.end() || !size->is_number_unsigned() || size->get<std::uint64_t>() > kMaxSize) {
    return fail_in_schema(path_, "fixed {} has no size in bytes", node.name);
  }
  node.size = size->get<std::uint32_t>();
  return index;
}

Result<> AvroSchemaReader::check_defaults() const {
  for (const Default& item : defaults_) {
    if (const auto problem = default_problem(nodes_, item.type, *item.value)) {
      return fail_in_schema(item.path, "the default does not fit: {}", *problem);
    }
  }
  return {};
}

}  // namespace slipstream::registry
