#include "cli/library_circuits.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "cli/circuit_of_session.hpp"
#include "pictures/corner_marks.hpp"
#include "prepare/read_session.hpp"

namespace slipstream::cli {
namespace {

api::CircuitMap map_of(const simulate::CircuitPlan& plan, const simulate::Circuit& circuit) {
  api::CircuitMap map;
  map.name = circuit.name;
  map.length_m = circuit.length_m();
  for (std::size_t point = 0; point < circuit.points(); ++point) {
    map.line.push_back(circuit.at(static_cast<double>(point) * circuit.step_m));
  }
  if (plan.sector_1_end > 0 && plan.sector_2_end > 0) map.sector_ends_m = circuit.sector_ends_m;
  const auto marks = pictures::marks_of(circuit).corners;
  for (std::size_t index = 0; index < std::min(marks.size(), circuit.corners.size()); ++index) {
    const double apex_m = circuit.corners[index].apex_m;
    map.corners.push_back({marks[index].name, circuit.at(apex_m), apex_m, marks[index].label_deg});
  }
  return map;
}

/// Errors: not_found (it cannot be drawn).
Result<std::shared_ptr<const api::CircuitMap>> draw(const prepare::PreparedSession& session) {
  const auto plan = circuit_of_session(session);
  if (!plan) return fail(ErrorCode::not_found, "{}", plan.error().message);
  const auto circuit = simulate::make_circuit(*plan);
  if (!circuit) return fail(ErrorCode::not_found, "{}", circuit.error().message);
  return std::make_shared<const api::CircuitMap>(map_of(*plan, *circuit));
}

}  // namespace

Result<std::shared_ptr<const api::CircuitMap>> LibraryCircuits::circuit(std::string_view session_key) {
  auto entry = library_.find(session_key);
  if (!entry) return propagate(entry);
  const std::scoped_lock lock(mutex_);
  const std::string name = fmt::format("{} {}", entry->key(), entry->imported_at.time_since_epoch().count());
  if (const auto known = drawn_.find(name); known != drawn_.end()) return known->second;
  auto session = prepare::read_session(entry->source, {}, stop_);
  if (!session) return propagate(session);
  return drawn_.emplace(name, draw(*session)).first->second;
}

}  // namespace slipstream::cli
