#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <string>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "http/context.hpp"
#include "http/event.hpp"
#include "http/event_stream.hpp"
#include "http/gatekeeper.hpp"
#include "http/input_buffer.hpp"
#include "http/request_reader.hpp"
#include "http/transport.hpp"

namespace slipstream::http {

/// One client: reads a request, answers it, reads the next; or becomes a stream of events and stays one.
/// I/O thread only. Lives as long as its run().
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(boost::asio::ip::tcp::socket socket, Context& context, Peer peer);
  ~Connection();
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;

  boost::asio::awaitable<void> run();

  /// A few times a second: enforces deadlines, keeps quiet streams alive.
  void tick(Transport::Clock::time_point now);
  /// There may be something new for this stream.
  void wake() {
    if (stream_ == nullptr || stream_->has_news()) stream_woken_.set();
  }
  /// No further requests: an idle connection closes, a stream ends, a request is still answered.
  void stop();
  void close() { transport_.close(); }

 private:
  enum class Next { request, close };
  enum class Received { request, failure, nothing };

  /// What an answer must know of its request.
  struct Asked {
    bool keep_alive = true;
    bool http_1_0 = false;
    bool head_only = false;
    bool takes_gzip = false;
    bool varies_by_encoding = false;
    std::string allowed_origin;
  };

  boost::asio::awaitable<Received> receive();
  boost::asio::awaitable<Next> refuse_unreadable();
  boost::asio::awaitable<Next> answer();
  boost::asio::awaitable<Response> handle(const Admitted& admitted, Asked& asked);
  boost::asio::awaitable<Next> send(const Response& response, const Asked& asked);
  boost::asio::awaitable<Next> send_pieces(const Response& response, const Asked& asked);

  boost::asio::awaitable<Next> answer_stream(const Admitted& admitted, const Asked& asked);
  boost::asio::awaitable<void> run_stream(EventStream& stream, std::string head);

  /// Waits for the job to be done on the worker pool. False if the pool is full.
  boost::asio::awaitable<bool> on_worker(std::function<void()> job);

  Context& context_;
  const Peer peer_;
  Transport transport_;
  InputBuffer input_;
  RequestReader reader_;
  bool idle_ = true;  ///< waits for a request of which nothing has come yet
  Event job_done_;
  Event stream_woken_;
  const EventStream* stream_ = nullptr;  ///< while it runs
  bool client_gone_ = false;
  bool keep_alive_due_ = false;
  Transport::Clock::time_point last_event_{};
};

}  // namespace slipstream::http
