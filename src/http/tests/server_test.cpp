#include "http/server.hpp"

#include <future>
#include <latch>

#include <gmock/gmock.h>

#include "http/tests/client.hpp"

namespace slipstream::http {
namespace {

using ::testing::HasSubstr;

Result<Response> hello(const Request&) { return json_response(R"({"hello":"world"})"); }
Result<Response> echo(const Request& request) { return json_response(request.body); }

/// So many pieces of so many bytes; the last one may throw.
class Pieces : public BodySource {
 public:
  Pieces(int count, bool breaks_off) : left_(count), breaks_off_(breaks_off) {}
  bool pull(std::string& out) override {
    if (breaks_off_ && left_ == 1) throw std::runtime_error("bug");
    out.append(1000, 'x');
    return --left_ > 0;
  }

 private:
  int left_;
  bool breaks_off_;
};

Result<Response> in_pieces(bool breaks_off) {
  Response response;
  response.source = std::make_shared<Pieces>(3, breaks_off);
  return response;
}

Router small_router() {
  Router router;
  router.add(Method::get, "/hello", hello);
  router.add(Method::post, "/echo", echo);
  router.add(Method::get, "/pieces", [](const Request&) { return in_pieces(false); });
  router.add(Method::get, "/broken-pieces", [](const Request&) { return in_pieces(true); });
  router.add(Method::post, "/slow-echo", echo, {.run_on = RunOn::worker});
  router.add(Method::get, "/missing", [](const Request&) -> Result<Response> {
    return fail(ErrorCode::not_found, "no session \"x\"");
  });
  router.add(Method::get, "/v1/missing",
             [](const Request&) -> Result<Response> { return fail(ErrorCode::not_found, "none"); },
             {.errors = ErrorForm::detail});
  router.add(Method::get, "/throws",
             [](const Request&) -> Result<Response> { throw std::runtime_error("bug"); });
  router.set_error_form("/v1", ErrorForm::detail);
  return router;
}

TEST(Server, answers_and_keeps_the_connection) {
  const auto server = start_server(small_router());
  Client client{*server};
  for (int i = 0; i < 3; ++i) {
    const auto reply = client.ask("GET", "/hello");
    EXPECT_EQ(reply.status, 200);
    EXPECT_EQ(reply.body, R"({"hello":"world"})");
    EXPECT_EQ(reply.header("Content-Type"), "application/json");
  }
  EXPECT_EQ(server->stats().responses[1], 3U);
  EXPECT_EQ(server->stats().connections, 1U);
}

TEST(Server, sends_a_body_made_on_the_way_in_chunks) {
  const auto server = start_server(small_router());
  Client client{*server};
  client.request("GET", "/pieces");
  const std::string piece = "3e8\r\n" + std::string(1000, 'x') + "\r\n";
  const std::string head = client.take_through("\r\n\r\n").value_or("");
  EXPECT_THAT(head, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_EQ(client.take_through("\r\n0\r\n\r\n"), piece + piece + piece + "0\r\n\r\n");
  EXPECT_EQ(client.ask("GET", "/hello").status, 200);  // on the same connection
}

TEST(Server, closes_where_a_body_made_on_the_way_breaks_off) {
  const auto server = start_server(small_router());
  Client client{*server};
  client.request("GET", "/broken-pieces");
  const std::string all = client.take_all().value_or("");
  EXPECT_THAT(all, HasSubstr("Transfer-Encoding: chunked\r\n"));
  EXPECT_FALSE(all.ends_with("0\r\n\r\n"));
}

TEST(Server, answers_pipelined_requests_in_order) {
  const auto server = start_server(small_router());
  Client client{*server};
  std::string bytes;
  for (const char* body : {"one", "two", "three"}) {
    bytes += fmt::format("POST {} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {}\r\n\r\n{}",
                         *body == 't' ? "/slow-echo" : "/echo", std::string_view{body}.size(), body);
  }
  client.send(bytes);
  for (const char* body : {"one", "two", "three"}) EXPECT_EQ(client.reply().body, body);
}

TEST(Server, reads_a_request_that_comes_byte_by_byte) {
  const auto server = start_server(small_router());
  Client client{*server};
  const std::string_view request =
      "POST /echo HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: "
      "chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n";
  for (const char byte : request) client.send({&byte, 1});
  EXPECT_EQ(client.reply().body, "abcde");
}

TEST(Server, trailers_are_no_headers) {
  Router router;
  router.add(Method::post, "/type", [](const Request& request) {
    return json_response(fmt::format("{}{}", request.header("x-name"), request.body));
  });
  const auto server = start_server(std::move(router));
  Client client{*server};
  client.send(
      "POST /type HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX-Name: "
      "b\r\nHost: evil.example\r\n\r\n");
  const auto reply = client.reply();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.body, "a");
}

TEST(Server, head_is_get_without_the_body) {
  const auto server = start_server(small_router());
  Client client{*server};
  const auto reply = client.ask("HEAD", "/hello");
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Content-Length"), "17");
  EXPECT_EQ(client.ask("GET", "/hello").status, 200);
}

TEST(Server, speaks_http_1_0) {
  const auto server = start_server(small_router());
  Client client{*server};
  client.send("GET /hello HTTP/1.0\r\nHost: localhost\r\n\r\n");
  EXPECT_THAT(client.take_all().value_or(""), HasSubstr("Connection: close"));
}

TEST(Server, confirms_expect_continue) {
  const auto server = start_server(small_router());
  Client client{*server};
  client.request("POST", "/echo", "Expect: 100-continue\r\nContent-Length: 2\r\n");
  EXPECT_EQ(client.reply().status, 100);
  client.send("hi");
  EXPECT_EQ(client.reply().body, "hi");
}

TEST(Server, errors_take_the_form_of_their_route) {
  const auto server = start_server(small_router());
  Client client{*server};
  EXPECT_EQ(client.ask("GET", "/missing").body,
            R"({"error":{"code":"not_found","message":"no session \"x\""}})");
  EXPECT_EQ(client.ask("GET", "/v1/missing").body, R"({"detail":"none"})");
  EXPECT_EQ(client.ask("GET", "/v1/none").body, R"({"detail":"no such address: /v1/none"})");
  EXPECT_EQ(client.ask("GET", "/none").status, 404);
  EXPECT_EQ(client.ask("GET", "/throws").status, 500);
}

