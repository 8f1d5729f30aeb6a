#include "source/topics/writers.hpp"

namespace slipstream::source {

void write(FeedJson& json, const DriverList& list) {
  write_cars(json, list.drivers, [&](const DriverEntry& driver) {
    // Full entries repeat the number, and FastF1 takes it from there.
    if (driver.tla.present()) json.text("RacingNumber", Patch<CarNumber>{driver.car});
    json.text("BroadcastName", driver.broadcast_name);
    json.text("FullName", driver.full_name);
    json.text("Tla", driver.tla);
    json.bare("Line", driver.line);
    json.text("TeamName", driver.team_name);
    json.text("TeamColour", driver.team_color);
    json.text("FirstName", driver.first_name);
    json.text("LastName", driver.last_name);
    json.text("Reference", driver.reference);
    json.text("HeadshotUrl", driver.headshot_url);
    json.text("CountryCode", driver.country_code);
  });
}

}  // namespace slipstream::source
