#include "cli/run.hpp"

#include <cstdlib>

#include <spdlog/spdlog.h>

#include "base/logging.hpp"
#include "cli/command_line.hpp"
#include "cli/stop_signals.hpp"
#include "library/data_directory.hpp"

namespace slipstream::cli {
namespace {

std::optional<std::string> environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());
  return value == nullptr ? std::nullopt : std::optional<std::string>{value};
}

/// The command line wins over files and the environment.
Result<> override_settings(const CommonOptions& options, Settings& settings) {
  std::vector<base::ConfigValue> values;
  const auto take = [&](const std::string& flag, const std::string& path, const std::string& text) {
    if (!text.empty()) values.push_back({path, {text}, false, flag});
  };
  take("--log-level", "log.level", options.log_level);
  take("--engine", "engine", options.engine);
  take("--bootstrap-servers", "kafka.bootstrap_servers", options.bootstrap_servers);
  take("--data", "data_directory", options.data.string());
  if (options.insecure) take("--insecure", "http.insecure", "true");
  if (!options.listen.empty()) values.push_back({"http.listen", options.listen, true, "--listen"});
  std::vector<std::string> ignored;
  return base::apply_config(values, setting_keys(settings, ignored), ignored);
}

int report(const Error& error) {
  const int code = exit_code_for(error);
  if (code != kExitInterrupted) fmt::print(stderr, "slipstream: {}\n", error.to_string());
  return code;
}

}  // namespace

int run(int argc, char** argv) {
  CommandLine line;
  if (const auto code = line.parse(argc, argv)) return *code;
  auto loaded = load_settings(line.common().configs, environment);
  if (!loaded) return report(loaded.error());
  Context context;
  context.settings = std::move(loaded->settings);
  context.json = line.common().json;
  context.quiet = line.common().quiet;
  if (auto done = override_settings(line.common(), context.settings); !done) return report(done.error());
  if (context.settings.data_directory.empty())
    context.settings.data_directory = library::default_data_directory(environment);
  if (auto done = base::start_logging(context.settings.log_level); !done) return report(done.error());
  if (!context.quiet) {
    for (const std::string& warning : loaded->warnings) spdlog::warn("{}", warning);
  }
  const StopSignals signals;
  context.stop = signals.token();
  if (auto done = line.command()(context, loaded->warnings); !done) return report(done.error());
  return kExitDone;
}

}  // namespace slipstream::cli
