#include <gmock/gmock.h>

#include "base/base64.hpp"
#include "http/authenticator.hpp"
#include "http/site_policy.hpp"
#include "http/tests/client.hpp"

namespace slipstream::http {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Result<Response> done(const Request&) { return json_response("{}"); }

Router guarded_router() {
  Router router;
  router.add(Method::get, "/", done);
  router.add(Method::get, "/read", done);
  router.add(Method::post, "/ask", done);
  router.add(Method::post, "/change", done, {.access = Access::control});
  return router;
}

// Listening everywhere: even a client on this machine needs a token.
std::unique_ptr<Server> start_open_server() {
  ServerOptions options;
  options.listen = {"0.0.0.0:0"};
  options.tokens = {{"reader", Access::read}, {"steward", Access::control}};
  return start_server(guarded_router(), options);
}

struct HostCase {
  std::string_view host;
  int status;
};
class HostCheck : public ::testing::TestWithParam<HostCase> {};
TEST_P(HostCheck, only_names_served_here) {
  ServerOptions options;
  options.allowed_hosts = {"timing.example", "Boxed.example:8080"};
  const auto server = start_server(guarded_router(), options);
  Client client{*server};
  client.send(fmt::format("GET /read HTTP/1.1\r\n{}\r\n", GetParam().host));
  EXPECT_EQ(client.reply().status, GetParam().status);
}
INSTANTIATE_TEST_SUITE_P(
    All, HostCheck,
    ::testing::Values(HostCase{"Host: localhost\r\n", 200}, HostCase{"Host: LOCALHOST:1\r\n", 200},
                      HostCase{"Host: 127.0.0.1:65000\r\n", 200}, HostCase{"Host: 127.9.9.9\r\n", 200},
                      HostCase{"Host: [::1]:5001\r\n", 200}, HostCase{"Host: app.localhost\r\n", 200},
                      HostCase{"Host: timing.example\r\n", 200},
                      HostCase{"Host: TIMING.example.:80\r\n", 200}, HostCase{"Host: boxed.example\r\n", 200},
                      HostCase{"Host: evil.example\r\n", 403},
                      HostCase{"Host: 127.0.0.1.evil.example\r\n", 403}, HostCase{"Host: 127.evil\r\n", 403},
                      HostCase{"Host: localhost.evil.example\r\n", 403}, HostCase{"Host: 10.0.0.1\r\n", 403},
                      HostCase{"Host: evil@localhost\r\n", 403}, HostCase{"Host: localhost:80:80\r\n", 403},
                      HostCase{"Host: [::1]evil\r\n", 403}, HostCase{"Host: \r\n", 403},
                      HostCase{"Host: [\r\n", 403}, HostCase{"", 400},
                      HostCase{"Host: localhost\r\nHost: evil.example\r\n", 400}));

TEST(HostCheckOfTarget, the_absolute_form_wins) {
  const auto server = start_server(guarded_router());
  Client client{*server};
  EXPECT_EQ(client.ask("GET", "http://localhost/read").status, 200);
  EXPECT_EQ(client.ask("GET", "http://evil.example/read").status, 403);
}

struct ChangeCase {
  std::string_view headers, body;
  int status;
};
class ChangingState : public ::testing::TestWithParam<ChangeCase> {};
TEST_P(ChangingState, needs_json_and_a_known_origin) {
  ServerOptions options;
  options.allowed_origins = {"https://grafana.example/"};
  const auto server = start_server(guarded_router(), options);
  Client client{*server};
  EXPECT_EQ(client.ask("POST", "/change", GetParam().headers, GetParam().body).status, GetParam().status);
  EXPECT_EQ(client.ask("POST", "/ask", GetParam().headers, GetParam().body).status, 200) << "asking is free";
}
INSTANTIATE_TEST_SUITE_P(
    All, ChangingState,
    ::testing::Values(ChangeCase{"", "", 200}, ChangeCase{"Content-Type: application/json\r\n", "{}", 200},
                      ChangeCase{"Content-Type: Application/JSON; charset=utf-8\r\n", "{}", 200},
                      ChangeCase{"Content-Type: text/plain\r\n", "{}", 403}, ChangeCase{"", "{}", 403},
                      ChangeCase{"Content-Type: application/json-patch\r\n", "{}", 403},
                      ChangeCase{"Origin: http://localhost:3000\r\n", "", 200},
                      ChangeCase{"Origin: https://127.0.0.1\r\n", "", 200},
                      ChangeCase{"Origin: https://grafana.example\r\n", "", 200},
                      ChangeCase{"Origin: http://grafana.example\r\n", "", 403},
                      ChangeCase{"Origin: null\r\n", "", 403},
                      ChangeCase{"Origin: ftp://localhost\r\n", "", 403},
                      ChangeCase{"Origin: http://evil.example\r\n", "", 403},
                      ChangeCase{"Origin: http://localhost.evil.example\r\n", "", 403}));

TEST(Cors, allowed_origins_are_named_in_the_answer) {
  const auto server = start_server(guarded_router());
  Client client{*server};
  const auto allowed = client.ask("GET", "/read", "Origin: http://localhost:3000\r\n");
  EXPECT_EQ(allowed.header("Access-Control-Allow-Origin"), "http://localhost:3000");
  EXPECT_THAT(allowed.head, HasSubstr("Vary: Origin"));
  const auto foreign = client.ask("GET", "/read", "Origin: http://evil.example\r\n");
  EXPECT_EQ(foreign.status, 200);
  EXPECT_THAT(foreign.head, Not(HasSubstr("Access-Control")));
}

TEST(Cors, preflight_names_methods_and_headers) {
  const auto server = start_open_server();
  Client client{*server};
  const auto allowed = client.ask("OPTIONS", "/change",
                                  "Origin: http://localhost:3000\r\nAccess-Control-Request-Method: POST\r\n");
  EXPECT_EQ(allowed.status, 204) << "a preflight carries no token";
  EXPECT_EQ(allowed.header("Access-Control-Allow-Methods"), "POST, OPTIONS");
  EXPECT_THAT(allowed.header("Access-Control-Allow-Headers"), HasSubstr("Content-Type"));
  EXPECT_EQ(allowed.header("Access-Control-Allow-Origin"), "http://localhost:3000");
  const auto foreign = client.ask("OPTIONS", "/change",
                                  "Origin: http://evil.example\r\nAccess-Control-Request-Method: POST\r\n");
  EXPECT_EQ(foreign.status, 403);
  EXPECT_THAT(foreign.head, Not(HasSubstr("Access-Control")));
}

TEST(Tokens, decide_who_may_read_and_who_may_change) {
  const auto server = start_open_server();
  Client client{*server};
  const auto none = client.ask("GET", "/read");
  EXPECT_EQ(none.status, 401);
  EXPECT_EQ(none.header("WWW-Authenticate"), "Bearer");
  EXPECT_EQ(client.ask("GET", "/unknown").status, 401) << "a stranger learns nothing about addresses";
  EXPECT_EQ(client.ask("GET", "/read", "Authorization: Bearer wrong\r\n").status, 401);
  EXPECT_EQ(client.ask("GET", "/read", "Authorization: Basic reader\r\n").status, 401);
  EXPECT_EQ(client.ask("GET", "/read", "Authorization: bearer  reader\r\n").status, 200);
  EXPECT_EQ(client.ask("POST", "/change", "Authorization: Bearer reader\r\n").status, 403);
  EXPECT_EQ(client.ask("POST", "/change", "Authorization: Bearer steward\r\n").status, 200);
}

TEST(Tokens, a_login_address_sets_a_cookie_once) {
  const auto server = start_open_server();
  ASSERT_EQ(server->login_urls().size(), 2U);
  const auto url = server->login_urls().back();
  EXPECT_THAT(url, Not(HasSubstr("steward")));
  const auto target = url.substr(url.find("/?token="));
  Client client{*server};
  const auto login = client.ask("GET", target);
  EXPECT_EQ(login.status, 303);
  EXPECT_EQ(login.header("Location"), "/");
  const auto cookie = login.header("Set-Cookie");
  EXPECT_THAT(cookie, HasSubstr("HttpOnly"));
  EXPECT_THAT(cookie, HasSubstr("SameSite=Strict"));
  EXPECT_THAT(cookie, Not(HasSubstr("steward")));
  const auto header = "Cookie: theme=dark; " + cookie.substr(0, cookie.find(';')) + "\r\n";
  EXPECT_EQ(client.ask("GET", "/", header).status, 200);
  EXPECT_EQ(client.ask("POST", "/change", header).status, 200);
  EXPECT_EQ(client.ask("GET", target).status, 401) << "good for one login";
  EXPECT_EQ(client.ask("GET", "/?token=reader").status, 303) << "who knows the secret needs no code";
  EXPECT_EQ(client.ask("GET", "/?token=").status, 401);
}

TEST(Tokens, loopback_needs_none_unless_it_speaks_for_others) {
  ServerOptions options;
  options.tokens = {{"reader", Access::read}};
  options.allowed_hosts = {"timing.example"};
  const auto server = start_server(guarded_router(), options);
  Client client{*server};
  EXPECT_EQ(client.ask("POST", "/change").status, 200);
  EXPECT_EQ(client.ask("GET", "/read", "X-Forwarded-For: 203.0.113.7\r\n").status, 401);
  client.send("GET /read HTTP/1.1\r\nHost: timing.example\r\n\r\n");
  EXPECT_EQ(client.reply().status, 401);
}

TEST(Tokens, comparison_is_by_every_byte) {
  EXPECT_TRUE(equal_in_constant_time("", ""));
  EXPECT_TRUE(equal_in_constant_time("abc", "abc"));
  EXPECT_FALSE(equal_in_constant_time("abc", "abd"));
  EXPECT_FALSE(equal_in_constant_time("abab", "ab"));
  EXPECT_FALSE(equal_in_constant_time("ab", "abab"));
  EXPECT_FALSE(equal_in_constant_time("", "a"));
  EXPECT_FALSE(equal_in_constant_time("a", ""));
}

TEST(Tokens, cookies_and_authorization_are_parsed_strictly) {
  EXPECT_EQ(cookie_value("a=1; b=2;c=x=y", "c"), "x=y");
  EXPECT_EQ(cookie_value("ab=1", "a"), "");
  EXPECT_EQ(cookie_value("a", "a"), "");
  EXPECT_EQ(shown_token("BEARER  x "), "x");
  EXPECT_EQ(shown_token("Bearer"), "");
  EXPECT_EQ(shown_token("Bearerx y"), "");
  EXPECT_EQ(shown_token("Basic " + base::encode_base64("key:se:cret")), "se:cret");
  EXPECT_EQ(shown_token("Basic " + base::encode_base64("no colon")), "");
  EXPECT_EQ(shown_token("Basic ???"), "");
}

TEST(SitePolicy, literal_local_addresses_and_own_pages_are_known) {
  const SitePolicy policy{{"box.local"}, {}};
  EXPECT_TRUE(policy.allows_host("192.168.1.5:5001", "192.168.1.5"));
  EXPECT_FALSE(policy.allows_host("192.168.1.6:5001", "192.168.1.5"));
  EXPECT_TRUE(policy.allows_origin("http://box.local:5001", "box.local:5001"));
  EXPECT_FALSE(policy.allows_origin("http://box.local:9999", "box.local:5001"));
  EXPECT_TRUE((SitePolicy{{}, {"*"}}.allows_origin("https://anything.example", "localhost")));
}

}  // namespace
}  // namespace slipstream::http
