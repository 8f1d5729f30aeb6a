#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "base/time.hpp"

namespace slipstream::openf1 {

/// A document's key: its parts, which no text of the feed can fake.
template <class... Parts>
[[nodiscard]] std::string make_key(const Parts&... parts) {
  std::string key;
  const auto add = [&](const auto& part) {
    using Part = std::remove_cvref_t<decltype(part)>;
    if constexpr (std::is_same_v<Part, UtcTime>)
      fmt::format_to(std::back_inserter(key), "{}", part.time_since_epoch().count());
    else
      fmt::format_to(std::back_inserter(key), "{}", part);
    key += '\0';
  };
  const auto add_known = [&](const auto& part) {
    if constexpr (requires { part.has_value(); }) {
      if (part) add(*part);
      key += '\0';
    } else {
      add(part);
    }
  };
  (add_known(parts), ...);
  return key;
}

}  // namespace slipstream::openf1
