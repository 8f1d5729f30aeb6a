#pragma once

#include <filesystem>
#include <string>

#include "cli/command.hpp"

namespace slipstream::cli {

struct SqlOptions {
  std::string query;
  std::filesystem::path output;  ///< .parquet, .csv or .json; empty: a table in the terminal
};
/// One SELECT over all sessions of the library. Errors: as library::SessionDatabase::query.
Result<> run_sql(const Context& context, const SqlOptions& options);

}  // namespace slipstream::cli
