#include <charconv>

#include "api/arguments.hpp"
#include "api/routes.hpp"
#include "api/shared_answers.hpp"
#include "api/topic_json.hpp"

/// The topics of the log for people: what they hold, who reads them, their newest messages.
namespace slipstream::api {
namespace {

using http::Request;
using http::Response;

constexpr std::size_t kUsualMessages = 20, kMostMessages = 200;

/// A question about the log and the name under which its answer is shared.
struct LogQuestion {
  std::string name;
  std::function<Result<std::string>(inspect::Inspector&, WallTime now)> ask;
};
using MakeQuestion = Result<LogQuestion> (*)(const Request&);

Result<std::optional<log::Partition>> partition_argument(const Request& request) {
  const auto text = request.query.get("partition");
  if (!text || text->empty()) return std::nullopt;
  log::Partition number = 0;
  const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), number);
  if (wrong != std::errc{} || end != text->data() + text->size() || number < 0)
    return fail(ErrorCode::invalid_argument, "partition: expected a number from 0, not '{}'", *text);
  return number;
}

Result<LogQuestion> about_topics(const Request&) {
  return LogQuestion{"topics", [](inspect::Inspector& inspector, WallTime now) -> Result<std::string> {
                       auto topics = inspector.topics();
                       if (!topics) return propagate(topics);
                       return topics_json(*topics, now);
                     }};
}

Result<LogQuestion> about_topic(const Request& request) {
  std::string name{request.path_parameter("name")};
  return LogQuestion{"topic " + name,
                     [name](inspect::Inspector& inspector, WallTime now) -> Result<std::string> {
                       auto topic = inspector.topic(name);
                       if (!topic) return propagate(topic);
                       return topic_json(*topic, now);
                     }};
}

Result<LogQuestion> about_messages(const Request& request) {
  auto limit = count_argument(request, "limit");
  if (!limit) return propagate(limit);
  const std::size_t count = limit->value_or(kUsualMessages);
  if (count > kMostMessages)
    return fail(ErrorCode::invalid_argument, "limit: at most {} messages at a time", kMostMessages);
  auto partition = partition_argument(request);
  if (!partition) return propagate(partition);
  std::string name{request.path_parameter("name")};
  return LogQuestion{
      fmt::format("messages {} {} {}", name, partition->value_or(-1), count),
      [name, count, where = *partition](inspect::Inspector& inspector, WallTime now) -> Result<std::string> {
        auto records = inspector.newest(name, where, count);
        if (!records) return propagate(records);
        return messages_json(name, *records, inspector.reader(), now);
      }};
}

Result<Response> to_response(Result<std::string> answer) {
  if (!answer) return propagate(answer);
  return http::json_response(std::move(*answer));
}

}  // namespace

void add_topic_routes(http::Router& router, const SharedContext& context) {
  const auto answers = context->topics == nullptr ? nullptr : std::make_shared<SharedAnswers>(context->stop);
  const auto add = [&](const char* pattern, MakeQuestion make) {
    const auto quick = [answers, make](const Request& request) -> std::optional<Result<Response>> {
      if (answers == nullptr) return std::nullopt;
      auto question = make(request);
      if (!question) return propagate(question);
      auto known = answers->known(question->name);
      return known ? std::optional{to_response(std::move(*known))} : std::nullopt;
    };
    const auto handle = [context, answers, make](const Request& request) -> Result<Response> {
      if (answers == nullptr) return fail(ErrorCode::not_found, "this process has no log to look into");
      auto question = make(request);
      if (!question) return propagate(question);
      return to_response(answers->ask(question->name, [context, ask = std::move(question->ask)] {
        return ask(*context->topics, context->now());
      }));
    };
    router.add(http::Method::get, pattern, quick, handle, {.run_on = http::RunOn::worker});
  };
  add("/api/v1/topics", about_topics);
  add("/api/v1/topics/{name}", about_topic);
  add("/api/v1/topics/{name}/messages", about_messages);
}

}  // namespace slipstream::api
