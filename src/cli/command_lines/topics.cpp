#include "cli/commands/topics.hpp"
#include "cli/command_lines/commands.hpp"

namespace slipstream::cli {
namespace {

void add_create(Commands& commands, CLI::App& topics) {
  const auto options = std::make_shared<TopicsCreateOptions>();
  CLI::App* sub = commands.add_to(topics, "create", "make the program's topics, or one by name");
  sub->add_option("topic", options->name);
  sub->add_option("--partitions", options->partitions)->capture_default_str();
  sub->add_flag("--compacted", options->compacted, "keep the last record of each key");
  commands.runs(sub, [options](const Context& context) { return topics_create(context, *options); });
}

/// A command whose one argument is a topic.
void add_of_topic(Commands& commands, CLI::App& topics, const std::string& name, const std::string& what,
                  Result<> (*run)(const Context&, const std::string&)) {
  const auto topic = std::make_shared<std::string>();
  CLI::App* sub = commands.add_to(topics, name, what);
  sub->add_option("topic", *topic)->required();
  commands.runs(sub, [topic, run](const Context& context) { return run(context, *topic); });
}

void add_tail(Commands& commands, CLI::App& topics) {
  const auto options = std::make_shared<TopicsTailOptions>();
  CLI::App* sub = commands.add_to(topics, "tail", "print records as they come",
                                  "topics tail f1-telemetry --from -5 --no-follow");
  sub->add_option("topic", options->name, "as in `topics list`")->required();
  sub->add_option("--from", options->from, "start, end, an offset, or -N for the last N")
      ->capture_default_str();
  sub->add_option("--key", options->key, "only this key");
  sub->add_option("--max-messages", options->max_messages, "end after so many");
  sub->add_flag("--no-follow", options->no_follow, "end at what is there now");
  commands.runs(sub, [options](const Context& context) { return topics_tail(context, *options); });
}

}  // namespace

void add_topics(Commands& commands) {
  CLI::App* topics = commands.add("topics", "the topics of the log", "topics tail f1-alerts --from start");
  topics->require_subcommand(1);
  add_create(commands, *topics);
  commands.runs(commands.add_to(*topics, "list", "all topics"), topics_list);
  add_of_topic(commands, *topics, "describe", "partitions, offsets and groups of one", topics_describe);
  add_of_topic(commands, *topics, "delete", "delete one with all its records", topics_delete);
  add_tail(commands, *topics);
}

}  // namespace slipstream::cli
