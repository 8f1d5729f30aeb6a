#include "log/sqlite/reader.hpp"

#include <algorithm>

#include "log/sqlite/header_codec.hpp"
#include "log/sqlite/schema.hpp"

namespace slipstream::log::sqlite {

Result<Reader> Reader::open(const std::filesystem::path& file) {
  auto database = Database::open(file, Access::read);
  if (!database) return propagate(database);
  return Reader{std::move(*database)};
}

Result<std::shared_ptr<RecordBatch>> Reader::read(const TopicRef& topic, std::span<Position> positions,
                                                  ReadLimits limits) {
  const auto wanted = [&](const Position& position) { return position.topic == topic && position.behind(); };
  const auto count = static_cast<std::size_t>(std::count_if(positions.begin(), positions.end(), wanted));
  const ReadLimits share{std::max<std::size_t>(1, limits.records / std::max<std::size_t>(1, count)),
                         limits.bytes / std::max<std::size_t>(1, count)};
  auto batch = std::make_shared<RecordBatch>(topic->name());
  for (Position& position : positions) {
    if (!wanted(position) || batch->size() >= limits.records) continue;
    if (auto done = read_partition(position, share, *batch); !done) return propagate(done);
  }
  return batch;
}

Result<> Reader::read_partition(Position& position, ReadLimits limits, RecordBatch& batch) {
  const Offset end = position.state().end;
  auto select_rows = select(position.state());
  if (!select_rows) return std::unexpected(explain(*position.topic));
  Statement& rows = **select_rows;
  rows.bind(1, position.next);
  rows.bind(2, static_cast<std::int64_t>(limits.records));
  const std::size_t bytes_before = batch.bytes();
  std::size_t count = 0;
  int code = SQLITE_DONE;
  while ((code = rows.step()) == SQLITE_ROW) {
    const Offset offset = rows.integer(0);
    if (!decode_headers(rows.bytes(4), headers_)) {
      rows.reset();
      return fail_at(fmt::format("{}[{}]@{}", position.topic->name(), position.partition, offset),
                     ErrorCode::invalid_input, "headers are damaged");
    }
    std::optional<std::string_view> value;
    if (!rows.is_null(3)) value = rows.bytes(3);
    batch.append(position.partition, WallTime{WallTime::duration{rows.integer(1)}}, rows.bytes(2), value,
                 headers_, offset);
    position.next = offset + 1;
    ++count;
    if (batch.bytes() - bytes_before >= limits.bytes) break;
  }
  const bool failed = code != SQLITE_DONE && code != SQLITE_ROW;
  const bool exhausted = code == SQLITE_DONE && count < limits.records;
  rows.reset();
  if (failed) return std::unexpected(explain(*position.topic));
  // Nothing is left up to the end known before the query: compaction took what was there.
  if (exhausted) position.next = std::max(position.next, end);
  return {};
}

Result<Statement*> Reader::select(const PartitionState& state) {
  const auto found = selects_.find(state.table_id);
  if (found != selects_.end()) return &found->second;
  auto prepared = database_.prepare(fmt::format(
      "SELECT offset, timestamp_us, key, value, headers FROM {} WHERE offset >= ? ORDER BY offset LIMIT ?",
      records_table(state.table_id)));
  if (!prepared) return propagate(prepared);
  return &selects_.emplace(state.table_id, std::move(*prepared)).first->second;
}

/// What a failed query means: the table may be gone together with its topic.
Error Reader::explain(const Topic& topic) {
  Error failed = database_.error();
  auto there =
      database_.query_integer(fmt::format("SELECT count(*) FROM log_topics WHERE id = {}", topic.id()));
  return there && *there == 0 ? no_such_topic(topic.name()) : failed;
}

}  // namespace slipstream::log::sqlite
