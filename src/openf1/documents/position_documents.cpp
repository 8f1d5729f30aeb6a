#include "openf1/documents/position_documents.hpp"

#include "openf1/documents/key.hpp"

namespace slipstream::openf1 {

void PositionDocuments::take(UtcTime date, const source::TimingData& timing) {
  for (const source::CarTiming& car : timing.cars) {
    const auto& line = car.line.value();
    if (line) list_.put(make_key(date, car.car), {std::int64_t{car.car}, date, std::int64_t{*line}});
  }
}

}  // namespace slipstream::openf1
