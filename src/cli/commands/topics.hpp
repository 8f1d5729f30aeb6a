#pragma once

#include <optional>
#include <string>

#include "cli/command.hpp"

namespace slipstream::cli {

/// Makes the program's topics, or one of `name`. Refuses a topic that exists with another shape.
struct TopicsCreateOptions {
  std::string name;  ///< empty: all of the program's
  std::int32_t partitions = 1;
  bool compacted = false;
};
Result<> topics_create(const Context& context, const TopicsCreateOptions& options);

Result<> topics_list(const Context& context);
/// Partitions with their offsets, and what groups have committed.
Result<> topics_describe(const Context& context, const std::string& name);
Result<> topics_delete(const Context& context, const std::string& name);

/// Prints records as they come.
struct TopicsTailOptions {
  std::string name;
  std::string from = "end";       ///< "start", "end", an offset, or "-N": the last N of each partition
  std::string key;                ///< only records of this key; empty: all
  std::int64_t max_messages = 0;  ///< 0: until stopped
  bool no_follow = false;         ///< ends at what is there now
};
Result<> topics_tail(const Context& context, const TopicsTailOptions& options);

}  // namespace slipstream::cli
