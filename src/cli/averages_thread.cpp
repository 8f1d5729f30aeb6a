#include "cli/averages_thread.hpp"

#include <utility>

#include <spdlog/spdlog.h>

#include "base/ids.hpp"
#include "base/stop.hpp"
#include "cli/open_schemas.hpp"

namespace slipstream::cli {

AveragesThread::AveragesThread(log::Log& log, lab::AveragerOptions options,
                               std::unique_ptr<registry::Schemas> schemas)
    : log_(log),
      options_(std::move(options)),
      schemas_(std::move(schemas)),
      thread_([this](const std::stop_token& stop) { work(stop); }) {}

Result<std::unique_ptr<AveragesThread>> AveragesThread::start(log::Log& log, const Settings& settings) {
  if (settings.averages == Averages::flink) {
    if (settings.engine == Engine::kafka) return nullptr;
    return fail(ErrorCode::invalid_argument, "averages: flink needs engine: kafka");
  }
  auto schemas = open_schemas(log, settings, {});
  if (!schemas) return propagate(schemas);
  lab::AveragerOptions options;
  options.topics = settings.topics;
  // The embedded log has one member at a time, whose successor fences it off; a cluster has any number.
  const std::string member = settings.engine == Engine::embedded ? "0" : base::new_ulid();
  options.transactional_id = fmt::format("{}-{}", options.group, member);
  return std::unique_ptr<AveragesThread>(new AveragesThread(log, std::move(options), std::move(*schemas)));
}

void AveragesThread::work(const std::stop_token& stop) {
  std::string said;
  while (!stop.stop_requested()) {
    auto averager = lab::Averager::open(log_, *schemas_, options_);
    Result<> done = averager ? Result<>{} : propagate(averager);
    if (averager) {
      if (!std::exchange(said, "").empty()) spdlog::info("averages: working again");
      done = (*averager)->run(stop);
    }
    if (done) return;
    const std::string reason = done.error().to_string();
    if (reason != said) spdlog::warn("averages: {}; beginning again from the last commit", reason);
    said = reason;
    base::wait_for_stop(stop, std::chrono::seconds{1});
  }
}

}  // namespace slipstream::cli
