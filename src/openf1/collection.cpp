#include "openf1/collection.hpp"

#include <algorithm>
#include <array>
#include <vector>

namespace slipstream::openf1 {
namespace {

using Fields = std::vector<std::string_view>;

struct Entry {
  std::string_view name;
  Fields fields;
};

/// In the order of Collection.
const std::array<Entry, kCollections>& entries() {
  static const std::array<Entry, kCollections> all{{
      {"car_data",
       {"meeting_key", "session_key", "driver_number", "date", "rpm", "speed", "n_gear", "throttle", "brake",
        "drs"}},
      {"championship_drivers",
       {"meeting_key", "session_key", "driver_number", "position_start", "position_current", "points_start",
        "points_current"}},
      {"championship_teams",
       {"meeting_key", "session_key", "team_name", "position_start", "position_current", "points_start",
        "points_current"}},
      {"drivers",
       {"meeting_key", "session_key", "driver_number", "broadcast_name", "full_name", "name_acronym",
        "team_name", "team_colour", "first_name", "last_name", "headshot_url", "country_code"}},
      {"intervals", {"meeting_key", "session_key", "driver_number", "date", "gap_to_leader", "interval"}},
      {"laps",
       {"meeting_key", "session_key", "driver_number", "lap_number", "date_start", "duration_sector_1",
        "duration_sector_2", "duration_sector_3", "i1_speed", "i2_speed", "is_pit_out_lap", "lap_duration",
        "segments_sector_1", "segments_sector_2", "segments_sector_3", "st_speed"}},
      {"location", {"meeting_key", "session_key", "driver_number", "date", "x", "y", "z"}},
      {"meetings",
       {"meeting_key", "meeting_name", "meeting_official_name", "meeting_code", "location", "country_key",
        "country_code", "country_name", "country_flag", "circuit_key", "circuit_short_name", "circuit_type",
        "circuit_image", "circuit_info_url", "gmt_offset", "date_start", "date_end", "year", "is_cancelled"}},
      {"overtakes",
       {"meeting_key", "session_key", "overtaking_driver_number", "overtaken_driver_number", "date",
        "position"}},
      {"pit",
       {"meeting_key", "session_key", "driver_number", "lap_number", "date", "lane_duration", "stop_duration",
        "pit_duration"}},
      {"position", {"meeting_key", "session_key", "driver_number", "date", "position"}},
      {"race_control",
       {"meeting_key", "session_key", "date", "driver_number", "lap_number", "category", "flag", "scope",
        "sector", "qualifying_phase", "message"}},
      {"session_result",
       {"meeting_key", "session_key", "position", "driver_number", "number_of_laps", "points", "dnf", "dns",
        "dsq", "duration", "gap_to_leader"}},
      {"sessions",
       {"meeting_key", "session_key", "location", "date_start", "date_end", "session_type", "session_name",
        "country_key", "country_code", "country_name", "circuit_key", "circuit_short_name", "gmt_offset",
        "year", "is_cancelled"}},
      {"starting_grid", {"meeting_key", "session_key", "position", "driver_number", "lap_duration"}},
      {"stints",
       {"meeting_key", "session_key", "stint_number", "driver_number", "lap_start", "lap_end", "compound",
        "tyre_age_at_start"}},
      {"team_radio", {"meeting_key", "session_key", "driver_number", "date", "recording_url"}},
      {"weather",
       {"meeting_key", "session_key", "date", "air_temperature", "humidity", "pressure", "rainfall",
        "track_temperature", "wind_direction", "wind_speed"}},
  }};
  return all;
}

const Entry& entry_of(Collection collection) { return entries()[static_cast<std::size_t>(collection)]; }

}  // namespace

std::optional<Collection> collection_named(std::string_view name) {
  const auto found = std::ranges::find(entries(), name, &Entry::name);
  if (found == entries().end()) return std::nullopt;
  return static_cast<Collection>(found - entries().begin());
}

std::string_view to_string(Collection collection) { return entry_of(collection).name; }

std::span<const std::string_view> fields_of(Collection collection) { return entry_of(collection).fields; }

std::optional<std::size_t> field_index(Collection collection, std::string_view name) {
  const Fields& fields = entry_of(collection).fields;
  const auto found = std::ranges::find(fields, name);
  if (found == fields.end()) return std::nullopt;
  return static_cast<std::size_t>(found - fields.begin());
}

}  // namespace slipstream::openf1
