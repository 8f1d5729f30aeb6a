#include <gmock/gmock.h>

#include "http/tests/client.hpp"
#include "http/tests/gunzip.hpp"

namespace slipstream::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Result<Response> echo(const Request& request) { return json_response(request.body); }

Router echo_router() {
  Router router;
  router.add(Method::get, "/echo", echo);
  router.add(Method::post, "/echo", echo);
  return router;
}

ServerOptions tight() {
  ServerOptions options;
  options.limits.header_bytes = 4096;
  options.limits.body_bytes = 10'000;
  options.limits.header_timeout = std::chrono::seconds{1};
  options.limits.idle_timeout = std::chrono::seconds{1};
  return options;
}

struct BadBytes {
  std::string name, bytes;
  int status;
};
class Malformed : public ::testing::TestWithParam<BadBytes> {};
TEST_P(Malformed, is_answered_and_the_connection_closed) {
  const auto server = start_server(echo_router(), tight());
  Client client{*server};
  client.send(GetParam().bytes);
  EXPECT_EQ(client.reply().status, GetParam().status);
  EXPECT_EQ(client.take_all(), "") << "nothing follows";
  Client next{*server};
  EXPECT_EQ(next.ask("GET", "/echo").status, 200) << "others are not touched";
}

std::string post(std::string_view headers, std::string_view body) {
  return fmt::format("POST /echo HTTP/1.1\r\nHost: localhost\r\n{}\r\n{}", headers, body);
}

