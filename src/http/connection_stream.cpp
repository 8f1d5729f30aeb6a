// The part of a connection that serves events.
#include <utility>

#include "http/connection.hpp"
#include "http/errors.hpp"
#include "http/handling.hpp"
#include "http/response_head.hpp"

namespace slipstream::http {

namespace asio = boost::asio;

namespace {

constexpr int kKernelBytes = 64 * 1024;                    // of a slow client
constexpr std::size_t kKeptBytes = std::size_t{64} << 10;  // of memory between two events
constexpr std::string_view kRetry = "retry: 2000\n\n";

Response stream_head() {
  Response response;
  response.content_type = "text/event-stream";
  response.headers = {{"Cache-Control", "no-cache"}, {"X-Accel-Buffering", "no"}};
  return response;
}

// Counts a stream while it is open.
class StreamPlace {
 public:
  StreamPlace(Context& context, Connection& connection) : context_(context), connection_(connection) {
    context_.streams.insert(&connection_);
    ++context_.counters.streams;
  }
  ~StreamPlace() {
    context_.streams.erase(&connection_);
    --context_.counters.streams;
  }
  StreamPlace(const StreamPlace&) = delete;
  StreamPlace& operator=(const StreamPlace&) = delete;

 private:
  Context& context_;
  Connection& connection_;
};

}  // namespace

asio::awaitable<Connection::Next> Connection::answer_stream(const Admitted& admitted, const Asked& asked) {
  const auto form = admitted.route->options.errors;
  if (context_.streams.size() >= context_.limits.streams) {
    auto response = refusal(503, "too many streams are open; try again later", form);
    response.headers.emplace_back("Retry-After", "5");
    co_return co_await send(response, asked);
  }
  const StreamPlace place{context_, *this};
  Result<std::unique_ptr<EventStream>> stream = fail(ErrorCode::unavailable, "too busy; try again");
  const auto open = [&] { stream = open_stream(admitted); };
  if (admitted.route->options.run_on == RunOn::worker) {
    co_await on_worker(open);
  } else {
    open();
  }
  if (!stream) {
    const auto response = error_response(stream.error(), form);
    co_return co_await send(response, asked);
  }
  HeadContext head_context;
  head_context.keep_alive = false;
  head_context.date = context_.date;
  head_context.allowed_origin = asked.allowed_origin;
  auto head = response_head(stream_head(), head_context);
  context_.counters.count_response(200);
  if (asked.head_only) {
    co_await transport_.write(head);
    co_return Next::close;
  }
  co_await run_stream(**stream, std::move(head));
  co_return Next::close;
}

asio::awaitable<void> Connection::run_stream(EventStream& stream, std::string out) {
  transport_.limit_send_buffer(kKernelBytes);
  transport_.discard_input([self = shared_from_this()] {
    self->client_gone_ = true;
    self->stream_woken_.set();
  });
  out += kRetry;
  stream_ = &stream;
  bool more = true;
  while (more && !client_gone_) {
    more = pull(stream, out);
    if (out.empty() && keep_alive_due_) out = stream.keep_alive();
    if (!out.empty()) {
      if (!co_await transport_.write(out)) break;
      context_.counters.bytes_sent += out.size();
      last_event_ = Transport::Clock::now();
      keep_alive_due_ = false;
      if (out.capacity() > kKeptBytes) out = {};
      out.clear();
    }
    if (context_.stopping) break;
    if (more) co_await stream_woken_.wait();
  }
  stream_ = nullptr;
}

}  // namespace slipstream::http
