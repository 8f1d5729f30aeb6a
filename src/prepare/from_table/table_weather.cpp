#include "prepare/from_table/table_weather.hpp"

#include <algorithm>

namespace slipstream::prepare {
namespace {

using source::TableField;

class WeatherColumns {
 public:
  explicit WeatherColumns(const source::SessionTable& table)
      : air_temp_(table.find(TableField::air_temp)),
        track_temp_(table.find(TableField::track_temp)),
        humidity_(table.find(TableField::humidity)),
        pressure_(table.find(TableField::pressure)),
        wind_speed_(table.find(TableField::wind_speed)),
        wind_direction_(table.find(TableField::wind_direction)),
        rainfall_(table.find(TableField::rainfall)) {}

  [[nodiscard]] bool any() const {
    return air_temp_ || track_temp_ || humidity_ || pressure_ || wind_speed_ || wind_direction_ || rainfall_;
  }
  [[nodiscard]] domain::Weather at(std::size_t row) const {
    const auto number = [row](const table::Column* column) {
      return column != nullptr ? column->double_at(row) : std::nullopt;
    };
    return {.air_temp_c = number(air_temp_),
            .track_temp_c = number(track_temp_),
            .humidity_pct = number(humidity_),
            .pressure_mbar = number(pressure_),
            .wind_speed_ms = number(wind_speed_),
            .wind_direction_deg = number(wind_direction_),
            .rainfall = rainfall_ != nullptr ? rainfall_->boolean_at(row) : std::nullopt};
  }

 private:
  const table::Column *air_temp_, *track_temp_, *humidity_, *pressure_, *wind_speed_, *wind_direction_,
      *rainfall_;
};

/// Drops each entry that says what the one before says.
void keep_changes(std::vector<At<domain::Weather>>& steps) {
  const auto same = std::ranges::unique(steps, {}, &At<domain::Weather>::body);
  steps.erase(same.begin(), same.end());
}

}  // namespace

std::vector<At<domain::Weather>> weather_of_table(const source::SessionTable& table,
                                                  std::span<const DriverRows> drivers) {
  std::vector<At<domain::Weather>> steps;
  const WeatherColumns columns{table};
  if (!columns.any()) return steps;
  for (const DriverRows& rows : drivers) {
    domain::Weather last;
    for (std::size_t at = 0; at < rows.row.size(); ++at) {
      const domain::Weather here = columns.at(rows.row[at]);
      if (here == last) continue;
      steps.push_back({rows.time[at], here});
      last = here;
    }
  }
  std::ranges::stable_sort(steps, {}, &At<domain::Weather>::time);
  keep_changes(steps);
  return steps;
}

}  // namespace slipstream::prepare
