#pragma once

#include <algorithm>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include <gtest/gtest.h>

#include "../../store/tests/samples.hpp"
#include "api/router.hpp"

/// The API without sockets: a store filled by hand, requests by path.
namespace slipstream::api::testing {

using store::testing::kStart;

inline http::Request make_request(http::Method method, std::string_view target, std::string body = {}) {
  http::Request request;
  request.method = method;
  const std::size_t mark = target.find('?');
  request.path = target.substr(0, mark);
  request.body = std::move(body);
  std::vector<std::pair<std::string, std::string>> items;
  for (std::string_view rest = mark == std::string_view::npos ? "" : target.substr(mark + 1);
       !rest.empty();) {
    const std::string_view item = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(rest.size(), item.size() + 1));
    const std::size_t equals = item.find('=');
    items.emplace_back(item.substr(0, equals),
                       equals == std::string_view::npos ? "" : item.substr(equals + 1));
  }
  request.query = http::Query{std::move(items)};
  return request;
}

class ApiTest : public ::testing::Test {
 protected:
  ApiTest() {
    context_.store = &store_;
    context_.now = [this] { return now_; };
    context_.started_at = kStart;
  }

  /// Errors become what the server makes of them.
  http::Response ask(http::Request request) {
    if (!router_) router_ = std::make_unique<http::Router>(make_router(context_));
    auto match = router_->match(request.method, request.path);
    if (match.route == nullptr) return http::json_response("no route", 404);
    request.path_parameters = match.path_parameters;
    auto response = std::get<http::Handler>(match.route->handler)(request);
    return response ? *response : http::error_response(response.error());
  }
  http::Response get(std::string_view target) { return ask(make_request(http::Method::get, target)); }
  http::Response post(std::string_view target, std::string body) {
    return ask(make_request(http::Method::post, target, std::move(body)));
  }

  void put(const codec::TelemetryRecord& record) {
    store_.apply(record, {store::Input::telemetry, 0, telemetry_++});
  }
  void put(const codec::SessionRecord& record) {
    std::string json;
    codec::write_session_message(record.message, {record.produced_at, record.session_key, record.run_id, 0},
                                 json);
    store_.apply(record, {store::Input::session, 0, session_++}, json);
  }
  void put(const codec::AlertRecord& record) {
    std::string json;
    codec::write_alert(record.alert, {record.produced_at, record.session_key, record.run_id, 0}, json);
    store_.apply(record, {store::Input::alerts, 0, alerts_++}, json);
  }

  store::Store store_;
  ApiContext context_;
  WallTime now_ = kStart;
  std::unique_ptr<http::Router> router_;
  std::int64_t telemetry_ = 0, session_ = 0, alerts_ = 0;
};

}  // namespace slipstream::api::testing
