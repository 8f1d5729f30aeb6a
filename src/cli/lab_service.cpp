#include "cli/lab_service.hpp"

#include <utility>

#include <spdlog/spdlog.h>

#include "base/stop.hpp"
#include "cli/open_schemas.hpp"
#include "codec/lab_race_json.hpp"
#include "library/library.hpp"

namespace slipstream::cli {
namespace {

using namespace std::chrono_literals;

constexpr auto kObeyed = 5s;
constexpr auto kStopPoll = 20ms;

}  // namespace

LabService::LabService(const Context& context, log::Log& log, std::unique_ptr<registry::Schemas> schemas,
                       std::function<void()> on_change)
    : log_(log),
      topics_(context.settings.topics),
      schemas_(std::move(schemas)),
      filing_(library::Library(context.settings.data_directory).races(), store_),
      reader_(log, *schemas_, store_,
              {.topics = topics_,
               .on_change = std::move(on_change),
               .on_stop = [this](const domain::LabRaceStop& command) {
                 // Whoever runs it obeys.
                 if (host_ != nullptr) static_cast<void>(host_->stop_race(command.race_id));
               }}) {}

LabService::~LabService() = default;

Result<std::unique_ptr<LabService>> LabService::start(const Context& context, log::Log& log, bool runs_races,
                                                      std::function<void()> on_change) {
  auto schemas = open_schemas(log, context.settings, context.stop);
  if (!schemas) return propagate(schemas);
  std::unique_ptr<LabService> service(
      new LabService(context, log, std::move(*schemas), std::move(on_change)));
  if (runs_races) {
    auto host = lab::RaceHost::start(log, *service->schemas_, service->store_, {.topics = service->topics_});
    if (!host) return propagate(host);
    service->host_ = std::move(*host);
  }
  service->reading_ = std::jthread([self = service.get()](const std::stop_token& stop) {
    if (auto done = self->reader_.run(stop); !done)
      spdlog::error("races cannot be read from the log: {}", done.error().to_string());
  });
  return service;
}

Result<domain::LabRace> LabService::start(const lab::RaceRequest& request) {
  if (host_ == nullptr)
    return fail(ErrorCode::conflict, "this process only reads the log: races start where it is written");
  auto race = host_->start_race(request);
  if (race) store_.apply(*race);  // known at once to whoever asked
  return race;
}

Result<> LabService::stop(std::string_view race_id) {
  const auto view = store_.race(race_id);
  if (!view) return fail(ErrorCode::not_found, "there is no race {}", race_id);
  if (is_over(race_id)) return fail(ErrorCode::conflict, "race {} is over", race_id);
  const bool here = host_ != nullptr && host_->stop_race(race_id).has_value();
  if (!here) {
    if (auto asked = ask_others(std::string{race_id}); !asked) return asked;
  }
  const auto until = std::chrono::steady_clock::now() + kObeyed;
  while (!is_over(race_id)) {
    if (std::chrono::steady_clock::now() > until)
      return fail(ErrorCode::conflict, "nobody who runs race {} answers", race_id);
    std::this_thread::sleep_for(kStopPoll);
  }
  return {};
}

void LabService::finish() {
  reading_.request_stop();
  if (reading_.joinable()) reading_.join();
}

bool LabService::is_over(std::string_view race_id) const {
  const auto view = store_.race(race_id);
  return !view || view->race.state != domain::LabRaceState::started;
}

Result<> LabService::ask_others(const std::string& race_id) {
  if (host_ == nullptr)
    return fail(ErrorCode::conflict, "this process only reads the log: races stop where it is written");
  auto producer = log_.producer({});
  if (!producer) return propagate(producer);
  log::RecordBatch batch(topics_.control);
  batch.append_with(0, base::wall_now(), race_id,
                    [&](std::string& out) { codec::write_lab_race_stop({race_id}, out); });
  if (auto sent = (*producer)->send(std::move(batch)); !sent) return sent;
  return (*producer)->flush(kObeyed);
}

}  // namespace slipstream::cli