TEST(Server, names_the_methods_of_a_path) {
  const auto server = start_server(small_router());
  Client client{*server};
  const auto wrong = client.ask("DELETE", "/hello");
  EXPECT_EQ(wrong.status, 405);
  EXPECT_EQ(wrong.header("Allow"), "GET, HEAD, OPTIONS");
  const auto options = client.ask("OPTIONS", "/echo");
  EXPECT_EQ(options.status, 204);
  EXPECT_EQ(options.header("Allow"), "POST, OPTIONS");
}

TEST(Server, what_the_quick_handler_leaves_goes_to_a_worker) {
  const auto thread_name = [] {
    return fmt::format("\"{}\"", std::hash<std::thread::id>{}(std::this_thread::get_id()));
  };
  Router router;
  router.add(
      Method::get, "/numbers/{n}",
      [&](const Request& request) -> std::optional<Result<Response>> {
        if (request.path_parameter("n") == "13") throw std::runtime_error("bug");
        if (request.path_parameter("n") == "0") return fail(ErrorCode::invalid_argument, "no zero");
        if (request.path_parameter("n").size() > 2) return std::nullopt;
        return json_response(thread_name());
      },
      [&](const Request&) -> Result<Response> { return json_response(thread_name()); },
      {.errors = ErrorForm::detail});
  const auto server = start_server(std::move(router));
  Client client{*server};
  const auto quick = client.ask("GET", "/numbers/1");
  const auto thorough = client.ask("GET", "/numbers/1000");
  EXPECT_EQ(quick.status, 200);
  EXPECT_EQ(thorough.status, 200);
  EXPECT_NE(quick.body, thorough.body) << "another thread";
  const auto refused = client.ask("GET", "/numbers/0");
  EXPECT_EQ(refused.status, 400);
  EXPECT_EQ(refused.body, R"({"detail":"no zero"})");
  EXPECT_EQ(client.ask("GET", "/numbers/13").status, 500);
}

TEST(Server, a_full_pool_answers_503_at_once) {
  std::latch go{1};
  Router router = small_router();
  router.add(Method::get, "/wait",
             [&](const Request& request) {
               go.wait();
               return hello(request);
             },
             {.run_on = RunOn::worker});
  ServerOptions options;
  options.workers = 1;
  options.limits.waiting_jobs = 1;
  const auto server = start_server(std::move(router), options);
  std::vector<Client> clients;
  for (int i = 0; i < 6; ++i) {
    clients.emplace_back(*server);
    clients.back().request("GET", "/wait");
  }
  // One runs, at most one more waits.
  EXPECT_TRUE(eventually([&] { return server->stats().responses[4] >= 4; }));
  Client client{*server};
  EXPECT_EQ(client.ask("GET", "/hello").status, 200) << "the I/O thread is free";
  go.count_down();
  int busy = 0;
  for (auto& waiting : clients) {
    const auto reply = waiting.reply();
    if (reply.status != 503) continue;
    EXPECT_EQ(reply.header("Retry-After"), "1");
    ++busy;
  }
  EXPECT_GE(busy, 4);
  EXPECT_LE(busy, 5);
}

