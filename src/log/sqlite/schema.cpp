#include "log/sqlite/schema.hpp"

#include <algorithm>
#include <vector>

namespace slipstream::log::sqlite {
namespace {

constexpr std::int64_t kApplicationId = 0x534c4950;  // "SLIP", in the file's header
constexpr std::int64_t kVersion = 1;

constexpr const char* kTables = R"sql(
CREATE TABLE log_topics(
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, compacted INTEGER NOT NULL,
  retention_ms INTEGER, retention_bytes INTEGER, replication_factor INTEGER NOT NULL);
CREATE TABLE log_partitions(
  id INTEGER PRIMARY KEY AUTOINCREMENT, topic_id INTEGER, partition INTEGER NOT NULL,
  begin_offset INTEGER NOT NULL DEFAULT 0, end_offset INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER NOT NULL DEFAULT 0);
CREATE TABLE log_group_offsets(
  group_name TEXT NOT NULL, topic TEXT NOT NULL, partition INTEGER NOT NULL, next_offset INTEGER NOT NULL,
  PRIMARY KEY(group_name, topic, partition)) WITHOUT ROWID;
CREATE VIEW log_overview AS
  SELECT name AS topic, partition, begin_offset, end_offset, bytes, 'log_records_' || p.id AS records
  FROM log_partitions p JOIN log_topics t ON t.id = topic_id ORDER BY name, partition;
)sql";

Result<> check_version(Database& database, std::int64_t application) {
  const std::string file = sqlite3_db_filename(database.handle(), "main");
  if (application != kApplicationId)
    return fail_at(file, ErrorCode::invalid_input, "is another program's SQLite file, not an event log");
  auto version = database.query_integer("PRAGMA user_version");
  if (!version) return propagate(version);
  if (*version != kVersion)
    return fail_at(file, ErrorCode::invalid_input,
                   "is an event log of version {}; this program knows version {}", *version, kVersion);
  return {};
}

Result<> create_schema(Database& database) {
  if (auto begun = database.begin_immediate(); !begun) return begun;
  auto done = database.execute(kTables);
  if (done) done = database.execute(fmt::format("PRAGMA application_id = {}", kApplicationId));
  if (done) done = database.execute(fmt::format("PRAGMA user_version = {}", kVersion));
  if (done) done = database.commit();
  if (!done) database.rollback();
  return done;
}

std::string in_quotes(std::string_view name) { return fmt::format("\"{}\"", name); }

/// Names are [A-Za-z0-9._-], so that quoting them is enough.
Result<> create_view(Database& database, const TopicSpec& spec, std::int64_t first_table) {
  // SQLite's names ignore case and topics' do not: the second of two such topics goes without a view.
  auto taken = database.query_integer(
      fmt::format("SELECT count(*) FROM sqlite_schema WHERE name = '{}' COLLATE NOCASE", spec.name));
  if (!taken) return propagate(taken);
  if (*taken != 0 || spec.name.starts_with("log_") || spec.name.starts_with("sqlite_")) return {};
  std::string sql = "CREATE VIEW " + in_quotes(spec.name) + " AS ";
  for (Partition partition = 0; partition < spec.partitions; ++partition) {
    if (partition > 0) sql += " UNION ALL ";
    sql += fmt::format(
        "SELECT {} AS partition, offset, "
        "strftime('%Y-%m-%d %H:%M:%f', timestamp_us / 1e6, 'unixepoch') AS time, key, value FROM {}",
        partition, records_table(first_table + partition));
  }
  return database.execute(sql);
}

Result<> create_records_table(Database& database, std::int64_t table_id, const TopicSpec& spec) {
  const std::string table = records_table(table_id);
  auto done = database.execute(fmt::format(
      "CREATE TABLE {}(offset INTEGER PRIMARY KEY, timestamp_us INTEGER, key, value, headers)", table));
  if (!done || !spec.compacted) return done;
  done = database.execute(fmt::format("CREATE INDEX {0}_keys ON {0}(key, offset)", table));
  if (!done) return done;
  return database.execute(
      fmt::format("CREATE INDEX {0}_tombstones ON {0}(timestamp_us) WHERE value IS NULL", table));
}

std::string nullable(std::optional<std::int64_t> value) {
  return value ? std::to_string(*value) : std::string{"NULL"};
}

std::optional<std::int64_t> optional_integer(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.integer(column);
}

TopicSpec read_spec(const Statement& row) {
  TopicSpec spec;
  spec.name = row.bytes(1);
  spec.compacted = row.integer(2) != 0;
  if (const auto age = optional_integer(row, 3)) spec.retention_time = std::chrono::milliseconds{*age};
  spec.retention_bytes = optional_integer(row, 4);
  spec.replication_factor = static_cast<std::int32_t>(row.integer(5));
  spec.partitions = static_cast<std::int32_t>(row.integer(6));
  return spec;
}

}  // namespace

