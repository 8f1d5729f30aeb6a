#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/time.hpp"

namespace slipstream::lab {

/// What a race is to be.
struct RaceRequest {
  std::string driver_name;  ///< whose race it is
  Milliseconds duration{120'000}, interval{1'000};
  std::optional<std::uint32_t> seed = {};  ///< repeats a race; nullopt: by chance
};

}  // namespace slipstream::lab
