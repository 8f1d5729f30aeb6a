#include "cli/command.hpp"

#include <spdlog/spdlog.h>

#include "library/data_directory.hpp"
#include "log/engines.hpp"

namespace slipstream::cli {
namespace {

std::vector<log::TopicSpec> topic_specs(const Settings& s) {
  const auto plain = [&](const std::string& name, std::int32_t partitions) {
    log::TopicSpec spec;
    spec.name = name;
    spec.partitions = partitions;
    spec.replication_factor = s.kafka.replication_factor;
    spec.properties = s.kafka.topic_properties;
    return spec;
  };
  log::TopicSpec state = plain(s.topics.state, s.partitions.telemetry);
  state.compacted = true;
  log::TopicSpec schemas = plain(s.topics.schemas, 1);
  schemas.compacted = true;
  log::TopicSpec average_speed = plain(s.topics.average_speed, s.partitions.average_speed);
  average_speed.compacted = true;
  return {plain(s.topics.telemetry, s.partitions.telemetry),
          plain(s.topics.alerts, s.partitions.alerts),
          plain(s.topics.predictions, s.partitions.predictions),
          plain(s.topics.session, 1),
          plain(s.topics.control, 1),
          plain(s.topics.dead_letter, 1),
          plain(s.topics.positions, s.partitions.positions),
          average_speed,
          state,
          schemas};
}

}  // namespace

int exit_code_for(const Error& error) {
  switch (error.code) {
    case ErrorCode::interrupted: return kExitInterrupted;
    case ErrorCode::invalid_argument:
    case ErrorCode::invalid_input:
    case ErrorCode::not_found: return kExitUnusable;
    default: return kExitFailed;
  }
}

Result<std::unique_ptr<log::Log>> open_log(const Settings& settings, LogAccess access) {
  if (settings.engine == Engine::kafka) {
    return log::open_kafka_log({settings.kafka.bootstrap_servers, settings.kafka.properties});
  }
  if (access == LogAccess::write) {
    if (auto usable = library::prepare_data_directory(settings.data_directory); !usable)
      return propagate(usable);
  }
  log::SqliteOptions options;
  options.file = settings.data_directory / "log.db";
  options.read_only = access == LogAccess::read;
  options.durability = settings.log.full_durability ? log::Durability::full : log::Durability::normal;
  options.retention_time = settings.log.retention_time;
  options.retention_bytes = settings.log.retention_bytes;
  if (options.read_only && !std::filesystem::exists(options.file)) {
    return fail_at(options.file.string(), ErrorCode::not_found,
                   "there is no log yet: `slipstream up SESSION` or `slipstream produce SESSION` makes one");
  }
  return log::open_sqlite_log(options);
}

std::vector<std::string> topic_names(const Settings& settings) {
  std::vector<std::string> names;
  for (log::TopicSpec& spec : topic_specs(settings)) names.push_back(std::move(spec.name));
  return names;
}

Result<> create_topics(log::Log& log, const Settings& settings, Existing existing) {
  for (const log::TopicSpec& spec : topic_specs(settings)) {
    auto created = log.create_topic(spec);
    if (created) continue;
    if (existing == Existing::refuse || created.error().code != ErrorCode::already_exists) return created;
    spdlog::warn("topic {} is used as it is: {}", spec.name, created.error().message);
  }
  return {};
}

Result<> check_topics_allowed(log::Log& log, const Settings& settings) {
  for (const log::TopicSpec& spec : topic_specs(settings)) {
    auto known = log.describe(spec.name);
    if (!known && known.error().code == ErrorCode::permission) return propagate(known);
  }
  return {};
}

}  // namespace slipstream::cli
