#pragma once

#include <concepts>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/config.hpp"

/// Setters for the keys of a configuration: each writes into a field that must outlive it, and refuses a
/// wrong value with its place.
namespace slipstream::cli {

using Setter = std::function<Result<>(const base::ConfigValue&)>;

/// Texts, truth values and lists of texts.
template <class T>
Setter into(T& field) {
  return [&field](const base::ConfigValue& value) -> Result<> {
    if constexpr (std::same_as<T, bool>) {
      auto parsed = base::as_truth(value);
      if (!parsed) return propagate(parsed);
      field = *parsed;
    } else if constexpr (std::same_as<T, std::vector<std::string>>) {
      auto parsed = base::as_list(value);
      if (!parsed) return propagate(parsed);
      field = std::move(*parsed);
    } else {
      auto parsed = base::as_text(value);
      if (!parsed) return propagate(parsed);
      field = std::move(*parsed);
    }
    return {};
  };
}

/// A whole number in a range; T may be an integer, an optional of one, or seconds.
template <class T>
Setter whole(T& field, std::int64_t least, std::int64_t most) {
  return [&field, least, most](const base::ConfigValue& value) -> Result<> {
    auto parsed = base::as_integer(value, least, most);
    if (!parsed) return propagate(parsed);
    if constexpr (std::integral<T>) {
      field = static_cast<T>(*parsed);
    } else if constexpr (requires { typename T::value_type; }) {
      field = static_cast<typename T::value_type>(*parsed);
    } else {
      field = T{*parsed};
    }
    return {};
  };
}

/// A number in a range.
inline Setter number(double& field, double least, double most) {
  return [&field, least, most](const base::ConfigValue& value) -> Result<> {
    auto parsed = base::as_number(value, least, most);
    if (!parsed) return propagate(parsed);
    field = *parsed;
    return {};
  };
}

/// One of some words.
template <class Enum>
Setter one_of(Enum& field, std::map<std::string, Enum> names) {
  return [&field, names = std::move(names)](const base::ConfigValue& value) -> Result<> {
    auto text = base::as_text(value);
    if (!text) return propagate(text);
    if (const auto found = names.find(*text); found != names.end()) {
      field = found->second;
      return {};
    }
    std::string known;
    for (const auto& [name, ignored] : names) known += (known.empty() ? "" : ", ") + name;
    return fail_at(value.where, ErrorCode::invalid_argument, "{} must be one of {}, not '{}'", value.path,
                   known, *text);
  };
}

}  // namespace slipstream::cli
