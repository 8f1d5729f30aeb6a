#include "registry/json_schema.hpp"

#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "registry/json_document.hpp"
#include "registry/json_keyword.hpp"
#include "registry/schema_path.hpp"

namespace slipstream::registry {
namespace {

using nlohmann::json;

/// Checks the shapes in one document.
class JsonSchemaCheck {
 public:
  explicit JsonSchemaCheck(const json& document) : document_(&document) {}

  Result<> run() {
    referred_.emplace_back("#", document_);
    // What is referred to need not be where schemas are looked for; one after the other, as chains may be
    // long.
    while (!referred_.empty()) {
      auto [path, place] = std::move(referred_.back());
      referred_.pop_back();
      path_ = std::move(path);
      if (auto checked = schema(*place); !checked) return checked;
    }
    return {};
  }

 private:
  Result<> schema(const json& value) {
    if (value.is_boolean()) return {};
    if (!value.is_object()) return wrong("a schema is an object or a boolean", value);
    if (!checked_.insert(&value).second) return {};
    for (const auto& [key, member] : value.items()) {
      const auto shape = json_shape(key);
      if (!shape) continue;
      const PathStep step(path_, '/' + key);
      if (auto fits = check(*shape, member); !fits) return fits;
    }
    return {};
  }

  Result<> check(JsonShape shape, const json& value) {
    switch (shape) {
      case JsonShape::schema: return schema(value);
      case JsonShape::schemas:
        if (!value.is_array() || value.empty()) return wrong("a list of schemas was expected", value);
        return each(value);
      case JsonShape::items: return value.is_array() ? each(value) : schema(value);
      case JsonShape::named_schemas:
      case JsonShape::definitions:
        if (!value.is_object()) return wrong("an object of schemas was expected", value);
        return each(value);
      case JsonShape::names: return names(value);
      case JsonShape::dependencies: return dependencies(value);
      case JsonShape::types: return types(value);
      case JsonShape::values: return expect(value.is_array(), "a list of values was expected", value);
      case JsonShape::number: return expect(value.is_number(), "a number was expected", value);
      case JsonShape::bound:
        return expect(value.is_number() || value.is_boolean(), "a number was expected", value);
      case JsonShape::count:
        return expect(value.is_number_unsigned(), "a whole number from 0 was expected", value);
      case JsonShape::flag: return expect(value.is_boolean(), "true or false was expected", value);
      case JsonShape::text: return expect(value.is_string(), "a text was expected", value);
      case JsonShape::reference: return reference(value);
      case JsonShape::anything: return {};
    }
    std::unreachable();
  }

  Result<> each(const json& schemas) {
    for (const auto& [key, item] : schemas.items()) {
      const PathStep step(path_, '/' + key);
      if (auto checked = schema(item); !checked) return checked;
    }
    return {};
  }

  Result<> names(const json& value) {
    if (!value.is_array()) return wrong("a list of names was expected", value);
    std::set<std::string_view> seen;
    for (const json& name : value) {
      if (!name.is_string()) return wrong("a name was expected", name);
      if (!seen.insert(name.get_ref<const std::string&>()).second) {
        return fail_in_schema(path_, "\"{}\" comes twice", name.get_ref<const std::string&>());
      }
    }
    return {};
  }

  Result<> dependencies(const json& value) {
    if (!value.is_object()) return wrong("an object was expected", value);
    for (const auto& [key, item] : value.items()) {
      const PathStep step(path_, '/' + key);
      if (auto checked = item.is_array() ? names(item) : schema(item); !checked) return checked;
    }
    return {};
  }

  Result<> types(const json& value) {
    if (value.is_string()) return type(value);
    if (!value.is_array() || value.empty()) return wrong("a type or a list of types was expected", value);
    for (const json& item : value) {
      if (auto checked = type(item); !checked) return checked;
    }
    return names(value);
  }

  Result<> type(const json& value) {
    if (!value.is_string()) return wrong("a type was expected", value);
    const auto& name = value.get_ref<const std::string&>();
    if (json_types_named(name) == 0) return fail_in_schema(path_, "\"{}\" is no type of JSON", name);
    return {};
  }

  Result<> reference(const json& value) {
    if (!value.is_string()) return wrong("a reference was expected", value);
    const auto& text = value.get_ref<const std::string&>();
    const json* place = find_json_reference(*document_, text);
    if (!place) {
      return fail_in_schema(
          path_, "\"{}\" is no place of this schema, and only those (#/…) can be referred to", text);
    }
    if (!checked_.contains(place)) referred_.emplace_back(text, place);
    return {};
  }

  Result<> expect(bool fits, std::string_view expected, const json& value) {
    return fits ? Result<>{} : wrong(expected, value);
  }
  Result<> wrong(std::string_view expected, const json& value) {
    return fail_in_schema(path_, "{}, not {}", expected,
                          value.is_structured() && value.empty() ? "an empty one" : value.type_name());
  }

  const json* document_;
  std::string path_;
  std::unordered_set<const json*> checked_;
  std::vector<std::pair<std::string, const json*>> referred_;
};

}  // namespace

Result<json> parse_json_schema(std::string_view text) {
  auto document = parse_document(text);
  if (!document) return document;
  if (auto checked = JsonSchemaCheck{*document}.run(); !checked) return propagate(checked);
  return document;
}

}  // namespace slipstream::registry
