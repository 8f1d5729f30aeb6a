#include "api/points_json.hpp"
#include "api/query_request.hpp"
#include "api/routes.hpp"
#include "codec/json_writer.hpp"

namespace slipstream::api {
namespace {

/// Of one answer: about 100 MB of text.
constexpr std::size_t kMaxPointsPerAnswer = 4'000'000;

/// Writes the list of series, counting its points.
class Answer {
 public:
  explicit Answer(const store::SeriesQuery& query) : query_(query) { text_ += '['; }

  void add(std::string_view driver, const std::vector<store::Point>& points, store::Metric metric) {
    if (text_.size() > 1) text_ += ',';
    text_ += R"({"target":)";
    codec::JsonWriter{text_}.value(fmt::format("{}.{}", driver, store::to_string(metric)));
    text_ += R"(,"datapoints":)";
    append_points(points, store::decimals(metric), text_);
    text_ += '}';
    points_ += points.size();
  }
  void add(const store::DriverHistory& history, const QueryTarget& target) {
    store::SeriesQuery query = query_;
    if (target.axis) query.axis = *target.axis;
    add(history.driver().view(), history.series(target.metric, query), target.metric);
  }

  [[nodiscard]] bool too_large() const { return points_ > kMaxPointsPerAnswer; }
  [[nodiscard]] std::string take() {
    text_ += ']';
    return std::move(text_);
  }

 private:
  store::SeriesQuery query_;
  std::string text_;
  std::size_t points_ = 0;
};

Result<http::Response> answer_query(const ApiContext& context, const http::Request& request) {
  const auto query = read_query(request);
  if (!query) return std::unexpected(query.error());
  Answer answer(query->series);
  const auto drivers = context.store->drivers();
  for (const QueryTarget& target : query->targets) {
    bool found = false;
    for (const auto& history : drivers) {
      if (!target.driver.empty() && history->driver().view() != target.driver) continue;
      answer.add(*history, target);
      found = true;
      if (answer.too_large()) {
        return fail(ErrorCode::invalid_argument, "more than {} points: give maxDataPoints or a shorter range",
                    kMaxPointsPerAnswer);
      }
    }
    // A driver who has not sent anything yet is an empty series, not an error: dashboards are made
    // beforehand.
    if (!found && !target.driver.empty()) answer.add(target.driver, {}, target.metric);
  }
  return http::json_response(answer.take());
}

}  // namespace

void add_query_routes(http::Router& router, const SharedContext& context) {
  const auto handler = [context](const http::Request& request) { return answer_query(*context, request); };
  const http::RouteOptions options{.run_on = http::RunOn::worker};
  router.add(http::Method::get, "/query", handler, options);
  router.add(http::Method::post, "/query", handler, options);
}

}  // namespace slipstream::api