Result<> create_or_check_schema(Database& database) {
  auto application = database.query_integer("PRAGMA application_id");
  if (!application) return propagate(application);
  auto objects = database.query_integer("SELECT count(*) FROM sqlite_schema");
  if (!objects) return propagate(objects);
  if (*application == 0 && *objects == 0) return create_schema(database);
  return check_version(database, *application);
}

Result<> check_schema(Database& database) {
  auto application = database.query_integer("PRAGMA application_id");
  if (!application) return propagate(application);
  auto objects = database.query_integer("SELECT count(*) FROM sqlite_schema");
  if (!objects) return propagate(objects);
  if (*objects == 0) return fail(ErrorCode::unavailable, "the event log is still being made");
  return check_version(database, *application);
}

std::string records_table(std::int64_t table_id) { return fmt::format("log_records_{}", table_id); }

Result<> insert_topic(Database& database, const TopicSpec& spec) {
  std::optional<std::int64_t> age;
  if (spec.retention_time) age = spec.retention_time->count();
  auto done = database.execute(fmt::format(
      "INSERT INTO log_topics(name, compacted, retention_ms, retention_bytes, replication_factor) "
      "VALUES('{}', {}, {}, {}, {})",
      spec.name, spec.compacted ? 1 : 0, nullable(age), nullable(spec.retention_bytes),
      spec.replication_factor));
  if (!done) return done;
  const std::int64_t topic_id = sqlite3_last_insert_rowid(database.handle());
  std::int64_t first_table = 0;
  for (Partition partition = 0; partition < spec.partitions; ++partition) {
    done = database.execute(
        fmt::format("INSERT INTO log_partitions(topic_id, partition) VALUES({}, {})", topic_id, partition));
    if (!done) return done;
    const std::int64_t table_id = sqlite3_last_insert_rowid(database.handle());
    if (partition == 0) first_table = table_id;
    if (done = create_records_table(database, table_id, spec); !done) return done;
  }
  return create_view(database, spec, first_table);
}

Result<> remove_topic(Database& database, const std::string& name) {
  auto has_view = database.query_integer(
      fmt::format("SELECT count(*) FROM sqlite_schema WHERE type = 'view' AND name = '{}'", name));
  if (!has_view) return propagate(has_view);
  if (*has_view != 0) {
    if (auto done = database.execute("DROP VIEW " + in_quotes(name)); !done) return done;
  }
  return database.execute(
      fmt::format("UPDATE log_partitions SET topic_id = NULL "
                  "WHERE topic_id = (SELECT id FROM log_topics WHERE name = '{0}');"
                  "DELETE FROM log_group_offsets WHERE topic = '{0}';"
                  "DELETE FROM log_topics WHERE name = '{0}'",
                  name));
}

Result<std::int64_t> find_orphan(Database& database) {
  return database.query_integer("SELECT id FROM log_partitions WHERE topic_id IS NULL LIMIT 1");
}

Result<> drop_orphan_slice(Database& database, std::int64_t table_id, std::int64_t rows) {
  const std::string table = records_table(table_id);
  auto done = database.begin_immediate();
  if (!done) return done;
  done = database.execute(fmt::format(
      "DELETE FROM {0} WHERE offset IN (SELECT offset FROM {0} ORDER BY offset LIMIT {1})", table, rows));
  if (done && sqlite3_changes64(database.handle()) < rows)
    done = database.execute(
        fmt::format("DROP TABLE {}; DELETE FROM log_partitions WHERE id = {}", table, table_id));
  if (done) done = database.commit();
  if (!done) database.rollback();
  return done;
}

Result<> refresh_catalog(Database& database, Catalog& catalog) {
  auto rows = database.prepare(
      "SELECT t.id, name, compacted, retention_ms, retention_bytes, replication_factor, "
      "  count(*) OVER (PARTITION BY t.id), partition, p.id, begin_offset, end_offset, bytes "
      "FROM log_topics t JOIN log_partitions p ON p.topic_id = t.id ORDER BY t.id, partition");
  if (!rows) return propagate(rows);
  std::vector<TopicRef> topics;
  int code = SQLITE_DONE;
  while ((code = rows->step()) == SQLITE_ROW) {
    const std::int64_t id = rows->integer(0);
    if (topics.empty() || topics.back()->id() != id) {
      TopicRef known = catalog.find(rows->bytes(1));
      const bool same = known != nullptr && known->id() == id;
      topics.push_back(same ? std::move(known) : std::make_shared<Topic>(id, read_spec(*rows)));
    }
    const auto number = static_cast<Partition>(rows->integer(7));
    if (!topics.back()->has(number)) return fail(ErrorCode::invalid_input, "partition {} is damaged", number);
    PartitionState& state = topics.back()->partition(number);
    // Written once, before anybody else knows the topic.
    if (state.table_id == 0) state.table_id = rows->integer(8);
    state.begin = rows->integer(9);
    state.end = rows->integer(10);
    state.bytes = rows->integer(11);
  }
  if (code != SQLITE_DONE) return std::unexpected(database.error());
  catalog.replace(std::move(topics));
  return {};
}

}  // namespace slipstream::log::sqlite
