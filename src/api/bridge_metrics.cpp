#include <prometheus/metric_family.h>
#include <prometheus/text_serializer.h>

#include "api/routes.hpp"
#include "base/metrics.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

/// A scraper names text/plain or OpenMetrics; "*/*" alone gets JSON.
bool wants_prometheus(const http::Request& request) {
  const std::string_view accept = request.header("accept");
  return accept.find("text/plain") != std::string_view::npos ||
         accept.find("openmetrics") != std::string_view::npos;
}

MetricFamily counter(std::string name, std::string help, std::uint64_t value) {
  MetricFamily family{std::move(name), std::move(help), MetricType::Counter, {}};
  ClientMetric metric;
  metric.counter.value = static_cast<double>(value);
  family.metric.push_back(std::move(metric));
  return family;
}

ClientMetric gauge_of(std::string label, std::string label_value, double value) {
  ClientMetric metric;
  metric.label.push_back({std::move(label), std::move(label_value)});
  metric.gauge.value = value;
  return metric;
}

std::vector<MetricFamily> store_families(const store::Store& store) {
  return store.read([&](const store::Store::View& view) {
    MetricFamily alerts{
        "slipstream_alerts_opened_total", "Alerts opened in the current run.", MetricType::Counter, {}};
    for (const auto severity : {domain::Severity::high, domain::Severity::medium, domain::Severity::low}) {
      ClientMetric metric;
      metric.label.push_back({"severity", std::string{domain::to_string(severity)}});
      metric.counter.value =
          static_cast<double>(view.alerts.counts().by_severity[static_cast<std::size_t>(severity)]);
      alerts.metric.push_back(std::move(metric));
    }
    return std::vector<MetricFamily>{
        counter("slipstream_telemetry_records_total", "Telemetry records read from the log.",
                view.stats.messages_received),
        counter("slipstream_session_messages_total", "Session messages read from the log.",
                view.stats.session_messages),
        counter("slipstream_alert_messages_total", "Alert messages read from the log.",
                view.alerts.messages()),
        counter("slipstream_rejected_records_total", "Records that could not be understood.",
                view.stats.rejected),
        std::move(alerts)};
  });
}

/// One gauge per metric, labelled by driver.
void add_driver_families(const store::DriverList& drivers, std::vector<MetricFamily>& families) {
  for (const store::Metric metric : store::all_metrics()) {
    MetricFamily family{fmt::format("slipstream_driver_{}", store::to_string(metric)),
                        fmt::format("Newest {} of each driver.", store::to_string(metric)),
                        MetricType::Gauge,
                        {}};
    for (const auto& driver : drivers) {
      const auto value = driver->latest(metric);
      if (!value) continue;
      family.metric.push_back(
          gauge_of("driver", std::string{driver->driver().view()}, static_cast<double>(*value)));
    }
    if (!family.metric.empty()) families.push_back(std::move(family));
  }
}

http::Response prometheus_metrics(const ApiContext& context) {
  std::vector<MetricFamily> families = store_families(*context.store);
  add_driver_families(context.store->drivers(), families);
  for (auto& family : base::metrics_registry().Collect()) families.push_back(std::move(family));
  http::Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  response.body = prometheus::TextSerializer{}.Serialize(families);
  return response;
}

/// {"timestamp":…,"drivers":{"VER":{"speed":285.5,…}}}; what is not known is left out.
http::Response json_metrics(const ApiContext& context) {
  std::string text;
  codec::JsonWriter json(text);
  json.begin_object();
  json.key("timestamp").value(base::format_utc(std::chrono::floor<std::chrono::milliseconds>(context.now())));
  json.key("drivers").begin_object();
  for (const auto& driver : context.store->drivers()) {
    json.key(driver->driver().view()).begin_object();
    for (const store::Metric metric : store::all_metrics()) {
      const auto value = driver->latest(metric);
      if (value)
        json.key(store::to_string(metric)).number(static_cast<double>(*value), store::decimals(metric));
    }
    json.end_object();
  }
  json.end_object().end_object();
  return http::json_response(std::move(text));
}

}  // namespace

void add_metrics_routes(http::Router& router, const SharedContext& context) {
  router.add(http::Method::get, "/metrics",
             [context](const http::Request& request) -> Result<http::Response> {
               return wants_prometheus(request) ? prometheus_metrics(*context) : json_metrics(*context);
             });
}

}  // namespace slipstream::api
