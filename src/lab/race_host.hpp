#pragma once

#include <condition_variable>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "domain/lab_race.hpp"
#include "domain/record.hpp"
#include "lab/lab_store.hpp"
#include "lab/race_request.hpp"
#include "log/log.hpp"
#include "registry/schemas.hpp"
#include "simulate/lab/race.hpp"

namespace slipstream::lab {

struct RaceHostOptions {
  domain::TopicNames topics;
  std::size_t most_races = 1000;  ///< that this process runs at a time
  /// How long nothing may come of a race, besides two updates, before others take it over.
  std::chrono::milliseconds silence{5000};
};

/// Runs races of the lab: at each update of one, its positions go onto the log, at its own time, however many
/// there are. A race whose process has gone is taken over, wherever it was. Thread-safe.
class RaceHost {
 public:
  /// All arguments must outlive it; `store` must be fed from this log. Errors: not_found (a topic),
  /// unavailable.
  static Result<std::unique_ptr<RaceHost>> start(log::Log& log, registry::Schemas& schemas,
                                                 const LabStore& store, RaceHostOptions options);
  /// Leaves its races to whoever comes next.
  ~RaceHost();
  RaceHost(const RaceHost&) = delete;
  RaceHost& operator=(const RaceHost&) = delete;

  /// The race is on the log when this returns, so that it outlives this process. Errors: invalid_argument (an
  /// unknown driver, or as simulate::lab::race_updates), exhausted (too many races), unavailable (the schemas
  /// cannot be had), and what the log says.
  Result<domain::LabRace> start_race(const RaceRequest& request);
  /// Errors: not_found (it does not run here).
  Result<> stop_race(std::string_view race_id);
  [[nodiscard]] std::size_t running() const;

 private:
  using Clock = std::chrono::steady_clock;
  struct Running {
    domain::LabRace race;
    simulate::lab::Race simulation;
    int next_update = 0;
    std::uint64_t messages = 0;
    bool stop = false;
  };
  /// What one round has to send.
  struct Outgoing {
    log::RecordBatch positions, events;
  };

  RaceHost(log::Log& log, registry::Schemas& schemas, const LabStore& store, RaceHostOptions options);
  Result<> open();
  Result<std::int32_t> schema_id();
  Result<> announce(const domain::LabRace& race);
  Result<Running> prepare(domain::LabRace race) const;
  void drive(const std::stop_token& stop);
  /// Everything that is due now; when the next is.
  WallTime advance(WallTime now, Outgoing& out);
  void advance(Running& running, WallTime now, Outgoing& out);
  void write_update(Running& running, int update, WallTime now, Outgoing& out);
  void end(Running& running, domain::LabRaceState state, WallTime now, Outgoing& out);
  void tell(Running& running, WallTime now, Outgoing& out);
  /// Ends here what others have, and begins here what this host has been given.
  void look_around(WallTime now, Outgoing& out);
  void send(Outgoing& out);

  log::Log& log_;
  registry::Schemas& schemas_;
  const LabStore& store_;
  const RaceHostOptions options_;
  const std::string id_;
  std::int32_t partitions_ = 1;
  std::unique_ptr<log::Producer> producer_;  // of the driving thread
  std::mutex announcing_;
  std::unique_ptr<log::Producer> announcer_;  // guarded by announcing_
  mutable std::mutex mutex_;
  std::condition_variable_any changed_;
  std::optional<std::int32_t> schema_id_;               // guarded by mutex_
  std::map<std::string, Running, std::less<>> races_;   // guarded by mutex_
  std::map<std::string, WallTime, std::less<>> asked_;  // guarded by mutex_: races it wants to take over
  std::jthread thread_;
};

}  // namespace slipstream::lab
