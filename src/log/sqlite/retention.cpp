#include "log/sqlite/retention.hpp"

#include "log/sqlite/schema.hpp"

namespace slipstream::log::sqlite {
namespace {

constexpr std::size_t kRetentionSlice = 2000;

bool holds_records(const PartitionState& state) { return state.begin < state.end; }

std::int64_t bytes_of(const Topic& topic) {
  std::int64_t bytes = 0;
  for (Partition number = 0; number < topic.partition_count(); ++number)
    bytes += topic.partition(number).bytes;
  return bytes;
}

}  // namespace

Result<std::size_t> Retention::slice(WallTime now) {
  auto excess = find_expired(now);
  if (excess && excess->topic == nullptr) excess = find_oversized();
  if (!excess) return propagate(excess);
  if (excess->topic == nullptr) return std::size_t{0};
  return remove(*excess);
}

Result<Retention::Excess> Retention::find_expired(WallTime now) {
  for (const TopicRef& topic : catalog_.all()) {
    if (topic->spec().compacted) continue;
    const WallTime before = now - topic->spec().retention_time.value_or(retention_time_);
    for (Partition number = 0; number < topic->partition_count(); ++number) {
      if (!holds_records(topic->partition(number))) continue;
      auto oldest = front_time(topic->partition(number));
      if (!oldest) return propagate(oldest);
      if (*oldest < before) return Excess{topic.get(), number, before, 0};
    }
  }
  return Excess{};
}

Result<Retention::Excess> Retention::find_oversized() {
  std::vector<TopicRef> unlimited;
  std::int64_t together = 0;
  for (const TopicRef& topic : catalog_.all()) {
    if (topic->spec().compacted) continue;
    const std::int64_t bytes = bytes_of(*topic);
    if (!topic->spec().retention_bytes) {
      unlimited.push_back(topic);
      together += bytes;
    } else if (bytes > *topic->spec().retention_bytes) {
      return oldest_of({topic}, bytes - *topic->spec().retention_bytes);
    }
  }
  if (together <= retention_bytes_) return Excess{};
  return oldest_of(unlimited, together - retention_bytes_);
}

/// The partition whose first record is the oldest.
Result<Retention::Excess> Retention::oldest_of(const std::vector<TopicRef>& topics, std::int64_t bytes) {
  Excess found;
  WallTime oldest = WallTime::max();
  for (const TopicRef& topic : topics) {
    for (Partition number = 0; number < topic->partition_count(); ++number) {
      if (!holds_records(topic->partition(number))) continue;
      auto time = front_time(topic->partition(number));
      if (!time) return propagate(time);
      if (*time >= oldest) continue;
      oldest = *time;
      found = Excess{topic.get(), number, WallTime::min(), bytes};
    }
  }
  return found;
}

Result<WallTime> Retention::front_time(const PartitionState& state) {
  auto time = database_.query_integer(
      fmt::format("SELECT timestamp_us FROM {} ORDER BY offset LIMIT 1", records_table(state.table_id)));
  if (!time) return propagate(time);
  return WallTime{WallTime::duration{*time}};
}

Result<std::size_t> Retention::remove(const Excess& excess) {
  PartitionState& state = excess.topic->partition(excess.partition);
  const std::string table = records_table(state.table_id);
  std::size_t rows = 0;
  std::int64_t freed = 0;
  Offset begin = state.end;
  {
    auto front = database_.prepare(
        fmt::format("SELECT offset, timestamp_us, key, value, headers FROM {} ORDER BY offset LIMIT {}",
                    table, kRetentionSlice + 1));
    if (!front) return propagate(front);
    while (front->step() == SQLITE_ROW) {
      const bool expired = WallTime{WallTime::duration{front->integer(1)}} < excess.before;
      if (rows == kRetentionSlice || (!expired && freed >= excess.bytes)) {
        begin = front->integer(0);
        break;
      }
      ++rows;
      freed +=
          static_cast<std::int64_t>(front->bytes(2).size() + front->bytes(3).size() + front->bytes(4).size());
    }
  }
  auto done = database_.execute(
      fmt::format("BEGIN IMMEDIATE; DELETE FROM {} WHERE offset < {};"
                  "UPDATE log_partitions SET begin_offset = {}, bytes = bytes - {} WHERE id = {}; COMMIT",
                  table, begin, begin, freed, state.table_id));
  if (!done) {
    database_.rollback();
    return propagate(done);
  }
  state.begin = begin;
  state.bytes -= freed;
  return rows;
}

}  // namespace slipstream::log::sqlite
