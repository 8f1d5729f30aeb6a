#include <nlohmann/json.hpp>

#include "cli/description.hpp"
#include "cli/run_listing.hpp"

namespace slipstream::cli {
namespace {

using nlohmann::json;
using prepare::PreparedSession;
using prepare::SessionSummary;

json or_null(const std::optional<double>& value) { return value ? json(*value) : json(nullptr); }

json to_json(const domain::Driver& driver, const prepare::SampleGap& gap) {
  json out{{"driver_id", driver.id.view()},
           {"from", base::seconds(gap.from)},
           {"seconds", base::seconds(gap.length)}};
  if (gap.lap_number) out["lap_number"] = *gap.lap_number;
  return out;
}

json to_json(const domain::Driver& driver, const prepare::DriverSummary& summary) {
  json out{{"driver_id", driver.id.view()},
           {"name", driver.name},
           {"team", driver.team},
           {"records", summary.records},
           {"with_speed", summary.with_speed},
           {"with_throttle", summary.with_throttle},
           {"with_position", summary.with_position},
           {"gaps", summary.sampling.gaps}};
  if (const auto number = domain::known_number(driver.number)) out["driver_number"] = *number;
  if (summary.last_lap) out["laps"] = *summary.last_lap;
  if (summary.sampling.rate_hz) out["record_rate_hz"] = *summary.sampling.rate_hz;
  if (summary.sampling.longest_gap) out["longest_gap"] = to_json(driver, *summary.sampling.longest_gap);
  return out;
}

json to_json(const prepare::ChannelSummary& summary) {
  const prepare::ChannelName name = name_of(summary.channel);
  json out{
      {"channel", name.name}, {"unit", name.unit}, {"known", summary.known}, {"missing", summary.missing}};
  if (!name.sentinel.empty()) out["sentinels"] = summary.sentinels;
  if (!summary.values) return out;
  const prepare::Distribution& values = *summary.values;
  out.update({{"min", values.min},
              {"q1", values.q1},
              {"median", values.median},
              {"q3", values.q3},
              {"max", values.max},
              {"mean", values.mean}});
  return out;
}

json to_json(const prepare::LapRevisions& revisions) {
  json out{
      {"laps", revisions.laps}, {"revised", revisions.revised}, {"settled_at_end", revisions.settled_at_end}};
  if (!revisions.lateness_s) return out;
  out["seconds_after_lap"] = {{"median", revisions.lateness_s->median},
                              {"q3", revisions.lateness_s->q3},
                              {"max", revisions.lateness_s->max}};
  return out;
}

json gaps_to_json(const PreparedSession& session, const SessionSummary& summary) {
  std::size_t count = 0;
  std::optional<std::size_t> longest;
  for (std::size_t i = 0; i < summary.drivers.size(); ++i) {
    const auto& gap = summary.drivers[i].sampling.longest_gap;
    count += summary.drivers[i].sampling.gaps;
    if (!gap) continue;
    if (!longest || gap->length > summary.drivers[*longest].sampling.longest_gap->length) longest = i;
  }
  json out{{"longer_than_seconds", base::seconds(prepare::SampleGap::kLongerThan)}, {"count", count}};
  if (longest) {
    out["longest"] = to_json(session.drivers()[*longest], *summary.drivers[*longest].sampling.longest_gap);
  }
  return out;
}

}  // namespace

std::string description_json(const PreparedSession& session, const SessionSummary& summary,
                             std::span<const library::RunEntry> runs) {
  const domain::SessionInfo& info = session.info();
  json out{{"key", info.key},
           {"meeting", info.meeting},
           {"name", info.name},
           {"type", info.type},
           {"start_date", info.start_date},
           {"source", info.source},
           {"records", session.record_count()},
           {"session_messages", session.messages().size()},
           {"begin", base::seconds(session.begin_time())},
           {"end", base::seconds(session.end_time())},
           {"damaged_lines", session.report().damaged_lines},
           {"empty_rows", session.empty_rows()},
           {"repeated_rows", session.report().repeated_rows},
           {"missing_values", session.report().missing_values},
           {"missing_topics", session.report().missing_topics},
           {"gaps", gaps_to_json(session, summary)},
           {"lap_revisions", to_json(summary.lap_revisions)},
           {"runs", runs_json(runs)},
           {"drivers", json::array()},
           {"channels", json::array()},
           {"correlations", json::array()}};
  if (const auto rate = session.car_sample_rate_hz()) out["car_sample_rate_hz"] = *rate;
  if (const auto started = session.started_at()) out["started_at"] = base::seconds(*started);
  for (std::size_t i = 0; i < session.drivers().size(); ++i) {
    out["drivers"].push_back(to_json(session.drivers()[i], summary.drivers[i]));
  }
  for (const prepare::ChannelSummary& channel : summary.channels) out["channels"].push_back(to_json(channel));
  for (const prepare::ChannelPair& pair : summary.correlations) {
    out["correlations"].push_back({{"channels", {name_of(pair.one).name, name_of(pair.other).name}},
                                   {"value", or_null(pair.correlation)}});
  }
  return out.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
}

}  // namespace slipstream::cli
