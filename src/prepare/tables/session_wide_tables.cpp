#include "prepare/tables/classification.hpp"
#include "prepare/tables/table_makers.hpp"

namespace slipstream::prepare {
namespace {

using table::Type;

/// Adds a column with `value(row)` of every row.
template <class Rows, class Value>
void add_column(table::Table& made, const Rows& rows, const char* name, Type type, Value value) {
  table::Column& column = made.add(name, type);
  for (const auto& row : rows) column.append(value(row));
}

/// Of races the official word. Of a qualifying without official results FastF1 prints the position as the
/// number it is, "1.0", or "N" for not classified.
std::optional<std::string> classified_position(const Classified& row, const DriverRecord& driver,
                                               SessionKind kind) {
  if (kind == SessionKind::race && driver.official && !driver.official->classified.empty()) {
    return driver.official->classified;
  }
  if (kind != SessionKind::qualifying || driver.official || !row.position) return std::nullopt;
  return row.too_slow ? "N" : std::to_string(*row.position) + ".0";
}

/// The whole time of a race's winner; as FastF1 has it, of the others how much later they were.
std::optional<Milliseconds> race_time(const DriverRecord& driver, std::optional<Milliseconds> of_winner) {
  if (!driver.official || !driver.official->time || !of_winner) return std::nullopt;
  return driver.official->position == 1 ? driver.official->time : *driver.official->time - *of_winner;
}

std::optional<Milliseconds> winner_time(const SessionRecord& record) {
  for (const DriverRecord& driver : record.drivers) {
    if (driver.official && driver.official->position == 1) return driver.official->time;
  }
  return std::nullopt;
}

}  // namespace

std::optional<double> grid_of(const DriverRecord& driver) {
  const bool is_official = driver.official && driver.official->grid;
  return number_of(is_official ? driver.official->grid : driver.driver.grid);
}

std::string full_name(const DriverRecord& driver) {
  if (driver.first_name.empty() || driver.last_name.empty()) return driver.driver.name;
  return driver.first_name + " " + driver.last_name;
}

table::Table results_table(const SessionRecord& record) {
  table::Table made;
  const std::vector<Classified> order = classify(record);
  const SessionKind kind = kind_of(record.info);
  const auto add = [&](const char* name, Type type, auto value) {
    add_column(made, order, name, type,
               [&](const Classified& row) { return value(row, record.drivers[row.driver]); });
  };
  const auto add_text = [&](const char* name, auto value) {
    add(name, Type::text,
        [&](const Classified&, const DriverRecord& driver) { return text_of(value(driver)); });
  };
  const auto add_official = [&](const char* name, Type type, auto value) {
    add(name, type, [&](const Classified&, const DriverRecord& driver) {
      return driver.official ? value(*driver.official) : decltype(value(*driver.official)){};
    });
  };
  add("DriverNumber", Type::text,
      [](const Classified&, const DriverRecord& driver) { return number_text(driver.driver); });
  add_text("BroadcastName",
           [](const DriverRecord& driver) { return std::string_view{driver.broadcast_name}; });
  add_text("Abbreviation", [](const DriverRecord& driver) { return driver.driver.id.view(); });
  add_official("DriverId", Type::text, [](const auto& result) { return text_of(result.api_driver); });
  add_text("TeamName", [](const DriverRecord& driver) { return std::string_view{driver.driver.team}; });
  add_text("TeamColor", [](const DriverRecord& driver) {
    const std::string_view color = driver.driver.team_color;
    return color.starts_with('#') ? color.substr(1) : color;
  });
  add_official("TeamId", Type::text, [](const auto& result) { return text_of(result.api_team); });
  add_text("FirstName", [](const DriverRecord& driver) { return std::string_view{driver.first_name}; });
  add_text("LastName", [](const DriverRecord& driver) { return std::string_view{driver.last_name}; });
  add("FullName", Type::text,
      [](const Classified&, const DriverRecord& driver) { return full_name(driver); });
  add_text("HeadshotUrl", [](const DriverRecord& driver) { return std::string_view{driver.headshot_url}; });
  add_text("CountryCode", [](const DriverRecord& driver) { return std::string_view{driver.country_code}; });
  add("Position", Type::float64, [](const Classified& row, const auto&) { return number_of(row.position); });
  add("ClassifiedPosition", Type::text, [kind](const Classified& row, const DriverRecord& driver) {
    return classified_position(row, driver, kind);
  });
  add("GridPosition", Type::float64, [](const auto&, const DriverRecord& driver) { return grid_of(driver); });
  for (std::size_t part = 0; part < 3; ++part) {
    add(("Q" + std::to_string(part + 1)).c_str(), Type::duration,
        [part](const Classified& row, const auto&) { return row.parts[part]; });
  }
  add("Time", Type::duration, [of_winner = winner_time(record)](const Classified& row, const auto& driver) {
    return row.best ? row.best : race_time(driver, of_winner);
  });
  add_official("Status", Type::text, [](const auto& result) { return text_of(result.status); });
  add_official("Points", Type::float64, [](const auto& result) { return result.points; });
  add_official("Laps", Type::float64, [](const auto& result) { return number_of(result.laps); });
  return made;
}

table::Table weather_table(const SessionRecord& record) {
  table::Table made;
  using Row = At<domain::Weather>;
  const auto add = [&](const char* name, std::optional<double> domain::Weather::* value) {
    add_column(made, record.weather, name, Type::float64, [&](const Row& row) { return row.body.*value; });
  };
  add_column(made, record.weather, "Time", Type::duration,
             [](const Row& row) { return row.time.time_since_epoch(); });
  add("AirTemp", &domain::Weather::air_temp_c);
  add("Humidity", &domain::Weather::humidity_pct);
  add("Pressure", &domain::Weather::pressure_mbar);
  add_column(made, record.weather, "Rainfall", Type::boolean,
             [](const Row& row) { return row.body.rainfall; });
  add("TrackTemp", &domain::Weather::track_temp_c);
  add_column(made, record.weather, "WindDirection", Type::int64, [](const Row& row) {
    const auto& degrees = row.body.wind_direction_deg;
    return degrees ? std::optional{static_cast<std::int64_t>(*degrees)} : std::nullopt;
  });
  add("WindSpeed", &domain::Weather::wind_speed_ms);
  return made;
}

table::Table race_control_table(const SessionRecord& record) {
  table::Table made;
  using Row = source::RaceControlEntry;
  const auto add = [&](const char* name, Type type, auto value) {
    add_column(made, record.race_control, name, type, value);
  };
  add("Time", Type::timestamp, [](const Row& row) { return row.utc; });
  add("Category", Type::text, [](const Row& row) { return text_of(row.message.category); });
  add("Message", Type::text, [](const Row& row) { return text_of(row.message.message); });
  add("Status", Type::text, [](const Row& row) { return text_of(row.status); });
  add("Flag", Type::text, [](const Row& row) { return text_of(row.message.flag); });
  add("Scope", Type::text, [](const Row& row) { return text_of(row.message.scope); });
  add("Sector", Type::float64, [](const Row& row) { return number_of(row.message.sector); });
  add("RacingNumber", Type::text, [](const Row& row) {
    const auto& number = row.message.driver_number;
    return number ? std::optional{std::to_string(*number)} : std::nullopt;
  });
  add("Lap", Type::int64, [](const Row& row) { return row.message.lap_number; });
  return made;
}

table::Table track_status_table(const SessionRecord& record) {
  table::Table made;
  using Row = At<domain::TrackStatus>;
  const auto add = [&](const char* name, Type type, auto value) {
    add_column(made, record.track_statuses, name, type, value);
  };
  add("Time", Type::duration, [](const Row& row) { return row.time.time_since_epoch(); });
  add("Status", Type::text, [](const Row& row) { return std::string(1, row.body.code); });
  add("Message", Type::text, [](const Row& row) { return std::string_view{row.body.text}; });
  return made;
}

table::Table session_status_table(const SessionRecord& record) {
  table::Table made;
  using Row = At<std::string>;
  add_column(made, record.session_statuses, "Time", Type::duration,
             [](const Row& row) { return row.time.time_since_epoch(); });
  add_column(made, record.session_statuses, "Status", Type::text,
             [](const Row& row) { return std::string_view{row.body}; });
  return made;
}

}  // namespace slipstream::prepare
