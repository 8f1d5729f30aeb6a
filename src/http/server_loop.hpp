#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "http/context.hpp"
#include "http/listener.hpp"
#include "http/server.hpp"

namespace slipstream::http {

/// The I/O thread: accepts clients and runs their connections.
class ServerLoop {
 public:
  ServerLoop(std::unique_ptr<boost::asio::io_context> io, std::vector<Listener> listeners,
             ServerOptions options, std::shared_ptr<const Router> router, SitePolicy site);
  ~ServerLoop();
  ServerLoop(const ServerLoop&) = delete;
  ServerLoop& operator=(const ServerLoop&) = delete;

  /// Once.
  void start();
  /// Any thread but the I/O thread; see Server::stop.
  void stop(std::chrono::milliseconds grace);
  /// Any thread.
  void wake_streams();
  [[nodiscard]] ServerStats stats() const;
  /// Before start.
  [[nodiscard]] std::vector<std::string> login_codes() const { return context_.gatekeeper.login_codes(); }

 private:
  boost::asio::awaitable<void> accept(Listener& listener);
  boost::asio::awaitable<void> tick();
  void serve(boost::asio::ip::tcp::socket socket, const Listener& listener);
  void begin_stop();

  // In this order: connections, which the I/O context holds, use the context; its workers post to the former.
  std::unique_ptr<boost::asio::io_context> io_;
  Context context_;
  std::vector<Listener> listeners_;
  boost::asio::steady_timer ticker_;
  std::atomic<bool> wake_pending_{false};

  std::mutex mutex_;
  std::condition_variable ended_;
  bool has_ended_ = false;  // guarded by mutex_
  std::thread thread_;
  std::mutex stopping_;  // one stop at a time
};

}  // namespace slipstream::http
