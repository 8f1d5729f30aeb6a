#include <initializer_list>
#include <utility>

#include "library/runs/run_rows.hpp"

namespace slipstream::library {
namespace {

using table::Type;

table::Table table_of(std::initializer_list<std::pair<const char*, Type>> columns) {
  table::Table made;
  for (const auto& [name, type] : columns) made.add(name, type);
  return made;
}

}  // namespace

table::Table empty_predictions() {
  return table_of({{"run_id", Type::text},
                   {"session_key", Type::text},
                   {"timestamp", Type::timestamp},
                   {"model_type", Type::text},
                   {"model_version", Type::text},
                   {"driver_id", Type::text},
                   {"lap_number", Type::int64},
                   {"session_time", Type::duration},
                   {"prediction", Type::text},
                   {"confidence", Type::float64}});
}

table::Table empty_races() {
  return table_of({{"race_id", Type::text},
                   {"state", Type::text},
                   {"followed_driver", Type::text},
                   {"started_at", Type::timestamp},
                   {"ended_at", Type::timestamp},
                   {"duration", Type::duration},
                   {"position", Type::int64},
                   {"driver_name", Type::text},
                   {"team_name", Type::text},
                   {"average_speed", Type::float64}});
}

}  // namespace slipstream::library
