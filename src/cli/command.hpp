#pragma once

#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "cli/settings.hpp"
#include "log/log.hpp"

namespace slipstream::cli {

/// What every command is given: the configuration, how to speak, and when to stop.
struct Context {
  Settings settings;
  bool json = false;     ///< one JSON document on stdout
  bool quiet = false;    ///< no progress, no notes
  std::stop_token stop;  ///< SIGINT or SIGTERM was received
};

/// Exit codes of CONTRACTS §4.
inline constexpr int kExitDone = 0;
inline constexpr int kExitFailed = 1;
inline constexpr int kExitUnusable = 2;  ///< usage, or an input that cannot be used
inline constexpr int kExitInterrupted = 130;

/// The code a failed command ends with.
[[nodiscard]] int exit_code_for(const Error& error);

/// Whether a command may write the log or only looks at it.
enum class LogAccess { write, read };

/// The log of the settings' engine: the embedded one in the data directory, or Kafka. Errors: conflict
/// (another process writes the embedded log), permission, no_space, unavailable, not_found (nothing was ever
/// written there).
Result<std::unique_ptr<log::Log>> open_log(const Settings& settings, LogAccess access);

/// The topics the program writes, by their configured names.
[[nodiscard]] std::vector<std::string> topic_names(const Settings& settings);

/// What to do with a topic that exists with another shape.
enum class Existing { adopt, refuse };

/// Makes the topics the program writes where they are missing. Adopting one that differs is warned of.
Result<> create_topics(log::Log& log, const Settings& settings, Existing existing);

/// A cluster does not list topics that the user may not see; asked for those by name, it says so. Errors:
/// permission.
Result<> check_topics_allowed(log::Log& log, const Settings& settings);

}  // namespace slipstream::cli
