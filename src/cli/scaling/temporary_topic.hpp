#pragma once

#include <memory>
#include <string>

#include "log/log.hpp"

namespace slipstream::cli {

/// A topic that is deleted with this object; that it could not be is only warned of.
class TemporaryTopic {
 public:
  /// `log` must outlive it. Errors: as Log::create_topic.
  static Result<std::unique_ptr<TemporaryTopic>> create(log::Log& log, const log::TopicSpec& spec);
  ~TemporaryTopic();
  TemporaryTopic(const TemporaryTopic&) = delete;
  TemporaryTopic& operator=(const TemporaryTopic&) = delete;

  [[nodiscard]] const std::string& name() const { return name_; }

 private:
  TemporaryTopic(log::Log& log, std::string name) : log_(log), name_(std::move(name)) {}

  log::Log& log_;
  const std::string name_;
};

}  // namespace slipstream::cli
