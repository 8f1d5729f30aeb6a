#include "log/sqlite/compaction.hpp"

#include "log/sqlite/schema.hpp"

namespace slipstream::log::sqlite {
namespace {

constexpr std::int64_t kCompactionSlice = 500;

}  // namespace

Result<std::size_t> Compaction::slice(WallTime now) {
  for (const TopicRef& topic : catalog_.all()) {
    if (!topic->spec().compacted) continue;
    for (Partition number = 0; number < topic->partition_count(); ++number) {
      auto worked = clean(topic->partition(number), now);
      if (!worked || *worked > 0) return worked;
    }
  }
  return std::size_t{0};
}

Result<std::size_t> Compaction::clean(PartitionState& state, WallTime now) {
  Offset& cleaned = cleaned_[state.table_id];
  auto entries = next_entries(state, cleaned);
  if (!entries) return propagate(entries);
  removed_rows_ = 0;
  removed_bytes_ = 0;
  auto done = database_.begin_immediate();
  if (done) done = remove_older(state, *entries);
  const Offset now_cleaned = entries->empty() ? cleaned : entries->back().offset + 1;
  if (done) done = remove_tombstones(state, now_cleaned, now - tombstone_grace_);
  if (done && removed_rows_ > 0)
    done = database_.execute(
        fmt::format("UPDATE log_partitions SET bytes = bytes - {0}, "
                    "begin_offset = (SELECT coalesce(min(offset), end_offset) FROM {1}) WHERE id = {2}",
                    removed_bytes_, records_table(state.table_id), state.table_id));
  if (done) done = database_.commit();
  if (!done) {
    database_.rollback();
    return propagate(done);
  }
  cleaned = now_cleaned;
  if (removed_rows_ > 0) {
    auto begin = database_.query_integer(
        fmt::format("SELECT begin_offset FROM log_partitions WHERE id = {}", state.table_id));
    if (!begin) return propagate(begin);
    state.begin = *begin;
    state.bytes -= removed_bytes_;
  }
  return entries->size() + removed_rows_;
}

Result<std::vector<Compaction::Entry>> Compaction::next_entries(const PartitionState& state, Offset from) {
  std::vector<Entry> entries;
  if (from >= state.end) return entries;
  auto rows =
      database_.prepare(fmt::format("SELECT offset, key FROM {} WHERE offset >= {} ORDER BY offset LIMIT {}",
                                    records_table(state.table_id), from, kCompactionSlice));
  if (!rows) return propagate(rows);
  int code = SQLITE_DONE;
  while ((code = rows->step()) == SQLITE_ROW)
    entries.push_back({rows->integer(0), std::string{rows->bytes(1)}});
  if (code != SQLITE_DONE) return std::unexpected(database_.error());
  return entries;
}

Result<> Compaction::remove_older(const PartitionState& state, const std::vector<Entry>& entries) {
  if (entries.empty()) return {};
  auto statement = database_.prepare(
      fmt::format("DELETE FROM {} WHERE key = ? AND offset < ? RETURNING key, value, headers",
                  records_table(state.table_id)));
  if (!statement) return propagate(statement);
  for (const Entry& entry : entries) {
    statement->bind_bytes(1, entry.key);
    statement->bind(2, entry.offset);
    if (auto done = remove(*statement); !done) return done;
  }
  return {};
}

/// Only of the cleaned part: in the rest a tombstone may still have older records to outweigh.
Result<> Compaction::remove_tombstones(const PartitionState& state, Offset cleaned, WallTime before) {
  auto statement = database_.prepare(fmt::format(
      "DELETE FROM {0} WHERE offset IN (SELECT offset FROM {0} WHERE value IS NULL AND timestamp_us < {1} "
      "AND offset < {2} LIMIT {3}) "
      "RETURNING key, value, headers",
      records_table(state.table_id), before.time_since_epoch().count(), cleaned, kCompactionSlice));
  if (!statement) return propagate(statement);
  return remove(*statement);
}

Result<> Compaction::remove(Statement& statement) {
  int code = SQLITE_DONE;
  while ((code = statement.step()) == SQLITE_ROW) {
    ++removed_rows_;
    removed_bytes_ += static_cast<std::int64_t>(statement.bytes(0).size() + statement.bytes(1).size() +
                                                statement.bytes(2).size());
  }
  if (code == SQLITE_DONE) {
    statement.reset();
    return {};
  }
  return std::unexpected(database_.error());
}

}  // namespace slipstream::log::sqlite
