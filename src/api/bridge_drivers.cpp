#include "api/routes.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

/// The newest value of every metric, null where it is not known: clients of the existing bridge expect the
/// keys.
void write_metrics(const store::DriverHistory& driver, codec::JsonWriter& json) {
  for (const store::Metric metric : store::all_metrics()) {
    json.key(store::to_string(metric));
    if (const auto value = driver.latest(metric)) {
      json.number(static_cast<double>(*value), store::decimals(metric));
    } else {
      json.null();
    }
  }
}

void write_time(std::int64_t time_ms, codec::JsonWriter& json) {
  json.value(base::format_utc(UtcTime{Milliseconds{time_ms}}));
}

Result<http::Response> list_drivers(const ApiContext& context) {
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for (const auto& driver : context.store->drivers()) {
    const auto newest = driver->rows().latest();
    json.begin_object().key("driver_id").value(driver->driver().view()).key("timestamp");
    if (newest) {
      write_time(newest->wall_ms, json);
    } else {
      json.null();
    }
    if (newest && newest->event_ms != store::TelemetryRow::kNoTime) {
      json.key("date");
      write_time(newest->event_ms, json);
    }
    write_metrics(*driver, json);
    json.end_object();
  }
  json.end_array();
  return http::json_response(std::move(text));
}

}  // namespace

void add_driver_routes(http::Router& router, const SharedContext& context) {
  router.add(http::Method::get, "/drivers",
             [context](const http::Request&) { return list_drivers(*context); });
}

}  // namespace slipstream::api
