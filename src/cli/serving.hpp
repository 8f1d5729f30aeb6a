#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "analytics/derived_channels.hpp"
#include "api/context.hpp"
#include "base/result.hpp"
#include "cli/command.hpp"
#include "cli/lab_service.hpp"
#include "cli/lazy_schemas.hpp"
#include "cli/remote_replay.hpp"
#include "http/server.hpp"
#include "http/static_files.hpp"
#include "inspect/inspector.hpp"
#include "store/store.hpp"
#include "store/store_reader.hpp"

namespace slipstream::cli {

/// What a server needs from the rest of its process. All of it must outlive the Serving and be thread-safe.
struct ServingPorts {
  api::ReplayPort* replay = nullptr;  ///< nullptr: whoever plays on this log
  api::SessionCatalog* sessions = nullptr;
  api::SqlPort* sql = nullptr;
  api::CircuitPort* circuits = nullptr;
  openf1::SessionProvider* openf1 = nullptr;
  std::function<std::vector<api::RuleInfo>()> rules;
  /// Why the rest of the process is not ready, one reason each.
  std::function<std::vector<std::string>()> not_ready = [] { return std::vector<std::string>{}; };
  std::function<std::optional<api::ProcessorsInfo>()> processors = [] { return std::nullopt; };
  /// Whether schemas may be registered and races of the lab run here.
  bool writes_log = true;
  /// Where reading the log begins; the beginning where no offset is given.
  log::Offsets start_offsets;
  std::string share_group = {};  ///< as StoreReaderOptions
};

/// The serving half of a process: a store that follows the log, on a thread of its own, and the HTTP server
/// on it.
class Serving {
 public:
  /// Errors: as http::Server::start, and wrong http.tokens. `log` must outlive it.
  static Result<std::unique_ptr<Serving>> start(const Context& context, log::Log& log, ServingPorts ports);
  ~Serving();
  Serving(const Serving&) = delete;
  Serving& operator=(const Serving&) = delete;

  /// Says on stdout where it serves.
  void announce(const Context& context) const;
  /// Ends the reader, then streams and requests. Idempotent.
  void stop();

 private:
  Serving(const Context& context, log::Log& log, const ServingPorts& ports,
          analytics::DerivedOptions derived);
  /// There may be something new for clients of streams. Any thread.
  void wake_streams();
  Result<> start_lab(const Context& context, log::Log& log, bool writes_log);

  store::Store store_;
  http::StaticFiles page_;
  std::atomic<http::StreamWaker*> waker_ = nullptr;  // set once the server is there
  store::StoreReader reader_;
  RemoteReplay remote_;
  std::unique_ptr<registry::Registry> registry_;
  std::unique_ptr<LabService> lab_;
  LazySchemas schemas_;  // wherever they are; registry_ only has those on this log
  inspect::Inspector inspector_;
  std::unique_ptr<http::Server> server_;
  std::jthread reading_;
};

}  // namespace slipstream::cli
