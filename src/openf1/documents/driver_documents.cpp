#include "openf1/documents/driver_documents.hpp"

#include <algorithm>

#include "openf1/documents/key.hpp"
#include "openf1/query/compare.hpp"

namespace slipstream::openf1 {
namespace {

constexpr std::size_t kWholeField = 20;

}  // namespace

void DriverDocuments::take(const source::DriverList& drivers) {
  if (drivers.drivers.size() < kWholeField) return;
  for (std::size_t place = 0; place < drivers.drivers.size(); ++place) {
    const source::DriverEntry& driver = drivers.drivers[place];
    if (!driver.full_name.value()) continue;
    const auto text = [](const source::Patch<std::string>& patch) { return value_or_null(patch.value()); };
    list_.put(make_key(place),
              {std::int64_t{driver.car}, text(driver.broadcast_name), text(driver.full_name),
               text(driver.tla), text(driver.team_name), text(driver.team_color), text(driver.first_name),
               text(driver.last_name), text(driver.headshot_url), text(driver.country_code)});
  }
}

std::vector<Document> DriverDocuments::finish(SessionKeys keys) {
  std::vector<Document> drivers = list_.finish(keys);
  const std::size_t number = *field_index(Collection::drivers, "driver_number");
  std::ranges::stable_sort(drivers, is_below,
                           [&](const Document& driver) -> const Value& { return driver[number]; });
  return drivers;
}

}  // namespace slipstream::openf1
