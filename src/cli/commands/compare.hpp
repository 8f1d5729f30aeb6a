#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "plot/ink.hpp"

namespace slipstream::cli {

struct CompareOptions {
  std::string session;
  std::string a, b;                            ///< "VER" or "VER:12"
  std::vector<std::filesystem::path> outputs;  ///< by their ending: .svg, else a table
  std::filesystem::path circuit_file;          ///< empty: corners by curvature
  plot::Theme theme = plot::Theme::automatic;
};
/// Two laps over distance, in the terminal and as files.
Result<> compare(const Context& context, const CompareOptions& options);

}  // namespace slipstream::cli
