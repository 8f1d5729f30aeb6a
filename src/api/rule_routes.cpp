#include "api/routes.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

Result<http::Response> list_rules(const ApiContext& context) {
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for (const RuleInfo& rule : context.rules()) {
    json.begin_object().key("name").value(rule.name).key("alert_type").value(rule.alert_type);
    json.key("description").value(rule.description).key("severity").value(domain::to_string(rule.severity));
    json.key("shown").value(rule.shown).key("enabled").value(rule.enabled).end_object();
  }
  json.end_array();
  return http::json_response(std::move(text));
}

}  // namespace

void add_rule_routes(http::Router& router, const SharedContext& context) {
  router.add(http::Method::get, "/api/v1/rules",
             [context](const http::Request&) { return list_rules(*context); });
}

}  // namespace slipstream::api
