#include <array>

#include "api/body.hpp"
#include "api/routes.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

using http::Method;
using http::Request;
using http::Response;

constexpr std::array<std::string_view, 3> kSeverities{"high", "medium", "low"};
constexpr std::array<std::string_view, 3> kTagKeys{"driver", "metric", "severity"};

/// Every target of /query: each metric, then that metric of each driver.
template <class Use>
void for_each_target(const ApiContext& context, Use use) {
  const auto drivers = context.store->drivers();
  for (const store::Metric metric : store::all_metrics()) {
    use(std::string{store::to_string(metric)});
    for (const auto& driver : drivers) {
      use(fmt::format("{}.{}", driver->driver().view(), store::to_string(metric)));
    }
  }
}

/// "drivers" is asked for as often as "driver".
std::string_view singular(std::string_view tag) {
  if (tag == "drivers") return "driver";
  if (tag == "metrics") return "metric";
  return tag == "severities" ? "severity" : tag;
}

/// The values of a tag; none for an unknown one.
std::vector<std::string> tag_values(const ApiContext& context, std::string_view tag) {
  std::vector<std::string> values;
  if (tag == "driver") {
    for (const auto& driver : context.store->drivers()) values.emplace_back(driver->driver().view());
  } else if (tag == "metric") {
    for (const store::Metric metric : store::all_metrics()) values.emplace_back(store::to_string(metric));
  } else if (tag == "severity") {
    values.assign(kSeverities.begin(), kSeverities.end());
  }
  return values;
}

Result<Response> search(const ApiContext& context) {
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for_each_target(context, [&](const std::string& target) { json.value(target); });
  json.end_array();
  return http::json_response(std::move(text));
}

Result<Response> list_tag_keys() {
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for (const std::string_view key : kTagKeys) {
    json.begin_object().key("type").value("string").key("text").value(key).end_object();
  }
  json.end_array();
  return http::json_response(std::move(text));
}

Result<Response> list_tag_values(const ApiContext& context, const Request& request) {
  std::string key;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) { key = fields.text("key"); });
  if (!read) return propagate(read);
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for (const std::string& value : tag_values(context, key)) {
    json.begin_object().key("text").value(value).end_object();
  }
  json.end_array();
  return http::json_response(std::move(text));
}

/// simPod: what can be chosen in the query editor, and that each takes a payload `clock`.
Result<Response> list_metrics(const ApiContext& context) {
  static constexpr std::string_view kPayloads =
      R"([{"label":"Clock","name":"clock","type":"select","placeholder":"wall",)"
      R"("options":[{"label":"Time of production","value":"wall"},{"label":"Time of the sample","value":"event"}]}])";
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for_each_target(context, [&](const std::string& target) {
    json.begin_object().key("label").value(target).key("value").value(target);
    json.key("payloads").raw(kPayloads).end_object();
  });
  json.end_array();
  return http::json_response(std::move(text));
}

/// simPod asks for the options of a payload that has none of its own.
Result<Response> list_payload_options(const Request& request) {
  std::string name;
  auto read = read_body(request.body, [&](codec::JsonFields& fields) { name = fields.text("name"); });
  if (!read) return propagate(read);
  if (name != "clock") return http::json_response("[]");
  return http::json_response(
      R"([{"label":"Time of production","value":"wall"},{"label":"Time of the sample","value":"event"}])");
}

/// simPod: values of a dashboard variable; `payload.target` is a tag, drivers if none is named.
Result<Response> list_variable(const ApiContext& context, const Request& request) {
  std::string tag = "driver";
  auto read = read_body(request.body, [&](codec::JsonFields& fields) {
    fields.object("payload", [&](codec::JsonFields& payload) {
      const std::string_view target = payload.text("target");
      if (!target.empty()) tag = singular(target);
    });
  });
  if (!read) return propagate(read);
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for (const std::string& value : tag_values(context, tag)) {
    json.begin_object().key("__text").value(value).key("__value").value(value).end_object();
  }
  json.end_array();
  return http::json_response(std::move(text));
}

}  // namespace

void add_search_routes(http::Router& router, const SharedContext& context) {
  for (const Method method : {Method::get, Method::post}) {
    router.add(method, "/search", [context](const Request&) { return search(*context); });
  }
  router.add(Method::post, "/tag-keys", [](const Request&) { return list_tag_keys(); });
  router.add(Method::post, "/tag-values",
             [context](const Request& request) { return list_tag_values(*context, request); });
  router.add(Method::post, "/metrics", [context](const Request&) { return list_metrics(*context); });
  router.add(Method::post, "/metric-payload-options",
             [](const Request& request) { return list_payload_options(request); });
  router.add(Method::post, "/variable",
             [context](const Request& request) { return list_variable(*context, request); });
}

}  // namespace slipstream::api
