#include "cli/scaling/temporary_topic.hpp"

#include <spdlog/spdlog.h>

namespace slipstream::cli {

Result<std::unique_ptr<TemporaryTopic>> TemporaryTopic::create(log::Log& log, const log::TopicSpec& spec) {
  if (auto created = log.create_topic(spec); !created) return propagate(created);
  return std::unique_ptr<TemporaryTopic>{new TemporaryTopic(log, spec.name)};
}

TemporaryTopic::~TemporaryTopic() {
  if (auto deleted = log_.delete_topic(name_); !deleted)
    spdlog::warn("topic {} is still there: {}", name_, deleted.error().to_string());
}

}  // namespace slipstream::cli
