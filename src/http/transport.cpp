#include "http/transport.hpp"

#include <array>
#include <memory>
#include <utility>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace slipstream::http {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

using Buffers = std::array<asio::const_buffer, 2>;

void advance(Buffers& buffers, std::size_t sent) {
  for (auto& buffer : buffers) {
    const auto step = std::min(sent, buffer.size());
    buffer += step;
    sent -= step;
  }
}

}  // namespace

Transport::Transport(tcp::socket socket, std::chrono::seconds write_timeout)
    : socket_(std::move(socket)), write_timeout_(write_timeout) {
  error_code ignored;
  socket_.set_option(tcp::no_delay{true}, ignored);
  socket_.non_blocking(true, ignored);
}

asio::awaitable<std::size_t> Transport::read_some(std::span<char> into) {
  error_code error;
  const auto buffer = asio::buffer(into.data(), into.size());
  const auto count =
      co_await socket_.async_read_some(buffer, asio::redirect_error(asio::use_awaitable, error));
  co_return error ? 0 : count;
}

asio::awaitable<bool> Transport::write(std::string_view head, std::string_view body) {
  Buffers buffers{asio::buffer(head), asio::buffer(body)};
  while (asio::buffer_size(buffers) > 0) {
    error_code error;
    auto sent = socket_.write_some(buffers, error);  // nearly always all of it, and no turn of the loop
    if (error == asio::error::would_block || error == asio::error::try_again) {
      error = {};
      set_deadline(write_timeout_);
      sent = co_await socket_.async_write_some(buffers, asio::redirect_error(asio::use_awaitable, error));
    }
    if (error) co_return false;
    advance(buffers, sent);
  }
  clear_deadline();
  co_return true;
}

asio::awaitable<void> Transport::linger() {
  constexpr auto kPatience = std::chrono::seconds{2};
  constexpr std::size_t kMaxBytes = std::size_t{4} << 20;
  error_code error;
  socket_.shutdown(tcp::socket::shutdown_send, error);
  if (error) co_return;
  set_deadline(kPatience);
  std::array<char, 4096> rest;
  for (std::size_t total = 0; total < kMaxBytes;) {
    const auto count = co_await read_some(rest);
    if (count == 0) co_return;
    total += count;
  }
}

void Transport::discard_input(std::function<void()> on_closed) {
  auto bytes = std::make_shared<std::array<char, 256>>();
  const auto into = asio::buffer(*bytes);
  socket_.async_read_some(into, [this, bytes = std::move(bytes), on_closed = std::move(on_closed)](
                                    error_code error, std::size_t) mutable {
    if (error) return on_closed();
    discard_input(std::move(on_closed));
  });
}

void Transport::set_deadline(Clock::duration from_now) {
  deadline_ = Clock::now() + from_now;
  expired_ = false;
}

void Transport::check_deadline(Clock::time_point now) {
  if (now < deadline_) return;
  expired_ = true;
  clear_deadline();
  error_code ignored;
  socket_.cancel(ignored);
}

void Transport::limit_send_buffer(int bytes) {
  error_code ignored;
  socket_.set_option(asio::socket_base::send_buffer_size{bytes}, ignored);
}

void Transport::close() {
  error_code ignored;
  socket_.close(ignored);
}

}  // namespace slipstream::http
