#include "registry/avro_name.hpp"

#include <algorithm>

namespace slipstream::registry {

bool is_avro_name(std::string_view text) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  const auto fits = [&](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  return !text.empty() && is_letter(text.front()) && std::ranges::all_of(text, fits);
}

bool is_avro_full_name(std::string_view text) {
  for (auto dot = text.find('.'); dot != std::string_view::npos; dot = text.find('.')) {
    if (!is_avro_name(text.substr(0, dot))) return false;
    text.remove_prefix(dot + 1);
  }
  return is_avro_name(text);
}

std::string_view short_name(std::string_view full_name) {
  return full_name.substr(full_name.rfind('.') + 1);  // npos + 1 is 0
}

std::string_view namespace_of(std::string_view full_name) {
  const auto dot = full_name.rfind('.');
  return dot == std::string_view::npos ? std::string_view{} : full_name.substr(0, dot);
}

std::string full_name(std::string_view name, std::string_view space) {
  if (space.empty() || name.find('.') != std::string_view::npos) return std::string{name};
  return std::string{space}.append(".").append(name);
}

std::optional<AvroType> primitive_from(std::string_view word) {
  for (auto type = AvroType::null; type <= AvroType::string;
       type = static_cast<AvroType>(static_cast<int>(type) + 1)) {
    if (word == to_string(type)) return type;
  }
  return std::nullopt;
}

}  // namespace slipstream::registry
