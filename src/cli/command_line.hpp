#pragma once

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"

namespace slipstream::cli {

/// What every command takes.
struct CommonOptions {
  std::vector<std::filesystem::path> configs;
  std::filesystem::path data;
  std::string log_level;
  std::string engine, bootstrap_servers;
  std::vector<std::string> listen;
  bool json = false, quiet = false, insecure = false;
};

/// What the configuration files gave reason to say.
using Warnings = std::vector<std::string>;

/// What was asked for, once parsed: runs with the loaded context.
using Command = std::function<Result<>(const Context&, const Warnings&)>;

/// The command line of one run: every command with its options, help and examples.
class CommandLine {
 public:
  CommandLine();
  ~CommandLine();
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  /// The exit code if the program ends here (help, wrong usage); nullopt: go on with command().
  std::optional<int> parse(int argc, char** argv);
  [[nodiscard]] const CommonOptions& common() const;
  /// What was asked for; valid while this object lives.
  [[nodiscard]] const Command& command() const;

 private:
  class Parser;
  std::unique_ptr<Parser> parser_;
};

}  // namespace slipstream::cli
