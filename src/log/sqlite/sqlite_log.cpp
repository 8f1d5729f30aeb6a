#include "log/sqlite/sqlite_log.hpp"

#include "log/sqlite/group_offsets.hpp"
#include "log/sqlite/schema.hpp"
#include "log/sqlite/sqlite_consumer.hpp"
#include "log/sqlite/sqlite_producer.hpp"
#include "log/topic_rules.hpp"

namespace slipstream::log {

Result<std::unique_ptr<Log>> open_sqlite_log(const SqliteOptions& options) {
  auto engine = sqlite::Engine::open(options);
  if (!engine) return propagate(engine);
  return std::make_unique<sqlite::SqliteLog>(std::move(*engine));
}

namespace sqlite {

Result<> SqliteLog::create_topic(const TopicSpec& spec) {
  if (auto checked = check_spec(spec); !checked) return checked;
  if (auto writable = check_writable(); !writable) return writable;
  return engine_->writer()->run([this, &spec](Database& database) -> Result<> {
    const TopicRef existing = engine_->catalog().find(spec.name);
    if (existing == nullptr) return insert_topic(database, spec);
    const std::string differs = differences(existing->spec(), spec);
    if (differs.empty()) return {};
    return fail(ErrorCode::already_exists, "topic {} exists with {}", spec.name, differs);
  });
}

Result<> SqliteLog::delete_topic(std::string_view topic) {
  if (auto writable = check_writable(); !writable) return writable;
  return engine_->writer()->run([this, topic](Database& database) -> Result<> {
    if (engine_->catalog().find(topic) == nullptr) return std::unexpected(no_such_topic(topic));
    return remove_topic(database, std::string{topic});
  });
}

Result<std::vector<TopicInfo>> SqliteLog::topics() {
  std::vector<TopicInfo> infos;
  for (const TopicRef& topic : engine_->catalog().all()) infos.push_back(topic->info());
  return infos;
}

Result<TopicInfo> SqliteLog::describe(std::string_view topic) {
  const TopicRef found = engine_->catalog().find(topic);
  if (found == nullptr) return std::unexpected(no_such_topic(topic));
  return found->info();
}

Result<Offsets> SqliteLog::offsets_at(std::string_view topic, WallTime time) {
  const TopicRef found = engine_->catalog().find(topic);
  if (found == nullptr) return std::unexpected(no_such_topic(topic));
  Offsets offsets;
  for (Partition partition = 0; partition < found->partition_count(); ++partition) {
    const PartitionState& state = found->partition(partition);
    const auto sql = fmt::format("SELECT offset FROM {} WHERE timestamp_us >= {} ORDER BY offset LIMIT 1",
                                 records_table(state.table_id), time.time_since_epoch().count());
    const Offset end = state.end;
    auto offset = engine_->query([&](Database& database) { return database.query_integer(sql, end); });
    if (!offset) return propagate(offset);
    offsets[{found->name(), partition}] = *offset;
  }
  return offsets;
}

Result<std::vector<GroupInfo>> SqliteLog::groups() {
  auto groups = engine_->query([](Database& database) { return load_groups(database); });
  if (!groups) return propagate(groups);
  for (GroupInfo& group : *groups) {
    auto members = members_of(group.group);
    if (!members) return propagate(members);
    group.members = *members;
  }
  return groups;
}

Result<GroupInfo> SqliteLog::group(std::string_view name) {
  auto members = members_of(name);
  if (!members) return propagate(members);
  auto committed = engine_->query([&](Database& database) { return load_offsets(database, name); });
  if (!committed) return propagate(committed);
  return GroupInfo{std::string{name}, std::move(*committed), *members};
}

Result<std::size_t> SqliteLog::members_of(std::string_view group) const {
  auto held = FileLock::is_held(group_lock_file(engine_->options().file, group));
  if (!held) return propagate(held);
  return *held ? 1U : 0U;
}

Result<std::unique_ptr<Producer>> SqliteLog::producer(ProducerOptions options) {
  if (auto writable = check_writable(); !writable) return propagate(writable);
  const bool fences = !options.transactional_id.empty();
  auto producer = std::make_unique<SqliteProducer>(engine_, std::move(options));
  // What those fenced off had under way is in the log then, or never will be.
  if (fences) {
    if (auto settled = engine_->writer()->run([](Database&) { return Result<>{}; }); !settled)
      return propagate(settled);
  }
  return producer;
}

Result<std::unique_ptr<Consumer>> SqliteLog::consumer(ConsumerOptions options) {
  auto opened = SqliteConsumer::open(engine_, std::move(options));
  if (!opened) return propagate(opened);
  return std::unique_ptr<Consumer>{std::move(*opened)};
}

Result<> SqliteLog::check_writable() const {
  if (engine_->writer() != nullptr) return {};
  return fail_at(engine_->options().file.string(), ErrorCode::permission, "is open for reading only");
}

}  // namespace sqlite
}  // namespace slipstream::log
