#include <cmath>

#include <nlohmann/json.hpp>

#include "cli/comparison_text.hpp"
#include "pictures/comparison_picture.hpp"

namespace slipstream::cli {
namespace {

using nlohmann::json;
using pictures::ComparedLap;
using pictures::Comparison;

template <class Value>
json known_or_null(const std::optional<Value>& value) {
  return value ? json(*value) : json(nullptr);
}

json seconds_or_null(const std::optional<Milliseconds>& time) {
  return time ? json(base::seconds(*time)) : json(nullptr);
}

/// NaN becomes null; as many decimals as mean something.
json numbers(const std::vector<double>& values, double scale) {
  json list = json::array();
  for (const double value : values) {
    list.push_back(std::isnan(value) ? json(nullptr) : json(std::round(value * scale) / scale));
  }
  return list;
}

json lap_json(const ComparedLap& lap) {
  const domain::SpeedTraps& traps = lap.lap.speeds;
  json sectors = json::array();
  for (const auto& sector : lap.lap.sectors) sectors.push_back(seconds_or_null(sector));
  return {{"driver_id", lap.driver.id.view()},
          {"driver_number", known_or_null(domain::known_number(lap.driver.number))},
          {"lap_number", lap.lap.lap_number},
          {"lap_time", seconds_or_null(lap.lap.lap_time)},
          {"sectors", sectors},
          {"speeds",
           {{"i1", known_or_null(traps.i1)},
            {"i2", known_or_null(traps.i2)},
            {"fl", known_or_null(traps.fl)},
            {"st", known_or_null(traps.st)}}},
          {"compound", lap.lap.compound ? json(domain::to_string(*lap.lap.compound)) : json(nullptr)},
          {"tyre_life", known_or_null(lap.lap.tyre_life)},
          {"top_kmh", lap.top_kmh},
          {"lowest_kmh", lap.lowest_kmh},
          {"full_throttle", known_or_null(lap.full_throttle)},
          {"braking", known_or_null(lap.braking)},
          {"time_s", numbers(lap.time_s, 1000)},
          {"speed_kmh", numbers(lap.speed_kmh, 10)},
          {"throttle_pct", numbers(lap.throttle_pct, 10)},
          {"brake_pct", numbers(lap.brake_pct, 10)},
          {"gear", numbers(lap.gear, 1)}};
}

void add_lap_columns(table::Table& table, const ComparedLap& lap, const std::string& suffix) {
  auto& time = table.add("Time_" + suffix, table::Type::duration);
  for (const double seconds : lap.time_s) time.append(Milliseconds{std::llround(seconds * 1000)});
  table.add(table::Column("Speed_" + suffix, lap.speed_kmh));
  table.add(table::Column("Throttle_" + suffix, lap.throttle_pct));
  table.add(table::Column("Brake_" + suffix, lap.brake_pct));
  auto& gear = table.add("nGear_" + suffix, table::Type::int64);
  for (const double value : lap.gear) {
    if (std::isnan(value)) {
      gear.append_missing();
    } else {
      gear.append(std::llround(value));
    }
  }
}

}  // namespace

json comparison_json(const Comparison& comparison, const domain::SessionInfo& info) {
  json sections = json::array();
  for (const pictures::Section& section : comparison.sections) {
    sections.push_back({{"name", section.name},
                        {"begin_m", std::round(section.begin_m)},
                        {"end_m", std::round(section.end_m)},
                        {"lost_s", std::round(section.lost_s * 1000) / 1000},
                        {"a_lowest_kmh", section.a_lowest_kmh},
                        {"b_lowest_kmh", section.b_lowest_kmh}});
  }
  return {{"session_key", info.key},
          {"a", lap_json(comparison.a)},
          {"b", lap_json(comparison.b)},
          {"length_m", comparison.distance_m.back()},
          {"method", pictures::method_of(comparison)},
          {"exact_at_sectors", comparison.exact_at_sectors},
          {"sections", sections},
          {"distance_m", numbers(comparison.distance_m, 10)},
          {"delta_s", numbers(comparison.delta_s, 1000)}};
}

table::Table comparison_table(const Comparison& comparison) {
  const bool one_driver = comparison.a.driver.id == comparison.b.driver.id;
  const auto suffix = [&](const ComparedLap& lap) {
    return one_driver ? fmt::format("{}_{}", lap.driver.id.view(), lap.lap.lap_number)
                      : std::string{lap.driver.id.view()};
  };
  table::Table table;
  table.add(table::Column("Distance", comparison.distance_m));
  table.add(table::Column("Delta", comparison.delta_s));
  add_lap_columns(table, comparison.a, suffix(comparison.a));
  add_lap_columns(table, comparison.b, suffix(comparison.b));
  return table;
}

}  // namespace slipstream::cli
