#include <prometheus/text_serializer.h>

#include "api/prometheus_text.hpp"
#include "api/routes.hpp"
#include "base/metrics.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

/// A scraper names text/plain or OpenMetrics; "*/*" alone gets JSON.
bool wants_prometheus(const http::Request& request) {
  const std::string_view accept = request.header("accept");
  return accept.find("text/plain") != std::string_view::npos ||
         accept.find("openmetrics") != std::string_view::npos;
}

void write_counters(const store::Store::View& view, PrometheusText& text) {
  struct Counter {
    const char *name, *help;
    std::uint64_t count;
  };
  const Counter counters[] = {
      {"slipstream_telemetry_records_total", "Telemetry records read from the log.",
       view.stats.messages_received},
      {"slipstream_session_messages_total", "Session messages read from the log.",
       view.stats.session_messages},
      {"slipstream_alert_messages_total", "Alert messages read from the log.", view.alerts.messages()},
      {"slipstream_rejected_records_total", "Records that could not be understood.", view.stats.rejected}};
  for (const Counter& counter : counters) {
    text.begin_family(counter.name, MetricKind::counter, counter.help);
    text.sample(counter.count);
  }
  text.begin_family("slipstream_alerts_opened_total", MetricKind::counter,
                    "Alerts opened in the current run.");
  for (const auto severity : {domain::Severity::high, domain::Severity::medium, domain::Severity::low}) {
    const auto count = view.alerts.counts().by_severity[static_cast<std::size_t>(severity)];
    text.sample("severity", domain::to_string(severity), static_cast<double>(count), 0);
  }
}

/// How far behind this server and the processors are.
void write_lags(const ApiContext& context, PrometheusText& text) {
  if (context.reader != nullptr) {
    text.begin_family("slipstream_store_lag_records", MetricKind::gauge,
                      "Records of the log that this server has not read yet.");
    text.sample(static_cast<std::uint64_t>(context.reader->lag()));
  }
  if (const auto processors = context.processors()) {
    text.begin_family("slipstream_processors", MetricKind::gauge, "Processors at work on the log.");
    text.sample(processors->members);
    text.begin_family("slipstream_processor_lag_records", MetricKind::gauge,
                      "Telemetry records that the processors have not committed yet.");
    text.sample(static_cast<std::uint64_t>(processors->lag));
  }
}

/// One gauge per metric that any driver has, labelled by driver.
void write_gauges(const store::DriverList& drivers, PrometheusText& text) {
  for (const store::Metric metric : store::all_metrics()) {
    bool begun = false;
    for (const auto& driver : drivers) {
      const auto value = driver->latest(metric);
      if (!value) continue;
      if (!begun) {
        text.begin_family(fmt::format("slipstream_driver_{}", store::to_string(metric)), MetricKind::gauge,
                          fmt::format("Newest {} of each driver.", store::to_string(metric)));
        begun = true;
      }
      text.sample("driver", driver->driver().view(), static_cast<double>(*value), store::decimals(metric));
    }
  }
}

http::Response prometheus_metrics(const ApiContext& context) {
  http::Response response;
  response.content_type = "text/plain; version=0.0.4; charset=utf-8";
  PrometheusText text(response.body);
  context.store->read([&](const store::Store::View& view) { write_counters(view, text); });
  write_lags(context, text);
  write_gauges(context.store->drivers(), text);
  response.body += prometheus::TextSerializer{}.Serialize(base::metrics_registry().Collect());
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