INSTANTIATE_TEST_SUITE_P(
    All, Malformed,
    ::testing::Values(
        BadBytes{"garbage", "\x16\x03\x01\x02\r\n\r\n", 400}, BadBytes{"no_version", "GET /\r\n\r\n", 400},
        BadBytes{"http_2", "GET / HTTP/2.0\r\n\r\n", 505}, BadBytes{"method", "BREW / HTTP/1.1\r\n\r\n", 501},
        BadBytes{"no_colon", "GET /echo HTTP/1.1\r\nHost\r\n\r\n", 400},
        BadBytes{"nul", std::string("GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n", 36), 400},
        BadBytes{"bare_lf_in_header", "GET /echo HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n", 400},
        BadBytes{"long_target", "GET /" + std::string(5000, 'a'), 431},
        BadBytes{"long_header", "GET / HTTP/1.1\r\nX: " + std::string(5000, 'a') + "\r\n\r\n", 431},
        BadBytes{"bad_length", post("Content-Length: x\r\n", ""), 400},
        BadBytes{"negative_length", post("Content-Length: -1\r\n", ""), 400},
        BadBytes{"two_lengths", post("Content-Length: 1\r\nContent-Length: 2\r\n", "a"), 400},
        BadBytes{"length_and_chunked",
                 post("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), 400},
        BadBytes{"too_large", post("Content-Length: 10001\r\n", ""), 413},
        BadBytes{"much_too_large", post("Content-Length: 99999999999999999999\r\n", ""), 400},
        BadBytes{"chunks_too_large",
                 post("Transfer-Encoding: chunked\r\n", "2711\r\n" + std::string(10001, 'a')), 413},
        BadBytes{"bad_chunk_size", post("Transfer-Encoding: chunked\r\n", "zz\r\nabc\r\n0\r\n\r\n"), 400},
        BadBytes{"endless_chunk_size", post("Transfer-Encoding: chunked\r\n", "fffffffffffffffffff\r\n"),
                 400},
        BadBytes{"chunk_without_end", post("Transfer-Encoding: chunked\r\n", "1\r\naXX0\r\n\r\n"), 400},
        BadBytes{"endless_extension", post("Transfer-Encoding: chunked\r\n", "1;" + std::string(8000, 'e')),
                 431}),
    [](const auto& instance) { return instance.param.name; });

TEST(Limits, a_header_that_drips_gets_408) {
  const auto server = start_server(echo_router(), tight());
  Client client{*server};
  client.send("GET /echo HTTP/1.1\r\nHost: local");
  EXPECT_EQ(client.reply().status, 408);
  EXPECT_EQ(client.take_all(), "");
}

TEST(Limits, a_body_that_never_comes_gets_408) {
  const auto server = start_server(echo_router(), tight());
  Client client{*server};
  client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\n\r\nab");
  EXPECT_EQ(client.reply().status, 408);
}

TEST(Limits, an_idle_connection_is_closed_without_a_word) {
  const auto server = start_server(echo_router(), tight());
  Client fresh{*server};
  Client used{*server};
  EXPECT_EQ(used.ask("GET", "/echo").status, 200);
  EXPECT_EQ(fresh.take_all(), "");
  EXPECT_EQ(used.take_all(), "");
}

TEST(Limits, a_body_of_just_the_limit_is_taken) {
  const auto server = start_server(echo_router(), tight());
  Client client{*server};
  const std::string body(10'000, 'b');
  EXPECT_EQ(client.ask("POST", "/echo", {}, body).body, body);
}

TEST(Limits, a_header_counts_whole_however_it_arrives) {
  const auto server = start_server(echo_router(), tight());
  const std::string start = "GET /echo?";
  const std::string end = " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  for (const std::size_t size : {4096U, 4097U}) {
    const auto header = start + std::string(size - start.size() - end.size(), 'q') + end;
    for (const std::size_t piece : {1U, 1000U, 5000U}) {
      Client client{*server};
      for (std::size_t at = 0; at < size; at += piece)
        client.send(std::string_view{header}.substr(at, piece));
      EXPECT_EQ(client.reply().status, size > 4096 ? 431 : 200) << "in pieces of " << piece;
    }
  }
}

TEST(Limits, a_client_that_ends_its_half_is_still_answered) {
  const auto server = start_server(echo_router());
  Client client{*server};
  client.request("GET", "/echo");
  client.finish_sending();
  EXPECT_EQ(client.reply().status, 200);
  EXPECT_EQ(client.take_all(), "");
}

TEST(Limits, connections_in_all_are_bounded) {
  auto options = tight();
  options.limits.connections = 2;
  options.limits.idle_timeout = std::chrono::seconds{60};
  const auto server = start_server(echo_router(), options);
  Client first{*server};
  Client second{*server};
  EXPECT_EQ(first.ask("GET", "/echo").status, 200);
  EXPECT_EQ(second.ask("GET", "/echo").status, 200);
  Client third{*server};
  EXPECT_EQ(third.reply().status, 503);
  EXPECT_EQ(server->stats().refused_connections, 1U);
  first.close();
  EXPECT_TRUE(eventually([&] { return server->stats().connections == 1; }));
  Client fourth{*server};
  EXPECT_EQ(fourth.ask("GET", "/echo").status, 200);
}

TEST(Limits, loopback_is_exempt_from_the_limit_per_address) {
  ServerOptions options;
  options.limits.connections_per_address = 1;
  const auto server = start_server(echo_router(), options);
  Client first{*server};
  Client second{*server};
  EXPECT_EQ(first.ask("GET", "/echo").status, 200);
  EXPECT_EQ(second.ask("GET", "/echo").status, 200);
}

TEST(Gzip, goes_round_for_bodies_worth_it) {
  for (const std::size_t bytes : {2000U, 200'000U}) {
    for (const auto run_on : {RunOn::io_thread, RunOn::worker}) {
      std::string text;
      while (text.size() < bytes) text += fmt::format("{{\"speed\":{}}},", text.size() % 331);
      Router router;
      router.add(Method::get, "/data", [&](const Request&) { return json_response(text); },
                 {.run_on = run_on});
      const auto server = start_server(std::move(router));
      Client client{*server};
      const auto plain = client.ask("GET", "/data");
      EXPECT_EQ(plain.body, text);
      EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
      const auto packed = client.ask("GET", "/data", "Accept-Encoding: gzip;q=0.8, identity;q=0.1\r\n");
      EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
      EXPECT_LT(packed.body.size(), text.size() / 2);
      EXPECT_EQ(gunzip(packed.body), text);
      const auto unwanted = client.ask("GET", "/data", "Accept-Encoding: gzip;q=0\r\n");
      EXPECT_EQ(unwanted.body, text);
    }
  }
}

TEST(Gzip, leaves_small_and_packed_bodies_alone) {
  Router router;
  router.add(Method::get, "/small", [](const Request&) { return json_response("{}"); });
  router.add(Method::get, "/image", [](const Request&) -> Result<Response> {
    Response response;
    response.content_type = "image/png";
    response.body = std::string(5000, 'p');
    return response;
  });
  const auto server = start_server(std::move(router));
  Client client{*server};
  for (const char* path : {"/small", "/image"}) {
    const auto reply = client.ask("GET", path, "Accept-Encoding: gzip\r\n");
    EXPECT_THAT(reply.head, Not(HasSubstr("Encoding"))) << path;
  }
}

TEST(ResponseHead, a_handlers_header_cannot_break_out) {
  Router router;
  router.add(Method::get, "/evil", [](const Request&) {
    auto response = json_response("{}");
    response.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b\r\n\r\nc");
    return response;
  });
  const auto server = start_server(std::move(router));
  Client client{*server};
  const auto reply = client.ask("GET", "/evil");
  EXPECT_EQ(reply.header("Set-Cookie"), "");
  EXPECT_EQ(reply.body, "{}");
}

}  // namespace
}  // namespace slipstream::http
