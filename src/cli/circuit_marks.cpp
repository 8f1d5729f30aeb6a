#include "cli/circuit_marks.hpp"

#include <spdlog/spdlog.h>

#include "cli/circuit_of_session.hpp"
#include "pictures/circuit_file.hpp"

namespace slipstream::cli {

Result<pictures::CircuitMarks> circuit_marks(const prepare::PreparedSession& session,
                                             const std::filesystem::path& circuit_file) {
  if (!circuit_file.empty()) return pictures::read_circuit_file(circuit_file);
  if (!session.info().has.position) return pictures::CircuitMarks{};
  const auto plan = circuit_of_session(session);
  if (!plan) {
    spdlog::info("corners are not known: {}", plan.error().to_string());
    return pictures::CircuitMarks{};
  }
  const auto circuit = simulate::make_circuit(*plan);
  if (!circuit) {
    spdlog::info("corners are not known: {}", circuit.error().to_string());
    return pictures::CircuitMarks{};
  }
  return pictures::marks_of(*circuit);
}

}  // namespace slipstream::cli
