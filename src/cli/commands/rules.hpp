#pragma once

#include <string>

#include "cli/command.hpp"

namespace slipstream::cli {

/// Reads a rule file and lists its rules; without a file the built-in ones.
Result<> rules_check(const Context& context, const std::string& file);

/// What a rule file would have fired on a session.
struct RulesTestOptions {
  std::string file;  ///< empty: the built-in rules
  std::string session;
};
Result<> rules_test(const Context& context, const RulesTestOptions& options);

}  // namespace slipstream::cli
