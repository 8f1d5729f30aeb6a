#include <algorithm>
#include <array>
#include <set>

#include "api/query_request.hpp"
#include "api/routes.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

/// What Grafana draws as a line or, with an end, as a region.
struct Mark {
  std::int64_t from_ms = 0;
  std::optional<std::int64_t> to_ms;
  std::string title, text;
  std::vector<std::string> tags;
};

std::set<std::string> hidden_rules(const ApiContext& context) {
  std::set<std::string> hidden;
  for (const RuleInfo& rule : context.rules()) {
    if (!rule.shown) hidden.insert(rule.name);
  }
  return hidden;
}

/// On the axis asked for; nullopt if the alert has no time there.
std::optional<Mark> mark_of(const store::KeptAlert& kept, store::Axis axis) {
  const domain::Alert& alert = kept.record.alert;
  Mark mark;
  if (axis == store::Axis::wall) {
    mark.from_ms = store::unix_ms(kept.record.produced_at);
    if (kept.ended_at) mark.to_ms = store::unix_ms(*kept.ended_at);
  } else {
    if (!alert.date) return std::nullopt;
    mark.from_ms = alert.date->time_since_epoch().count();
    if (alert.ended_at) mark.to_ms = mark.from_ms + (*alert.ended_at - alert.started_at).count();
  }
  mark.title = alert.alert_type;
  // Descriptions begin with the driver already: "VER 331.0 km/h, above 300.0 km/h".
  std::string_view what = alert.description;
  if (what.starts_with(alert.driver.view())) what.remove_prefix(alert.driver.view().size());
  if (what.starts_with(' ')) what.remove_prefix(1);
  mark.text = fmt::format("{}: {}", alert.driver.view(), what);
  mark.tags = {std::string{domain::to_string(alert.severity)}, std::string{alert.driver.view()}};
  return mark;
}

/// Breaks of the wall-time axis: seeks, pauses and further runs.
Mark mark_of(const store::Annotation& annotation) {
  static constexpr std::array<std::string_view, 3> kTitles{"run", "seek", "pause"};
  const std::string_view title = kTitles[static_cast<std::size_t>(annotation.kind)];
  return {annotation.from_ms,
          annotation.to_ms,
          std::string{title},
          annotation.text,
          {"replay", std::string{title}}};
}

std::vector<Mark> marks(const ApiContext& context, const store::SeriesQuery& query) {
  const std::set<std::string> hidden = hidden_rules(context);
  std::vector<Mark> found;
  context.store->read([&](const store::Store::View& view) {
    store::AlertFilter filter;
    if (query.axis == store::Axis::event) filter.run_id = view.session.run_id();
    for (const store::KeptAlert* alert : view.alerts.find(filter)) {
      if (hidden.contains(alert->record.alert.rule)) continue;
      if (auto mark = mark_of(*alert, query.axis)) found.push_back(std::move(*mark));
    }
    if (query.axis == store::Axis::event) return;
    for (const store::Annotation& annotation : view.annotations) found.push_back(mark_of(annotation));
  });
  std::erase_if(found, [&](const Mark& mark) {
    return (query.from_ms && mark.to_ms.value_or(mark.from_ms) < *query.from_ms) ||
           (query.to_ms && mark.from_ms > *query.to_ms);
  });
  std::stable_sort(found.begin(), found.end(),
                   [](const Mark& a, const Mark& b) { return a.from_ms < b.from_ms; });
  return found;
}

Result<http::Response> answer_annotations(const ApiContext& context, const http::Request& request) {
  const auto query = read_query(request);
  if (!query) return std::unexpected(query.error());
  std::string text;
  codec::JsonWriter json(text);
  json.begin_array();
  for (const Mark& mark : marks(context, query->series)) {
    json.begin_object().key("time").value(mark.from_ms);
    if (mark.to_ms) json.key("timeEnd").value(*mark.to_ms);
    json.key("title").value(mark.title).key("text").value(mark.text).key("tags").begin_array();
    for (const std::string& tag : mark.tags) json.value(tag);
    json.end_array().end_object();
  }
  json.end_array();
  return http::json_response(std::move(text));
}

}  // namespace

void add_annotation_routes(http::Router& router, const SharedContext& context) {
  router.add(http::Method::post, "/annotations",
             [context](const http::Request& request) { return answer_annotations(*context, request); });
}

}  // namespace slipstream::api
