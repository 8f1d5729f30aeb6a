#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace slipstream::cli {

struct ExportOptions {
  std::string session, table;
  std::filesystem::path output;
  std::vector<std::string> drivers;  ///< codes or numbers; all if empty
  std::optional<int> lap;
};

/// `slipstream export`: one of a session's tables as a file. Errors: as open_record and table::write_table;
/// invalid_argument (no such table, driver or lap).
Result<> export_table(const Context& context, const ExportOptions& options);

struct PrepareTableOptions {
  std::string session;
  std::filesystem::path output;
  std::string compat;  ///< empty, or "fastf1-pipeline"
  std::vector<std::string> drivers;
};

/// `slipstream prepare`: the table of the existing pipeline, corrected or as it is. Errors: as open_record
/// and table::write_batches; invalid_argument (no such driver or compat), invalid_input (no telemetry).
Result<> prepare_table(const Context& context, const PrepareTableOptions& options);

}  // namespace slipstream::cli
