#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace slipstream::openf1 {

/// The collections of the API.
enum class Collection : std::uint8_t {
  car_data,
  championship_drivers,
  championship_teams,
  drivers,
  intervals,
  laps,
  location,
  meetings,
  overtakes,
  pit,
  position,
  race_control,
  session_result,
  sessions,
  starting_grid,
  stints,
  team_radio,
  weather,
};
inline constexpr std::size_t kCollections = 18;

/// "car_data"; nullopt for a name that is no collection.
[[nodiscard]] std::optional<Collection> collection_named(std::string_view name);
[[nodiscard]] std::string_view to_string(Collection collection);

/// The fields of its documents, in the order of a Document's values. All begin with these two.
[[nodiscard]] std::span<const std::string_view> fields_of(Collection collection);
inline constexpr std::size_t kMeetingKeyField = 0;
inline constexpr std::size_t kSessionKeyField = 1;  ///< not of meetings

/// nullopt if the collection has no such field.
[[nodiscard]] std::optional<std::size_t> field_index(Collection collection, std::string_view name);

}  // namespace slipstream::openf1
