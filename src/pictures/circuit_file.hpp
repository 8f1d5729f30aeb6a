#pragma once

#include <filesystem>
#include <string_view>

#include "base/result.hpp"
#include "pictures/corner_marks.hpp"

namespace slipstream::pictures {

/// Corners and usual orientation from a circuit's JSON as the MultiViewer API has it and FastF1 uses it:
/// `corners` [{`number`, `letter`, `angle`, `trackPosition` {`x`, `y`}}] in 1/10 m, `rotation` in degrees.
/// Errors: invalid_input, naming the field.
Result<CircuitMarks> parse_circuit(std::string_view json);
/// As parse_circuit, with the file as the place. Errors: not_found, permission, io too; a file over 4 MiB is
/// invalid_input.
Result<CircuitMarks> read_circuit_file(const std::filesystem::path& path);

}  // namespace slipstream::pictures
