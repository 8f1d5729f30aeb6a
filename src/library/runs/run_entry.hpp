#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "base/result.hpp"
#include "base/time.hpp"

namespace slipstream::library {

/// What the library knows of a filed run without reading its tables: `run.json`.
struct RunEntry {
  std::string run_id, session_key;
  std::string meeting, session;  ///< "Mexico City Grand Prix", "Qualifying"; empty where the run did not say
  WallTime began, ended;         ///< production of its first and last record
  std::uint64_t telemetry_records = 0, laps = 0, alerts = 0;
  friend bool operator==(const RunEntry&, const RunEntry&) = default;
};

[[nodiscard]] std::string write_run_entry(const RunEntry& entry);
/// Reads the run.json of `folder`. Errors: not_found, permission, invalid_input.
Result<RunEntry> read_run_entry(const std::filesystem::path& folder);

}  // namespace slipstream::library
