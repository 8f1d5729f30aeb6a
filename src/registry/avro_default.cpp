#include "registry/avro_default.hpp"

#include <algorithm>
#include <cstdint>
#include <limits>

#include <fmt/format.h>

namespace slipstream::registry {
namespace {

using nlohmann::json;

bool is_whole(const json& value, std::int64_t least, std::int64_t most) {
  if (!value.is_number_integer()) return false;
  if (value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(most))
    return false;
  const auto number = value.get<std::int64_t>();
  return number >= least && number <= most;
}

template <class Integer>
bool is_integer(const json& value) {
  return is_whole(value, std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max());
}

/// How many bytes a text stands for whose characters are U+0000 to U+00FF, one byte each; nullopt for others.
std::optional<std::size_t> byte_count(const json& value) {
  if (!value.is_string()) return std::nullopt;
  std::size_t count = 0;
  for (const char c : value.get_ref<const std::string&>()) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0xC3) return std::nullopt;  // leads a character above U+00FF
    if (byte < 0x80 || byte >= 0xC0) ++count;
  }
  return count;
}

bool is_symbol(const AvroNode& node, const json& value) {
  return value.is_string() &&
         std::ranges::find(node.symbols, value.get_ref<const std::string&>()) != node.symbols.end();
}

/// Of the types that hold no others.
bool fits(const AvroNode& node, const json& value) {
  switch (node.type) {
    case AvroType::null: return value.is_null();
    case AvroType::boolean: return value.is_boolean();
    case AvroType::int32: return is_integer<std::int32_t>(value);
    case AvroType::int64: return is_integer<std::int64_t>(value);
    case AvroType::float32:
    case AvroType::float64: return value.is_number();
    case AvroType::bytes: return byte_count(value).has_value();
    case AvroType::string: return value.is_string();
    case AvroType::enumeration: return is_symbol(node, value);
    case AvroType::fixed: return byte_count(value) == node.size;
    case AvroType::array: return value.is_array();
    case AvroType::map:
    case AvroType::record: return value.is_object();
    case AvroType::union_of: return false;
  }
  return false;
}

std::string expected(const AvroNode& node) {
  if (node.type == AvroType::enumeration) return fmt::format("a symbol of {}", node.name);
  if (node.type == AvroType::fixed) return fmt::format("a text of {} bytes", node.size);
  return fmt::format("a value of type {}", to_string(node.type));
}

std::optional<std::string> record_problem(const std::vector<AvroNode>& nodes, const AvroNode& node,
                                          const json& value) {
  for (const AvroField& field : node.fields) {
    const auto member = value.find(field.name);
    if (member == value.end()) {
      if (!field.has_default) return fmt::format("{} is missing and has no default", field.name);
    } else if (auto problem = default_problem(nodes, field.type, *member)) {
      return fmt::format("{}: {}", field.name, *problem);
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> default_problem(const std::vector<AvroNode>& nodes, AvroIndex type,
                                           const json& value) {
  const AvroNode& node = nodes[type];
  if (node.type == AvroType::union_of) {
    if (node.branches.empty()) return "a union without types has no default";
    auto problem = default_problem(nodes, node.branches.front(), value);
    if (problem) *problem += ", the first type of the union";
    return problem;
  }
  if (!fits(node, value)) return fmt::format("{} was expected, not {}", expected(node), value.type_name());
  if (node.type == AvroType::record) return record_problem(nodes, node, value);
  if (node.type != AvroType::array && node.type != AvroType::map) return std::nullopt;
  for (const json& item : value) {
    if (auto problem = default_problem(nodes, node.branches.front(), item)) return problem;
  }
  return std::nullopt;
}

}  // namespace slipstream::registry
