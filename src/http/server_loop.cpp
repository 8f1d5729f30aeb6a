#include "http/server_loop.hpp"

#include <algorithm>

#include <sys/resource.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "http/connection.hpp"
#include "http/response_head.hpp"

namespace slipstream::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

constexpr auto kTick = std::chrono::milliseconds{250};

// A file descriptor per connection: the usual soft limit of 1024 would be ours long before
// Limits::connections.
void raise_file_limit(std::size_t connections) {
  constexpr rlim_t kOthers = 256;
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= connections + kOthers) return;
  limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, connections + kOthers);
  setrlimit(RLIMIT_NOFILE, &limit);
}

void turn_away(tcp::socket& socket) {
  static constexpr std::string_view kFull =
      "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nRetry-After: 5\r\nConnection: close\r\n\r\n";
  error_code ignored;
  socket.non_blocking(true, ignored);
  socket.write_some(asio::buffer(kFull), ignored);
  socket.shutdown(tcp::socket::shutdown_send, ignored);
}

}  // namespace

ServerLoop::ServerLoop(std::unique_ptr<asio::io_context> io, std::vector<Listener> listeners,
                       ServerOptions options, std::shared_ptr<const Router> router, SitePolicy site)
    : io_(std::move(io)),
      context_(std::move(options), std::move(router), std::move(site)),
      listeners_(std::move(listeners)),
      ticker_(*io_) {}

ServerLoop::~ServerLoop() { stop(std::chrono::milliseconds{0}); }

void ServerLoop::start() {
  raise_file_limit(context_.limits.connections);
  for (auto& listener : listeners_) asio::co_spawn(*io_, accept(listener), asio::detached);
  asio::co_spawn(*io_, tick(), asio::detached);
  thread_ = std::thread{[this] {
    io_->run();
    {
      std::scoped_lock lock(mutex_);
      has_ended_ = true;
    }
    ended_.notify_all();
  }};
}

void ServerLoop::stop(std::chrono::milliseconds grace) {
  std::scoped_lock one_at_a_time(stopping_);
  if (!thread_.joinable()) return;
  asio::post(*io_, [this] { begin_stop(); });
  {
    std::unique_lock lock(mutex_);
    if (!ended_.wait_for(lock, grace, [this] { return has_ended_; })) {
      context_.abandoned = true;
      asio::post(*io_, [this] {
        for (auto* connection : context_.connections) connection->close();
      });
    }
  }
  thread_.join();
}

void ServerLoop::begin_stop() {
  context_.stopping = true;
  error_code ignored;
  for (auto& listener : listeners_) listener.acceptor.close(ignored);
  ticker_.cancel();
  for (auto* connection : context_.connections) connection->stop();
}

void ServerLoop::wake_streams() {
  if (wake_pending_.exchange(true)) return;
  asio::post(*io_, [this] {
    wake_pending_ = false;
    for (auto* stream : context_.streams) stream->wake();
  });
}

ServerStats ServerLoop::stats() const {
  const auto& counters = context_.counters;
  ServerStats stats;
  std::copy(counters.responses.begin(), counters.responses.end(), stats.responses.begin());
  stats.bytes_received = counters.bytes_received;
  stats.bytes_sent = counters.bytes_sent;
  stats.refused_connections = counters.refused_connections;
  stats.connections = counters.connections;
  stats.streams = counters.streams;
  return stats;
}

asio::awaitable<void> ServerLoop::accept(Listener& listener) {
  while (!context_.stopping) {
    error_code error;
    auto socket = co_await listener.acceptor.async_accept(asio::redirect_error(asio::use_awaitable, error));
    if (!error) {
      serve(std::move(socket), listener);
    } else if (!context_.stopping) {  // out of descriptors, most likely: they come back when clients go
      asio::steady_timer pause{*io_, kTick};
      co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }
  }
}

void ServerLoop::serve(tcp::socket socket, const Listener& listener) {
  error_code error;
  const auto remote = plain_address(socket.remote_endpoint(error).address());
  if (error) return;
  const auto local = plain_address(socket.local_endpoint(error).address());
  if (error) return;
  Peer peer{remote.to_string(), local.to_string(), listener.loopback && remote.is_loopback()};
  if (!context_.take_place(peer.address, remote.is_loopback())) return turn_away(socket);
  auto connection = std::make_shared<Connection>(std::move(socket), context_, std::move(peer));
  asio::co_spawn(*io_, [connection] { return connection->run(); }, asio::detached);
}

asio::awaitable<void> ServerLoop::tick() {
  while (!context_.stopping) {
    error_code cancelled;
    ticker_.expires_after(kTick);
    co_await ticker_.async_wait(asio::redirect_error(asio::use_awaitable, cancelled));
    context_.date = http_date_now();
    const auto now = Transport::Clock::now();
    for (auto* connection : context_.connections) connection->tick(now);
  }
}

}  // namespace slipstream::http
