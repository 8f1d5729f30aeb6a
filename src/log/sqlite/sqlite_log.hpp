#pragma once

#include <memory>

#include "log/sqlite/engine.hpp"

namespace slipstream::log::sqlite {

/// The embedded log.
class SqliteLog final : public Log {
 public:
  explicit SqliteLog(std::shared_ptr<Engine> engine) : engine_(std::move(engine)) {}

  Result<> create_topic(const TopicSpec& spec) override;
  Result<> delete_topic(std::string_view topic) override;
  Result<std::vector<TopicInfo>> topics() override;
  Result<TopicInfo> describe(std::string_view topic) override;
  Result<Offsets> offsets_at(std::string_view topic, WallTime time) override;
  Result<std::vector<GroupInfo>> groups() override;
  Result<GroupInfo> group(std::string_view name) override;
  Result<std::unique_ptr<Producer>> producer(ProducerOptions options) override;
  Result<std::unique_ptr<Consumer>> consumer(ConsumerOptions options) override;

 private:
  Result<> check_writable() const;
  Result<std::size_t> members_of(std::string_view group) const;

  std::shared_ptr<Engine> engine_;
};

}  // namespace slipstream::log::sqlite
