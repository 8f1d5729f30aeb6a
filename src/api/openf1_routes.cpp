#include <algorithm>
#include <string>

#include "api/routes.hpp"
#include "http/errors.hpp"
#include "openf1/answer/answer_text.hpp"
#include "openf1/query/ascii.hpp"
#include "openf1/query/query.hpp"

/// OpenF1's API. Where its own code answers with an HTML page of status 500, this one says 400 or 404 in
/// JSON.
namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

/// An answer this small is sent at once, a larger one as it is written.
constexpr std::size_t kSmallAnswerBytes = std::size_t{256} << 10;
constexpr std::size_t kPieceBytes = std::size_t{64} << 10;
/// Each session of a race is some 40 MB while it is asked.
constexpr openf1::SearchLimits kAnySearch{.sessions = 16};

/// What an I/O thread does itself: some 50 µs of looking for rows (a car's samples of a session), and a
/// hundred of writing them.
constexpr openf1::SearchLimits kQuickSearch{.sessions = 1, .rows = 65'536, .effort = openf1::Effort::small};
constexpr std::size_t kQuickRows = 1000;
constexpr std::size_t kQuickAlternatives = 16;  ///< that each row is compared with

/// Without sessions, every answer is empty.
class NoSessions final : public openf1::SessionProvider {
 public:
  Result<std::shared_ptr<const std::vector<openf1::SessionFacts>>> sessions(
      openf1::Effort /*effort*/) override {
    return std::make_shared<const std::vector<openf1::SessionFacts>>();
  }
  Result<std::shared_ptr<const openf1::Session>> open(const openf1::SessionFacts& facts,
                                                      openf1::Effort /*effort*/) override {
    return fail(ErrorCode::not_found, "no session {}", facts.name);
  }
};

openf1::SessionProvider& provider(const ApiContext& context) {
  static NoSessions none;
  return context.openf1 == nullptr ? none : *context.openf1;
}

class AnswerBody final : public http::BodySource {
 public:
  explicit AnswerBody(openf1::AnswerText text, std::string begun)
      : text_(std::move(text)), begun_(std::move(begun)) {}

  bool pull(std::string& out) override {
    if (!begun_.empty()) {
      out = std::exchange(begun_, {});
      return true;
    }
    return text_.write(out, kPieceBytes);
  }

 private:
  openf1::AnswerText text_;
  std::string begun_;
};

Response respond(openf1::Selection selection, openf1::Form form) {
  Response response;
  if (form == openf1::Form::csv) {
    response.content_type = "text/csv; charset=utf-8";
    response.headers.emplace_back(
        "Content-Disposition", fmt::format("attachment; filename={}.csv", to_string(selection.collection())));
  }
  openf1::AnswerText text(std::move(selection), form);
  const bool more = text.write(response.body, kSmallAnswerBytes);
  if (more) response.source = std::make_shared<AnswerBody>(std::move(text), std::exchange(response.body, {}));
  return response;
}

Result<openf1::Query> query_of(const ApiContext& context, const Request& request, openf1::Effort effort) {
  const UtcTime now = std::chrono::floor<std::chrono::milliseconds>(context.now());
  Result<> unreadable;
  const auto latest = [&]() -> std::optional<openf1::SessionKeys> {
    const auto sessions = provider(context).sessions(effort);
    if (sessions) return latest_session(**sessions, now);
    unreadable = std::unexpected(sessions.error());
    return std::nullopt;
  };
  auto query = openf1::parse_query(request.query.items(), {now, latest});
  if (!unreadable) return propagate(unreadable);
  return query;
}

bool is_simple(const openf1::Query& query) {
  return std::ranges::all_of(query.conditions, [](const openf1::Condition& condition) {
    return condition.alternatives.size() <= kQuickAlternatives;
  });
}

/// Errors: also unavailable: it takes more than the limits of a quick search.
Result<Response> answer_openf1(const ApiContext& context, const Request& request,
                               const openf1::SearchLimits& limits) {
  auto query = query_of(context, request, limits.effort);
  if (!query) return propagate(query);
  const auto collection = openf1::collection_named(openf1::ascii_lower(request.path_parameter("collection")));
  if (!collection && !query->csv) return http::json_response("[]");
  if (!collection) return fail(ErrorCode::not_found, "No results found.");
  if (limits.effort == openf1::Effort::small && !is_simple(*query))
    return fail(ErrorCode::unavailable, "more than {} alternatives", kQuickAlternatives);
  auto selection = openf1::Selection::find(provider(context), *collection, *query, limits);
  if (!selection) return propagate(selection);
  if (selection->size() == 0 && query->csv) return fail(ErrorCode::not_found, "No results found.");
  if (limits.effort == openf1::Effort::small && selection->size() > kQuickRows) {
    return fail(ErrorCode::unavailable, "{} rows to write", selection->size());
  }
  return respond(std::move(*selection), query->csv ? openf1::Form::csv : openf1::Form::json);
}

/// Whatever went wrong may be another matter for who has time.
std::optional<Result<Response>> answer_quickly(const ApiContext& context, const Request& request) {
  auto response = answer_openf1(context, request, kQuickSearch);
  return response ? std::optional{std::move(response)} : std::nullopt;
}

Result<Response> answer_thoroughly(const ApiContext& context, const Request& request) {
  auto response = answer_openf1(context, request, kAnySearch);
  if (!response && response.error().code == ErrorCode::unsupported) {
    return http::refusal(422, response.error().message, http::ErrorForm::detail);
  }
  return response;
}

}  // namespace

void add_openf1_routes(http::Router& router, const SharedContext& context) {
  for (const char* prefix : {"/v1", "/V1"}) {
    router.set_error_form(prefix, http::ErrorForm::detail);
    for (const auto method : {http::Method::get, http::Method::post}) {
      router.add(
          method, std::string{prefix} + "/{collection}",
          [context](const Request& request) { return answer_quickly(*context, request); },
          [context](const Request& request) { return answer_thoroughly(*context, request); },
          {.errors = http::ErrorForm::detail});
    }
  }
}

}  // namespace slipstream::api
