// The part of a connection that sends bodies made on the way.
#include <fmt/format.h>

#include "http/connection.hpp"
#include "http/handling.hpp"
#include "http/response_head.hpp"

namespace slipstream::http {

namespace asio = boost::asio;

asio::awaitable<Connection::Next> Connection::send_pieces(const Response& response, const Asked& asked) {
  HeadContext head_context;
  head_context.chunked = !asked.http_1_0;
  head_context.keep_alive = asked.keep_alive && head_context.chunked && !context_.stopping;
  head_context.http_1_0 = asked.http_1_0;
  head_context.date = context_.date;
  head_context.allowed_origin = asked.allowed_origin;
  context_.counters.count_response(response.status);
  std::string front = response_head(response, head_context);
  const auto next = head_context.keep_alive ? Next::request : Next::close;
  if (asked.head_only) co_return co_await transport_.write(front) ? next : Next::close;

  std::string piece;
  auto pulled = Pulled::more;
  const std::function<void()> job = [&] { pulled = pull(*response.source, piece); };
  while (pulled == Pulled::more) {
    piece.clear();
    pulled = Pulled::failed;  // what it stays if the server gives up
    // With the pool full it is made here: a piece is small.
    if (!co_await on_worker(job)) job();
    // A body that breaks off must not look complete.
    if (pulled == Pulled::failed) co_return Next::close;
    if (head_context.chunked && !piece.empty()) {
      front += fmt::format("{:x}\r\n", piece.size());
      piece += "\r\n";
    }
    if (head_context.chunked && pulled == Pulled::last) piece += "0\r\n\r\n";
    if (!co_await transport_.write(front, piece)) co_return Next::close;
    context_.counters.bytes_sent += front.size() + piece.size();
    front.clear();
  }
  co_return next;
}

}  // namespace slipstream::http
