#include "source/json_fields.hpp"
#include "source/topics/readers.hpp"

namespace slipstream::source {
namespace {

void read_driver_member(std::string_view key, Node node, DriverEntry& driver) {
  if (key == "Line") return read(node, driver.line);
  if (key == "Tla") return read(node, driver.tla);
  if (key == "FullName") return read(node, driver.full_name);
  if (key == "BroadcastName") return read(node, driver.broadcast_name);
  if (key == "FirstName") return read(node, driver.first_name);
  if (key == "LastName") return read(node, driver.last_name);
  if (key == "TeamName") return read(node, driver.team_name);
  if (key == "TeamColour") return read(node, driver.team_color);
  if (key == "CountryCode") return read(node, driver.country_code);
  if (key == "Reference") return read(node, driver.reference);
  if (key == "HeadshotUrl") return read(node, driver.headshot_url);
}

}  // namespace

void read_driver_list(Node root, FeedBody& body) {
  read_cars(root, body.emplace<DriverList>().drivers, read_driver_member);
}

}  // namespace slipstream::source
