#pragma once

#include <filesystem>

#include "cli/simulated_race.hpp"

namespace slipstream::cli {

struct SimulateOptions {
  SimulationOptions race;
  std::filesystem::path output;  ///< a folder for the archive; empty: into the library
};

/// Simulates a Grand Prix as a session: an archive in the live-timing layout, in a folder or in the library.
/// Errors: as simulated_race, source::ArchiveWriter and library::Library::import.
Result<> simulate_race(const Context& context, const SimulateOptions& options);

}  // namespace slipstream::cli
