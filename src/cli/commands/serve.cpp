#include "cli/commands/serve.hpp"

#include "base/stop.hpp"
#include "cli/library_ports.hpp"
#include "cli/processor_watch.hpp"
#include "cli/rule_settings.hpp"
#include "cli/serving.hpp"
#include "library/library.hpp"

namespace slipstream::cli {

Result<> serve(const Context& context, const ServeOptions& options) {
  const bool clustered = context.settings.engine == Engine::kafka;
  if (!clustered && !options.share.empty())
    return fail(ErrorCode::invalid_argument, "--share needs --engine kafka: the embedded log has no shares");
  auto rules = load_rule_set(context.settings, context.settings.rules_file);
  if (!rules) return propagate(rules);
  // The embedded log has one writing process, which plays; this one only reads it then.
  auto log = open_log(context.settings, clustered ? LogAccess::write : LogAccess::read);
  if (!log) return propagate(log);
  if (clustered) {
    if (auto made = create_topics(**log, context.settings, Existing::adopt); !made) return made;
  }
  const library::Library library(context.settings.data_directory);
  LibraryPorts library_ports(library, std::nullopt, context.stop);
  const ProcessorWatch watch(**log, context.settings);
  ServingPorts ports;
  library_ports.fill(ports);
  ports.rules = [infos = rule_infos(*rules)] { return infos; };
  ports.processors = [&] { return watch.info(); };
  ports.share_group = options.share;
  ports.writes_log = clustered;
  auto serving = Serving::start(context, **log, std::move(ports));
  if (!serving) return propagate(serving);
  (*serving)->announce(context);
  base::wait_for_stop(context.stop);
  library_ports.stop();
  (*serving)->stop();
  return fail(ErrorCode::interrupted, "stopped");
}

}  // namespace slipstream::cli
