#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "http/event_stream.hpp"
#include "http/router.hpp"

namespace slipstream::http {

struct Token {
  std::string secret;
  Access access = Access::read;
};

struct Limits {
  std::size_t header_bytes = std::size_t{16} << 10;
  std::size_t body_bytes = std::size_t{1} << 20;
  std::size_t connections = 16384;
  std::size_t connections_per_address = 64;  ///< loopback exempt
  std::size_t streams = 12288;
  std::chrono::seconds header_timeout{10};
  std::chrono::seconds idle_timeout{60};   ///< between requests; also for a whole body
  std::chrono::seconds write_timeout{30};  ///< a client that takes no byte for this long is gone
  std::size_t waiting_jobs = 256;          ///< requests that may wait for a worker; more get 503
};

struct ServerOptions {
  std::vector<std::string> listen{"127.0.0.1:5001"};  ///< HOST:PORT; port 0 = any free one
  std::vector<Token> tokens;
  bool insecure = false;                     ///< listen beyond loopback without tokens
  std::vector<std::string> allowed_hosts;    ///< besides loopback and listen names
  std::vector<std::string> allowed_origins;  ///< besides any port of localhost
  Limits limits;
  unsigned workers = 2;
};

/// Counted since the start, except what is open now.
struct ServerStats {
  std::array<std::uint64_t, 5> responses{};  ///< by class: [0] 1xx … [4] 5xx
  std::uint64_t bytes_received = 0;
  std::uint64_t bytes_sent = 0;
  std::uint64_t refused_connections = 0;  ///< over a limit
  std::size_t connections = 0;            ///< open now, streams included
  std::size_t streams = 0;                ///< open now
};

/// The HTTP server: one I/O thread and a small worker pool of its own.
class Server : public StreamWaker {
 public:
  /// Binds and starts. Errors: conflict (port in use; names it), permission, invalid_argument (an address
  /// that is none; beyond loopback without tokens).
  static Result<std::unique_ptr<Server>> start(ServerOptions options, std::shared_ptr<const Router> router);
  ~Server() override = default;
  /// Where it really listens, "http://127.0.0.1:5001".
  [[nodiscard]] virtual std::vector<std::string> addresses() const = 0;
  /// For people to open in a browser, one a token, each good for one login: "http://host:5001/?token=…".
  /// Empty without tokens. To be printed at start, never logged later.
  [[nodiscard]] virtual std::vector<std::string> login_urls() const = 0;
  /// Thread-safe.
  [[nodiscard]] virtual ServerStats stats() const = 0;
  /// Stops accepting, ends streams, finishes running requests (at most `grace`, then cuts connections; a
  /// handler that is running is waited for), joins. Idempotent. Never call it from a handler.
  virtual void stop(std::chrono::milliseconds grace) = 0;
};

}  // namespace slipstream::http
