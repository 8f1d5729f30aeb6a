#pragma once

#include <string>
#include <vector>

#include "cli/command.hpp"

namespace slipstream::cli {

struct FetchOptions {
  int year = 0;
  std::vector<std::string> words;  ///< event and session
  bool list = false;               ///< the season's calendar instead
};

/// Gets a session of the official archive into the library, or shows what a season has.
Result<> fetch(const Context& context, const FetchOptions& options);

}  // namespace slipstream::cli
