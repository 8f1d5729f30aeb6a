#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <span>
#include <string_view>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>

namespace slipstream::http {

/// A client's socket with a deadline. The deadline is looked at a few times a second from outside, so that
/// thousands of connections need no timer each. I/O thread only.
class Transport {
 public:
  using Clock = std::chrono::steady_clock;

  Transport(boost::asio::ip::tcp::socket socket, std::chrono::seconds write_timeout);

  /// Bytes received; 0 if the client closed, the connection broke or the deadline passed.
  boost::asio::awaitable<std::size_t> read_some(std::span<char> into);
  /// Both texts, in order. False if the connection broke or the client took nothing for the write time-out.
  /// Leaves no deadline.
  boost::asio::awaitable<bool> write(std::string_view head, std::string_view body = {});
  /// Ends our half and waits a little for the client's, so that it gets what was written last.
  boost::asio::awaitable<void> linger();
  /// From now on whatever comes is thrown away; `on_closed` is called once, when the client has closed.
  void discard_input(std::function<void()> on_closed);

  void set_deadline(Clock::duration from_now);
  void clear_deadline() { deadline_ = Clock::time_point::max(); }
  /// Did the last deadline pass?
  [[nodiscard]] bool expired() const { return expired_; }
  /// Ends what is waited for if the deadline has passed.
  void check_deadline(Clock::time_point now);

  /// How much the kernel keeps for a slow client: little, so that what it gets next is fresh.
  void limit_send_buffer(int bytes);
  void close();
  [[nodiscard]] boost::asio::any_io_executor executor() { return socket_.get_executor(); }

 private:
  boost::asio::ip::tcp::socket socket_;
  const std::chrono::seconds write_timeout_;
  Clock::time_point deadline_ = Clock::time_point::max();
  bool expired_ = false;
};

}  // namespace slipstream::http
