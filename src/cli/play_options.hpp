#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/settings.hpp"
#include "replay/replay_options.hpp"

namespace slipstream::cli {

/// How a session is played; the same for `up` and `produce`. Texts as on the command line.
struct PlayOptions {
  std::string
      session;  ///< a path, a library key, or words; empty: the configuration's, or what the command says
  std::string speed = "1";
  std::vector<std::string> drivers;
  std::string from;      ///< empty: 30 s before "Started"
  std::string duration;  ///< empty: to the end
  bool loop = false;
  bool paused = false;
  std::string run;
  std::string part;  ///< "2/4"; empty: all of it
};

/// What the texts mean. Errors: invalid_argument, naming the option.
Result<replay::ReplayOptions> replay_options(const PlayOptions& play, const Settings& settings);

}  // namespace slipstream::cli
