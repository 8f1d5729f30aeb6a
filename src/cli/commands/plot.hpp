#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "plot/ink.hpp"

namespace slipstream::cli {

struct PlotOptions {
  std::string session;
  std::string kind;  ///< empty: all that the session has, into a folder
  std::vector<std::string> drivers;
  std::optional<int> lap;
  std::filesystem::path output;
  std::filesystem::path circuit_file;  ///< empty: corners by curvature
  plot::Theme theme = plot::Theme::automatic;
};
/// A session's pictures as SVG.
Result<> plot_session(const Context& context, const PlotOptions& options);

}  // namespace slipstream::cli
