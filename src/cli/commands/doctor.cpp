#include "cli/commands/doctor.hpp"

#include <sys/statvfs.h>

#include <cstdio>
#include <memory>
#include <optional>

#include <nlohmann/json.hpp>

#include "cli/open_schemas.hpp"
#include "cli/rule_settings.hpp"
#include "http/router.hpp"
#include "http/server.hpp"
#include "library/data_directory.hpp"

namespace slipstream::cli {
namespace {

/// One thing looked at: fine when `problem` is empty.
struct Check {
  std::string what;
  std::string found;
  std::string problem;
};

Check failed(std::string what, const Error& error) { return {std::move(what), "", error.to_string()}; }

Check check_data_directory(const Settings& settings) {
  const std::string what = "data directory";
  if (auto usable = library::prepare_data_directory(settings.data_directory); !usable) {
    return failed(what, usable.error());
  }
  struct statvfs disk{};
  if (statvfs(settings.data_directory.c_str(), &disk) != 0)
    return {what, settings.data_directory.string(), ""};
  const double free_gb = static_cast<double>(disk.f_bavail) * static_cast<double>(disk.f_frsize) / 1e9;
  const double wanted_gb = static_cast<double>(settings.log.retention_bytes) / 1e9;
  Check check{what, fmt::format("{}, {:.1f} GB free", settings.data_directory.string(), free_gb), ""};
  if (free_gb < wanted_gb) {
    check.problem =
        fmt::format("the log may grow to {:.1f} GB: lower log.retention_bytes or free some disk", wanted_gb);
  }
  return check;
}

Check check_log(const Settings& settings) {
  const bool kafka = settings.engine == Engine::kafka;
  const std::string what = kafka ? "Kafka at " + settings.kafka.bootstrap_servers : "embedded log";
  if (!kafka && !std::filesystem::exists(settings.data_directory / "log.db")) return {what, "none yet", ""};
  auto log = open_log(settings, LogAccess::read);
  if (!log) return failed(what, log.error());
  auto topics = (*log)->topics();
  if (!topics) return failed(what, topics.error());
  if (auto allowed = check_topics_allowed(**log, settings); !allowed) return failed(what, allowed.error());
  return {what, fmt::format("{} topics", topics->size()), ""};
}

/// That of another server; the one on the log comes with the log.
std::optional<Check> check_registry(const Context& context) {
  const Settings::Kafka& kafka = context.settings.kafka;
  if (kafka.registry_url.empty()) return std::nullopt;
  const std::string what = "schema registry at " + kafka.registry_url;
  auto subjects = remote_schemas(kafka, context.stop)->subjects();
  if (!subjects) return failed(what, subjects.error());
  return Check{what, fmt::format("{} subjects", subjects->size()), ""};
}

/// Of use only to the development servers of tools/: without one nothing else is missing.
Check check_java() {
  const std::unique_ptr<FILE, int (*)(FILE*)> output{popen("java -version 2>&1", "r"), pclose};
  char line[256] = {};
  if (output == nullptr || std::fgets(line, sizeof line, output.get()) == nullptr ||
      !std::string_view{line}.contains("version"))
    return {"Java", "none; only tools/kafka, tools/registry and tools/flink need it", ""};
  std::string_view version = line;
  return {"Java", std::string{version.substr(0, version.find_last_not_of('\n') + 1)}, ""};
}

Check check_listening(const std::string& address) {
  http::ServerOptions options;
  options.listen = {address};
  options.insecure = true;  // only whether the port is free
  auto server = http::Server::start(options, std::make_shared<const http::Router>());
  if (!server && server.error().code == ErrorCode::conflict) {
    return {"listen " + address, "in use: by a running slipstream, or choose another with --listen", ""};
  }
  if (!server) return failed("listen " + address, server.error());
  return {"listen " + address, "free", ""};
}

Check check_rules(const Settings& settings) {
  const std::string what = settings.rules_file.empty() ? "built-in rules" : "rules " + settings.rules_file;
  auto rules = load_rule_set(settings, settings.rules_file);
  if (!rules) return failed(what, rules.error());
  return {what, fmt::format("{} rules", rules->rules.size()), ""};
}

}  // namespace

Result<> doctor(const Context& context, const std::vector<std::string>& configuration_warnings) {
  std::vector<Check> checks{{"configuration", fmt::format("{} notes", configuration_warnings.size()), ""},
                            check_data_directory(context.settings),
                            check_log(context.settings),
                            check_rules(context.settings),
                            check_java()};
  if (auto registry = check_registry(context)) checks.push_back(std::move(*registry));
  for (const std::string& address : context.settings.http.listen) checks.push_back(check_listening(address));

  std::size_t problems = 0;
  nlohmann::json out = nlohmann::json::array();
  for (const Check& check : checks) {
    const bool fine = check.problem.empty();
    problems += fine ? 0 : 1;
    out.push_back({{"check", check.what}, {"ok", fine}, {"found", check.found}, {"problem", check.problem}});
    if (!context.json) {
      fmt::print("{}  {}{}{}{}\n", fine ? "ok     " : "PROBLEM", check.what, check.found.empty() ? "" : ": ",
                 check.found, fine ? "" : "\n         " + check.problem);
    }
  }
  if (context.json) fmt::print("{}\n", out.dump(2));
  if (problems > 0)
    return fail(ErrorCode::unavailable, "{} of {} checks found a problem", problems, checks.size());
  return {};
}

}  // namespace slipstream::cli
