#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/time.hpp"

namespace slipstream::openf1 {

/// Some of its values may be unknown.
template <class T>
using List = std::vector<std::optional<T>>;

/// A field of a document, or what a filter compares it with. `monostate` is null: it fits no filter.
/// Points in time have milliseconds, as the database of OpenF1 keeps them.
using Value = std::variant<std::monostate, bool, std::int64_t, double, UtcTime, std::string,
                           List<std::int64_t>, List<double>>;

/// null for an unknown number, text, …
template <class T>
[[nodiscard]] Value value_or_null(const std::optional<T>& known) {
  if (!known) return {};
  if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
    return std::int64_t{*known};
  else
    return *known;
}

/// Seconds; null for an unknown time.
[[nodiscard]] inline Value seconds_or_null(const std::optional<Milliseconds>& time) {
  return time ? Value{base::seconds(*time)} : Value{};
}

/// null for the empty text.
[[nodiscard]] inline Value text_or_null(const std::string& text) {
  return text.empty() ? Value{} : Value{text};
}

}  // namespace slipstream::openf1
