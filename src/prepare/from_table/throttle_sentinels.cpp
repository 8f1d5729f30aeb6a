#include "prepare/from_table/throttle_sentinels.hpp"

#include <cstddef>

namespace slipstream::prepare {

ThrottleSentinels find_throttle_sentinels(std::span<const double> throttle_pct,
                                          const std::vector<bool>& own) {
  const std::size_t rows = throttle_pct.size();
  ThrottleSentinels found{std::vector<bool>(rows), std::vector<bool>(rows)};
  bool last = false;
  for (std::size_t row = 0; row < rows; ++row) {
    if (own[row]) last = throttle_pct[row] > kFullPedal;
    found.before[row] = last;
  }
  bool next = false;
  for (std::size_t row = rows; row-- > 0;) {
    if (own[row]) next = throttle_pct[row] > kFullPedal;
    found.after[row] = next;
  }
  return found;
}

}  // namespace slipstream::prepare