TEST(Server, stop_lets_a_running_request_finish_and_closes_idle_clients) {
  std::promise<void> entered;
  std::latch go{1};
  Router router = small_router();
  router.add(Method::get, "/wait",
             [&](const Request& request) {
               entered.set_value();
               go.wait();
               return hello(request);
             },
             {.run_on = RunOn::worker});
  const auto server = start_server(std::move(router));
  Client idle{*server};
  EXPECT_EQ(idle.ask("GET", "/hello").status, 200);
  Client busy{*server};
  busy.request("GET", "/wait");
  entered.get_future().wait();
  std::thread stopper{[&] { server->stop(std::chrono::seconds{10}); }};
  EXPECT_EQ(idle.take_all(), "");
  go.count_down();
  const auto reply = busy.reply();
  EXPECT_EQ(reply.status, 200);
  EXPECT_EQ(reply.header("Connection"), "close");
  stopper.join();
  server->stop(std::chrono::seconds{1});
  EXPECT_EQ(server->stats().connections, 0U);
}

TEST(Server, stop_cuts_a_client_that_does_not_read_when_the_grace_is_over) {
  Router router;
  router.add(Method::get, "/big",
             [](const Request&) -> Result<Response> { return json_response(std::string(64 << 20, 'x')); });
  const auto server = start_server(std::move(router));
  Client client{*server, 0, 4096};
  client.request("GET", "/big");
  ASSERT_TRUE(eventually([&] { return server->stats().responses[1] == 1; }));
  const auto begin = std::chrono::steady_clock::now();
  server->stop(std::chrono::milliseconds{100});
  EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds{5});
}

TEST(ServerStart, a_port_in_use_is_a_conflict_that_names_it) {
  const auto first = start_server(small_router());
  const auto address = first->addresses().front().substr(std::string_view{"http://"}.size());
  ServerOptions options;
  options.listen = {address};
  const auto second = Server::start(options, std::make_shared<const Router>());
  ASSERT_FALSE(second.has_value());
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  EXPECT_THAT(second.error().message, HasSubstr(address.substr(address.find(':') + 1)));
}

struct BadStart {
  std::vector<std::string> listen;
  std::vector<Token> tokens;
  std::string_view message;
};

class ServerStartRefused : public ::testing::TestWithParam<BadStart> {};

TEST_P(ServerStartRefused, says_what_is_wrong) {
  ServerOptions options;
  options.listen = GetParam().listen;
  options.tokens = GetParam().tokens;
  const auto server = Server::start(options, std::make_shared<const Router>());
  ASSERT_FALSE(server.has_value());
  EXPECT_EQ(server.error().code, ErrorCode::invalid_argument);
  EXPECT_THAT(server.error().message, HasSubstr(std::string{GetParam().message}));
}

INSTANTIATE_TEST_SUITE_P(
    All, ServerStartRefused,
    ::testing::Values(BadStart{{}, {}, "no address"}, BadStart{{"5001"}, {}, "HOST:PORT"},
                      BadStart{{"127.0.0.1:70000"}, {}, "HOST:PORT"},
                      BadStart{{"127.0.0.1:"}, {}, "HOST:PORT"}, BadStart{{"0.0.0.0:0"}, {}, "http.tokens"},
                      BadStart{{"*:0"}, {}, "--insecure"},
                      BadStart{{"127.0.0.1:0"}, {{"", Access::read}}, "token is empty"},
                      BadStart{{"203.0.113.7:0"}, {{"s", Access::read}}, "cannot listen on 203.0.113.7:0"}));

TEST(ServerStart, listens_on_several_addresses) {
  ServerOptions options;
  options.listen = {"127.0.0.1:0", "localhost:0"};
  const auto server = start_server(small_router(), options);
  ASSERT_EQ(server->addresses().size(), 2U);
  Client first{*server, 0};
  Client second{*server, 1};
  EXPECT_EQ(first.ask("GET", "/hello").status, 200);
  EXPECT_EQ(second.ask("GET", "/hello").status, 200);
}

}  // namespace
}  // namespace slipstream::http
