#include "http/connection.hpp"

#include <utility>

#include "http/accept.hpp"
#include "http/compression.hpp"
#include "http/errors.hpp"
#include "http/handling.hpp"
#include "http/response_head.hpp"

namespace slipstream::http {

namespace asio = boost::asio;

namespace {

// Beyond the header's limit, so that it is the parser that finds a header too large.
constexpr std::size_t kBufferMargin = 1024;

Response overloaded(ErrorForm form) {
  auto response = refusal(503, "too busy; try again", form);
  response.headers.emplace_back("Retry-After", "1");
  return response;
}

}  // namespace

Connection::Connection(asio::ip::tcp::socket socket, Context& context, Peer peer)
    : context_(context),
      peer_(std::move(peer)),
      transport_(std::move(socket), context.limits.write_timeout),
      input_(context.limits.header_bytes + kBufferMargin),
      reader_(context.limits),
      job_done_(transport_.executor()),
      stream_woken_(transport_.executor()) {
  context_.connections.insert(this);
}

Connection::~Connection() {
  context_.connections.erase(this);
  context_.give_place_back(peer_.address);
}

asio::awaitable<void> Connection::run() {
  const auto self = shared_from_this();
  auto next = Next::request;
  transport_.set_deadline(context_.limits.header_timeout);
  while (next == Next::request && !(context_.stopping && input_.empty())) {
    const auto received = co_await receive();
    if (received == Received::nothing) break;
    next = received == Received::failure ? co_await refuse_unreadable() : co_await answer();
    transport_.set_deadline(context_.limits.idle_timeout);
  }
  transport_.close();
}

asio::awaitable<Connection::Received> Connection::receive() {
  using State = RequestReader::State;
  reader_ = RequestReader{context_.limits};
  idle_ = input_.empty();
  if (!idle_) transport_.set_deadline(context_.limits.header_timeout);
  auto state = State::need_more;
  while (true) {
    if (!input_.empty()) {
      const auto progress = reader_.feed(input_.unread());
      input_.consume(progress.consumed);
      if (progress.state == State::complete) co_return Received::request;
      if (progress.state == State::failed) co_return Received::failure;
      if (state == State::need_more && progress.state == State::need_body) {
        if (reader_.expects_continue()) co_await transport_.write("HTTP/1.1 100 Continue\r\n\r\n");
        transport_.set_deadline(context_.limits.idle_timeout);
      }
      state = progress.state;
    }
    const auto room = input_.room();
    if (room.empty()) {
      reader_.give_up(431, "a line of the request is too long");
      co_return Received::failure;
    }
    const auto count = co_await transport_.read_some(room);
    if (count == 0 && (idle_ || !transport_.expired())) co_return Received::nothing;
    if (count == 0) {
      reader_.give_up(408, "the request took too long to arrive");
      co_return Received::failure;
    }
    input_.commit(count);
    context_.counters.bytes_received += count;
    if (std::exchange(idle_, false)) transport_.set_deadline(context_.limits.header_timeout);
  }
}

asio::awaitable<Connection::Next> Connection::refuse_unreadable() {
  const auto response = refusal(reader_.failure().status, reader_.failure().message);
  Asked asked;
  asked.keep_alive = false;
  co_await send(response, asked);
  co_await transport_.linger();
  co_return Next::close;
}

asio::awaitable<Connection::Next> Connection::answer() {
  transport_.clear_deadline();
  auto parsed = reader_.take();
  Asked asked;
  asked.keep_alive = parsed.keep_alive;
  asked.http_1_0 = parsed.http_1_0;
  asked.head_only = parsed.request.method == Method::head;
  asked.takes_gzip = accepts_gzip(parsed.request.header("accept-encoding"));
  asked.allowed_origin = context_.gatekeeper.allowed_origin(parsed.request);

  const auto judged = context_.gatekeeper.judge(std::move(parsed), peer_);
  if (const auto* response = std::get_if<Response>(&judged)) co_return co_await send(*response, asked);
  const auto& admitted = std::get<Admitted>(judged);
  if (std::holds_alternative<StreamHandler>(admitted.route->handler)) {
    co_return co_await answer_stream(admitted, asked);
  }
  const auto response = co_await handle(admitted, asked);
  co_return co_await send(response, asked);
}

asio::awaitable<Response> Connection::handle(const Admitted& admitted, Asked& asked) {
  auto quick = run_quick_handler(admitted);
  Response response = quick ? std::move(*quick) : Response{};
  const bool on_pool = !quick && admitted.route->options.run_on == RunOn::worker;
  const auto respond = [&] {
    if (!quick) response = run_handler(admitted);
    asked.varies_by_encoding = is_compressible(response);
    const bool here = on_pool || response.body.size() <= kSmallBodyBytes;
    if (asked.varies_by_encoding && asked.takes_gzip && here) compress(response);
  };
  if (on_pool) {
    if (!co_await on_worker(respond)) co_return overloaded(admitted.route->options.errors);
    co_return response;
  }
  respond();
  const bool still_plain = asked.varies_by_encoding && is_compressible(response);
  // With the pool full the client gets it uncompressed.
  if (still_plain && asked.takes_gzip) co_await on_worker([&] { compress(response); });
  co_return response;
}

asio::awaitable<Connection::Next> Connection::send(const Response& response, const Asked& asked) {
  if (response.source) co_return co_await send_pieces(response, asked);
  const bool keep_alive = asked.keep_alive && !context_.stopping;
  HeadContext head_context;
  head_context.keep_alive = keep_alive;
  head_context.http_1_0 = asked.http_1_0;
  head_context.date = context_.date;
  head_context.allowed_origin = asked.allowed_origin;
  head_context.varies_by_encoding = asked.varies_by_encoding;
  head_context.length = response.body.size();
  const auto head = response_head(response, head_context);
  const bool bodyless = asked.head_only || response.status == 204 || response.status == 304;
  const auto body = bodyless ? std::string_view{} : std::string_view{response.body};

  context_.counters.count_response(response.status);
  const bool written = co_await transport_.write(head, body);
  if (written) context_.counters.bytes_sent += head.size() + body.size();
  co_return written&& keep_alive ? Next::request : Next::close;
}

asio::awaitable<bool> Connection::on_worker(std::function<void()> job) {
  // The last reference goes with the way back: a connection ends on the I/O thread.
  auto bring_back = [self = shared_from_this(), executor = transport_.executor(),
                     job = std::move(job)]() mutable {
    if (!self->context_.abandoned) job();
    asio::post(executor, [self = std::move(self)] { self->job_done_.set(); });
  };
  if (!context_.workers.submit(std::move(bring_back))) co_return false;
  co_await job_done_.wait();
  co_return true;
}

void Connection::tick(Transport::Clock::time_point now) {
  constexpr auto kKeepAlive = std::chrono::seconds{15};
  transport_.check_deadline(now);
  if (last_event_ == Transport::Clock::time_point{} || now - last_event_ < kKeepAlive) return;
  keep_alive_due_ = true;
  stream_woken_.set();
}

void Connection::stop() {
  stream_woken_.set();
  if (idle_) transport_.close();
}

}  // namespace slipstream::http
