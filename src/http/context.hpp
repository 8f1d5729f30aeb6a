#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "http/gatekeeper.hpp"
#include "http/server.hpp"
#include "http/worker_pool.hpp"

namespace slipstream::http {

class Connection;

/// What stats() reads. Any thread.
struct Counters {
  void count_response(int status) {
    ++responses[static_cast<std::size_t>(status / 100 - 1) % responses.size()];
  }

  std::array<std::atomic<std::uint64_t>, 5> responses{};
  std::atomic<std::uint64_t> bytes_received{0};
  std::atomic<std::uint64_t> bytes_sent{0};
  std::atomic<std::uint64_t> refused_connections{0};
  std::atomic<std::size_t> connections{0};
  std::atomic<std::size_t> streams{0};
};

/// What the connections of a server share. I/O thread only, unless a member says otherwise.
class Context {
 public:
  Context(ServerOptions server_options, std::shared_ptr<const Router> server_router, SitePolicy site);

  const Limits limits;
  const std::shared_ptr<const Router> router;
  Gatekeeper gatekeeper;
  Counters counters;
  std::string date;                    ///< for the Date header; at most a quarter of a second old
  bool stopping = false;               ///< answer what is being asked, then close
  std::atomic<bool> abandoned{false};  ///< any thread: jobs that did not begin need not

  /// Connections and, among them, streams. They come and go by themselves.
  std::unordered_set<Connection*> connections;
  std::unordered_set<Connection*> streams;

  /// Takes a place for a client. False if all, or all of its address, are taken.
  [[nodiscard]] bool take_place(const std::string& address, bool loopback);
  void give_place_back(const std::string& address);

 private:
  std::unordered_map<std::string, std::size_t> places_;  // by address

 public:
  WorkerPool workers;  ///< last, so that its jobs end before what they use
};

}  // namespace slipstream::http
