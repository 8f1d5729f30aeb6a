#pragma once

#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "api/lab_port.hpp"
#include "cli/command.hpp"
#include "cli/race_filing.hpp"
#include "lab/lab_reader.hpp"
#include "lab/lab_store.hpp"
#include "lab/race_host.hpp"
#include "log/log.hpp"
#include "registry/schemas.hpp"

namespace slipstream::cli {

/// The race lab of a serving process: follows what the log tells of races, and, where the log can be written,
/// runs races itself. Thread-safe.
class LabService : public api::LabPort {
 public:
  /// `log` must outlive it. `runs_races`: the log can be written. `on_change`: something new may be there.
  /// Errors: as open_schemas and lab::RaceHost::start.
  static Result<std::unique_ptr<LabService>> start(const Context& context, log::Log& log, bool runs_races,
                                                   std::function<void()> on_change);
  ~LabService() override;
  LabService(const LabService&) = delete;
  LabService& operator=(const LabService&) = delete;

  lab::LabStore& store() override { return store_; }
  Result<domain::LabRace> start(const lab::RaceRequest& request) override;
  Result<> stop(std::string_view race_id) override;
  /// Nothing new comes any more, and `on_change` is not called any more.
  void finish();

 private:
  LabService(const Context& context, log::Log& log, std::unique_ptr<registry::Schemas> schemas,
             std::function<void()> on_change);
  Result<> ask_others(const std::string& race_id);
  [[nodiscard]] bool is_over(std::string_view race_id) const;

  log::Log& log_;
  const domain::TopicNames topics_;
  const std::unique_ptr<registry::Schemas> schemas_;
  lab::LabStore store_;
  RaceFiling filing_;
  std::unique_ptr<lab::RaceHost> host_;  // set before the reader runs; nullptr: no races here
  lab::LabReader reader_;
  std::jthread reading_;
};

}  // namespace slipstream::cli
