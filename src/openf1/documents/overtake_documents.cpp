#include "openf1/documents/overtake_documents.hpp"

#include <algorithm>

#include "openf1/documents/key.hpp"

namespace slipstream::openf1 {

void OvertakeDocuments::take(UtcTime date, const source::DriverRaceInfo& race) {
  constexpr int kOvertaking = 2;
  const auto overtaking = std::ranges::find_if(race.cars, [](const source::RaceInfo& car) {
    return car.overtake_state.value().value_or(0) == kOvertaking;
  });
  if (overtaking == race.cars.end()) return;
  std::vector<const source::RaceInfo*> overtaken;
  for (const source::RaceInfo& car : race.cars) {
    if (&car != &*overtaking && car.position.value()) overtaken.push_back(&car);
  }
  std::ranges::stable_sort(overtaken, std::greater{},
                           [](const source::RaceInfo* car) { return *car->position.value(); });
  const auto& reached = overtaking->position.value();
  const Value position = reached ? Value{std::int64_t{*reached - 1}} : Value{};
  for (const source::RaceInfo* car : overtaken) {
    list_.put(make_key(date, overtaking->car, car->car),
              {std::int64_t{overtaking->car}, std::int64_t{car->car}, date, position});
  }
}

}  // namespace slipstream::openf1
