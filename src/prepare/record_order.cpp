#include "prepare/record_order.hpp"

#include <algorithm>
#include <cstddef>

namespace slipstream::prepare {

std::vector<RecordRef> order_records(std::span<const TelemetryColumns> drivers) {
  std::size_t rows = 0;
  for (const TelemetryColumns& driver : drivers) rows += driver.size();
  std::vector<RecordRef> order;
  order.reserve(rows);

  std::vector<std::uint32_t> next(drivers.size(), 0);
  while (order.size() < rows) {
    SessionTime now = SessionTime::max();
    for (std::size_t d = 0; d < drivers.size(); ++d) {
      if (next[d] < drivers[d].size()) now = std::min(now, drivers[d].time[next[d]]);
    }
    for (std::size_t d = 0; d < drivers.size(); ++d) {
      if (next[d] >= drivers[d].size() || drivers[d].time[next[d]] != now) continue;
      order.push_back({.driver = static_cast<std::uint16_t>(d), .row = next[d]++});
    }
  }
  return order;
}

}  // namespace slipstream::prepare
