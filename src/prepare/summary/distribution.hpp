#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace slipstream::prepare {

/// How values are spread: quartiles as numpy and pandas compute them, linear between the two nearest values.
struct Distribution {
  double min = 0, q1 = 0, median = 0, q3 = 0, max = 0, mean = 0;
};

/// nullopt without values. Puts them into another order; linear in their number.
[[nodiscard]] std::optional<Distribution> distribution_of(std::vector<double>& values);

}  // namespace slipstream::prepare
