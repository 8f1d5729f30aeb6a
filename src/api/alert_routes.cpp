#include "api/alert_query.hpp"
#include "api/routes.hpp"

namespace slipstream::api {
namespace {

using http::Request;
using http::Response;
using View = store::Store::View;

constexpr std::size_t kRecent = 10;

std::string alert_list(const std::vector<const store::KeptAlert*>& alerts) {
  std::string text = "[";
  for (const store::KeptAlert* alert : alerts) {
    if (text.size() > 1) text += ',';
    append_alert(*alert, text);
  }
  return text += ']';
}

Result<Response> list_alerts(const ApiContext& context, const Request& request) {
  return context.store->read([&](const View& view) -> Result<Response> {
    const auto filter = read_alert_filter(request, view.session.run_id());
    if (!filter) return std::unexpected(filter.error());
    return http::json_response(alert_list(view.alerts.find(*filter)));
  });
}

void write_recent(const codec::AlertRecord& record, codec::JsonWriter& json) {
  const domain::Alert& alert = record.alert;
  json.begin_object();
  json.key("timestamp").value(base::format_wall(record.produced_at));
  json.key("severity").value(domain::to_string(alert.severity));
  json.key("driver_id").value(alert.driver.view());
  json.key("alert_type").value(alert.alert_type);
  json.key("type").value(alert.alert_type);  // the existing bridge's name for it
  json.key("description").value(alert.description);
  if (alert.value) json.key("value").number(*alert.value, 3);
  json.key("alert_id").value(alert.alert_id);
  json.key("state").value(alert.state == domain::AlertState::closed ? "closed" : "opened");
  json.end_object();
}

Result<Response> summarize(const ApiContext& context) {
  std::string text;
  codec::JsonWriter json(text);
  context.store->read([&](const View& view) {
    json.begin_object().key("counts").begin_object();
    for (const auto severity : {domain::Severity::high, domain::Severity::medium, domain::Severity::low}) {
      const auto count = view.alerts.counts().by_severity[static_cast<std::size_t>(severity)];
      json.key(domain::to_string(severity)).value(std::uint64_t{count});
    }
    json.end_object().key("recent").begin_array();
    store::AlertFilter filter;
    filter.run_id = view.session.run_id();
    filter.limit = kRecent;
    for (const store::KeptAlert* alert : view.alerts.find(filter)) write_recent(alert->record, json);
    json.end_array().end_object();
  });
  return http::json_response(std::move(text));
}

}  // namespace

void add_alert_routes(http::Router& router, const SharedContext& context) {
  const auto list = [context](const Request& request) { return list_alerts(*context, request); };
  router.add(http::Method::get, "/alerts", list);
  router.add(http::Method::get, "/api/v1/alerts", list);
  router.add(http::Method::get, "/alerts/summary", [context](const Request&) { return summarize(*context); });
}

}  // namespace slipstream::api
