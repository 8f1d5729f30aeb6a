#include "api/routes.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

using View = store::Store::View;

void write_producers(const store::Stats& stats, codec::JsonWriter& json) {
  json.key("producers").begin_object();
  for (const auto& [run, producer] : stats.producers) {
    json.key(run).begin_object().key("messages").value(std::uint64_t{producer.messages});
    if (producer.messages > 0) json.key("last_message").value(base::format_wall(producer.last_at));
    json.end_object();
  }
  json.end_object();
}

void write_share(const store::ReaderShare& share, codec::JsonWriter& json) {
  json.key("share").begin_object().key("group").value(share.group);
  json.key("partitions").begin_array();
  for (const log::Partition partition : share.partitions) json.value(std::int64_t{partition});
  json.end_array().key("drivers").begin_array();
  for (const domain::DriverId& driver : share.drivers) json.value(driver.view());
  json.end_array().end_object();
}

void write_consumers(const ApiContext& context, const View& view, codec::JsonWriter& json) {
  json.key("consumers").begin_object().key("store").begin_object();
  json.key("telemetry").value(std::uint64_t{view.stats.messages_received});
  json.key("session").value(std::uint64_t{view.stats.session_messages});
  json.key("alerts").value(std::uint64_t{view.alerts.messages()});
  json.key("rejected").value(std::uint64_t{view.stats.rejected});
  json.key("from_earlier_run").value(std::uint64_t{view.stats.from_earlier_run});
  if (context.reader != nullptr) {
    json.key("lag").value(context.reader->lag());
    if (const auto share = context.reader->share()) write_share(*share, json);
  }
  json.end_object();
  if (const auto processors = context.processors()) {
    json.key("processors").begin_object();
    json.key("members").value(std::uint64_t{processors->members}).key("lag").value(processors->lag);
    json.end_object();
  }
  json.end_object();
}

void write_anomalies(const store::Stats& stats, codec::JsonWriter& json) {
  json.key("wheel_spin_by_driver").begin_object();
  for (const auto& [driver, count] : stats.wheel_spin) json.key(driver.view()).value(std::uint64_t{count});
  json.end_object().key("gear_anomalies").begin_object();
  json.key("lugging")
      .value(std::uint64_t{stats.lugging})
      .key("over_rev")
      .value(std::uint64_t{stats.over_rev});
  json.key("by_gear").begin_object();
  for (const auto& [gear, count] : stats.gear_anomalies_by_gear) {
    json.key(std::to_string(gear)).value(std::uint64_t{count});
  }
  json.end_object().end_object();
}

Result<http::Response> answer_stats(const ApiContext& context) {
  const WallTime now = context.now();
  const std::size_t drivers = context.store->drivers().size();
  std::string text;
  codec::JsonWriter json(text);
  context.store->read([&](const View& view) {
    json.begin_object().key("running").value(true);
    json.key("messages_received").value(std::uint64_t{view.stats.messages_received});
    json.key("alerts_received").value(std::uint64_t{view.alerts.messages()});
    json.key("uptime_seconds").number(std::chrono::duration<double>(now - context.started_at).count(), 3);
    json.key("drivers_count").value(std::uint64_t{drivers});
    json.key("messages_per_second").number(view.stats.rate.per_second(now), 1);
    json.key("run_id").value(view.session.run_id());
    json.key("session_key").value(view.session.session_key());
    write_producers(view.stats, json);
    write_consumers(context, view, json);
    write_anomalies(view.stats, json);
    json.end_object();
  });
  return http::json_response(std::move(text));
}

}  // namespace

void add_stats_routes(http::Router& router, const SharedContext& context) {
  router.add(http::Method::get, "/stats", [context](const http::Request&) { return answer_stats(*context); });
}

}  // namespace slipstream::api
