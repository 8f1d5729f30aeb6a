#include <atomic>

#include <gtest/gtest.h>

#include "http/tests/client.hpp"

namespace slipstream::http {
namespace {

// Tells its latest tick whenever asked, and how often it was asked.
struct Source {
  std::atomic<int> tick{0};
  std::atomic<int> pulls{0};
  std::atomic<int> open{0};
  std::atomic<bool> over{false};
  std::size_t padding = 0;
};

class TickStream final : public EventStream {
 public:
  explicit TickStream(Source& source) : source_(source) { ++source_.open; }
  ~TickStream() override { --source_.open; }

  bool pull(std::string& out) override {
    ++source_.pulls;
    const int tick = source_.tick;
    if (tick != told_) out += fmt::format("data: {} {}\n\n", tick, std::string(source_.padding, 'x'));
    told_ = tick;
    return !source_.over;
  }

 private:
  Source& source_;
  int told_ = -1;
};

Router stream_router(Source& source) {
  Router router;
  router.add_stream("/ticks", [&](const Request&) { return std::make_unique<TickStream>(source); });
  router.add_stream("/refused", [](const Request&) -> Result<std::unique_ptr<EventStream>> {
    return fail(ErrorCode::invalid_argument, "no such driver");
  });
  return router;
}

TEST(Stream, sends_retry_then_what_is_pulled_at_each_wake) {
  Source source;
  const auto server = start_server(stream_router(source));
  Client client{*server};
  client.request("GET", "/ticks");
  const auto head = client.reply();
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Type"), "text/event-stream");
  EXPECT_EQ(client.take_through("\n\n"), "retry: 2000\n\n");
  EXPECT_EQ(client.take_through("\n\n"), "data: 0 \n\n");
  for (int tick = 1; tick < 5; ++tick) {
    source.tick = tick;
    server->wake_all();
    EXPECT_EQ(client.take_through("\n\n"), fmt::format("data: {} \n\n", tick));
  }
}

TEST(Stream, ends_when_its_source_is_over) {
  Source source;
  const auto server = start_server(stream_router(source));
  Client client{*server};
  client.request("GET", "/ticks");
  ASSERT_TRUE(client.take_through("data: 0 \n\n"));
  source.tick = 1;
  source.over = true;
  server->wake_all();
  EXPECT_EQ(client.take_all(), "data: 1 \n\n");
  EXPECT_TRUE(eventually([&] { return source.open == 0; }));
}

TEST(Stream, may_be_refused_and_the_connection_goes_on) {
  Source source;
  const auto server = start_server(stream_router(source));
  Client client{*server};
  EXPECT_EQ(client.ask("GET", "/refused").status, 400);
  const auto head = client.ask("HEAD", "/ticks");
  EXPECT_EQ(head.header("Content-Type"), "text/event-stream");
  EXPECT_EQ(client.take_all(), "");
}

TEST(Stream, a_client_that_left_is_noticed_without_an_event) {
  Source source;
  const auto server = start_server(stream_router(source));
  Client client{*server};
  client.request("GET", "/ticks");
  ASSERT_TRUE(client.take_through("data: 0 \n\n"));
  client.close();
  EXPECT_TRUE(eventually([&] { return server->stats().streams == 0 && server->stats().connections == 0; }));
  EXPECT_EQ(source.open, 0);
}

TEST(Stream, a_slow_client_is_asked_less_often_and_gets_the_latest) {
  Source source;
  source.padding = std::size_t{64} << 10;
  const auto server = start_server(stream_router(source));
  Client slow{*server, 0, 4096};
  slow.request("GET", "/ticks");
  Client quick{*server};
  quick.request("GET", "/ticks");
  ASSERT_TRUE(quick.take_through("data: 0 "));
  constexpr int kTicks = 100;
  for (int tick = 1; tick <= kTicks; ++tick) {
    source.tick = tick;
    server->wake_all();
    ASSERT_TRUE(quick.take_through(fmt::format("data: {} ", tick)));
  }
  const auto sent = server->stats().bytes_sent;
  EXPECT_LT(sent, source.padding * (kTicks + 40)) << "the slow client's share waits in the source, not here";
  EXPECT_LT(source.pulls, 2 * kTicks);
  EXPECT_TRUE(slow.take_through(fmt::format("data: {} ", kTicks))) << "the latest state arrives in the end";
}

TEST(Stream, many_wakes_between_two_turns_count_as_one) {
  Source source;
  Router router = stream_router(source);
  StreamWaker* waker = nullptr;
  router.add(Method::post, "/burst", [&](const Request&) -> Result<Response> {
    for (int i = 0; i < 1000; ++i) waker->wake_all();
    return json_response("{}");
  });
  const auto server = start_server(std::move(router));
  waker = server.get();
  Client stream{*server};
  stream.request("GET", "/ticks");
  ASSERT_TRUE(stream.take_through("data: 0 \n\n"));
  const int before = source.pulls;
  Client client{*server};
  EXPECT_EQ(client.ask("POST", "/burst").status, 200);
  EXPECT_TRUE(eventually([&] { return source.pulls > before; }));
  EXPECT_EQ(client.ask("POST", "/burst").status, 200);
  EXPECT_LE(source.pulls, before + 2);
}

TEST(Stream, two_hundred_streams_get_every_tick_and_end_at_stop) {
  Source source;
  const auto server = start_server(stream_router(source));
  std::vector<Client> clients;
  for (int i = 0; i < 200; ++i) {
    clients.emplace_back(*server);
    clients.back().request("GET", "/ticks");
  }
  for (auto& client : clients) ASSERT_TRUE(client.take_through("data: 0 \n\n"));
  EXPECT_EQ(server->stats().streams, 200U);
  for (int tick = 1; tick <= 10; ++tick) {
    source.tick = tick;
    server->wake_all();
    for (auto& client : clients) {
      ASSERT_EQ(client.take_through("\n\n"), fmt::format("data: {} \n\n", tick));
    }
  }
  source.tick = 11;
  server->stop(std::chrono::seconds{5});
  for (auto& client : clients) EXPECT_EQ(client.take_all(), "data: 11 \n\n") << "the last word, then the end";
  EXPECT_EQ(source.open, 0);
}

TEST(Stream, more_than_allowed_are_refused) {
  Source source;
  ServerOptions options;
  options.limits.streams = 1;
  const auto server = start_server(stream_router(source), options);
  Client first{*server};
  first.request("GET", "/ticks");
  ASSERT_TRUE(first.take_through("data: 0 \n\n"));
  Client second{*server};
  const auto refused = second.ask("GET", "/ticks");
  EXPECT_EQ(refused.status, 503);
  EXPECT_EQ(refused.header("Retry-After"), "5");
}

TEST(Stream, a_client_that_takes_nothing_is_dropped_in_time) {
  Source source;
  source.padding = 8 << 20;
  ServerOptions options;
  options.limits.write_timeout = std::chrono::seconds{1};
  const auto server = start_server(stream_router(source), options);
  Client dead{*server, 0, 4096};
  dead.request("GET", "/ticks");
  EXPECT_TRUE(eventually([&] { return source.pulls > 0; }));
  EXPECT_TRUE(eventually([&] { return server->stats().connections == 0; }));
}

}  // namespace
}  // namespace slipstream::http
