#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "api/circuit_map.hpp"
#include "api/lab_port.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "domain/alert.hpp"
#include "domain/replay.hpp"
#include "domain/session.hpp"
#include "http/static_files.hpp"
#include "inspect/inspector.hpp"
#include "openf1/session_provider.hpp"
#include "registry/registry.hpp"
#include "store/store.hpp"
#include "store/store_reader.hpp"
#include "table/database.hpp"

namespace slipstream::api {

/// How the API steers whatever is replaying. Any thread.
class ReplayPort {
 public:
  virtual ~ReplayPort() = default;
  /// Sends a command on `f1-control` and waits for the answer on `f1-session`. `run_id` and `request_id` may
  /// be empty: the port fills them in. Errors: conflict (nothing can obey: no replay, a live session, it has
  /// ended), timeout (no answer), invalid_argument (refused, with the reason).
  virtual Result<domain::ReplayStatus> command(domain::ReplayCommand command) = 0;
  /// Starts a replay of a session of the library. Errors: not_found, conflict (this process cannot start
  /// one).
  virtual Result<domain::ReplayStatus> start(std::string_view session_key, domain::ReplayCommand options) = 0;
};

/// The sessions a user has. Any thread.
class SessionCatalog {
 public:
  virtual ~SessionCatalog() = default;
  /// Newest first. Errors: io.
  virtual Result<std::vector<domain::SessionInfo>> list() = 0;
  /// Errors: not_found, io.
  virtual Result<domain::SessionInfo> find(std::string_view key) = 0;
};

/// SQL over the library. Any thread.
class SqlPort {
 public:
  virtual ~SqlPort() = default;
  /// One SELECT, its rows to the sink, which is not finished; how many. Errors: as table::Database::query.
  virtual Result<std::size_t> query(const std::string& sql, table::TableSink& sink,
                                    const table::QueryLimits& limits) = 0;
};

/// A rule as /api/v1/rules and the annotations need it.
struct RuleInfo {
  std::string name, alert_type, description;
  domain::Severity severity = domain::Severity::medium;
  bool shown = true;  ///< on the page, in annotations and notifications
  bool enabled = true;
};

/// The processors of the log this process serves, wherever they run.
struct ProcessorsInfo {
  std::size_t members = 0;
  std::int64_t lag = 0;  ///< telemetry records they have not committed yet
};

/// Everything handlers use. What a function or pointer refers to must outlive the router and be thread-safe.
struct ApiContext {
  store::Store* store = nullptr;              ///< required
  ReplayPort* replay = nullptr;               ///< nullptr: nothing can be steered (409)
  SessionCatalog* sessions = nullptr;         ///< nullptr: no library (empty list)
  SqlPort* sql = nullptr;                     ///< nullptr: no library (404)
  CircuitPort* circuits = nullptr;            ///< nullptr: no library (404)
  openf1::SessionProvider* openf1 = nullptr;  ///< nullptr: none, /v1 is empty
  LabPort* lab = nullptr;                     ///< nullptr: no lab (404)
  std::string version = "0.1.0";
  /// The rules in force; empty: every alert is shown.
  std::function<std::vector<RuleInfo>()> rules = [] { return std::vector<RuleInfo>{}; };
  /// Why the process is not ready, one reason each; empty: ready.
  std::function<std::vector<std::string>()> not_ready = [] { return std::vector<std::string>{}; };
  const store::StoreReader* reader = nullptr;  ///< what fills the store; nullptr: nothing tells how far it is
  /// nullopt: not known.
  std::function<std::optional<ProcessorsInfo>()> processors = [] { return std::nullopt; };
  /// Only used by one thread, which the router owns; nullptr: no log to look into (404).
  inspect::Inspector* topics = nullptr;
  registry::Registry* registry = nullptr;   ///< of schemas; nullptr: this process has none
  const http::StaticFiles* page = nullptr;  ///< nullptr: browsers get the health JSON at / too
  std::function<WallTime()> now = base::wall_now;
  std::stop_token stop = {};               ///< the process ends: whoever waits for something waits no longer
  WallTime started_at = base::wall_now();  ///< /stats counts the uptime from here
};

}  // namespace slipstream::api
