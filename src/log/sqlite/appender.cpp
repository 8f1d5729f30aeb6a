#include "log/sqlite/appender.hpp"

#include "log/sqlite/header_codec.hpp"
#include "log/sqlite/schema.hpp"

namespace slipstream::log::sqlite {

Result<std::vector<OffsetRange>> Appender::append(const TopicRef& topic, RecordBatch& batch) {
  std::vector<OffsetRange> ranges;
  by_partition_.assign(static_cast<std::size_t>(topic->partition_count()), nullptr);
  for (std::size_t index = 0; index < batch.size(); ++index) {
    const Partition partition = batch[index].partition;
    Slot*& slot = by_partition_[static_cast<std::size_t>(partition)];
    if (slot == nullptr) {
      auto touched = touch(topic, partition);
      if (!touched) return propagate(touched);
      slot = *touched;
      ranges.push_back({partition, slot->next, slot->next});
    }
    if (auto done = insert(*slot, batch, index); !done) return propagate(done);
    batch.set_offset(index, slot->next++);
  }
  for (OffsetRange& range : ranges)
    range.end = by_partition_[static_cast<std::size_t>(range.partition)]->next;
  return ranges;
}

Result<Appender::Slot*> Appender::touch(const TopicRef& topic, Partition partition) {
  PartitionState& state = topic->partition(partition);
  std::unique_ptr<Slot>& slot = slots_[state.table_id];
  if (slot == nullptr) {
    auto insert =
        database_.prepare(fmt::format("INSERT INTO {} VALUES(?, ?, ?, ?, ?)", records_table(state.table_id)));
    if (!insert) return propagate(insert);
    slot = std::make_unique<Slot>();
    slot->topic = topic;
    slot->state = &state;
    slot->insert = std::move(*insert);
  }
  if (!slot->touched) {
    slot->touched = true;
    slot->next = state.end;
    slot->added_bytes = 0;
    touched_.push_back(slot.get());
  }
  return slot.get();
}

Result<> Appender::insert(Slot& slot, const RecordBatch& batch, std::size_t index) {
  const RecordView record = batch[index];
  Statement& statement = slot.insert;
  statement.bind(1, slot.next);
  statement.bind(2, record.timestamp.time_since_epoch().count());
  if (record.key.empty())
    statement.bind_null(3);
  else
    statement.bind_bytes(3, record.key);
  if (record.value)
    statement.bind_bytes(4, *record.value);
  else
    statement.bind_null(4);
  headers_.clear();
  if (record.header_count == 0) {
    statement.bind_null(5);
  } else {
    encode_headers(batch, index, headers_);
    statement.bind_bytes(5, headers_);
  }
  slot.added_bytes += static_cast<std::int64_t>(record.key.size() +
                                                (record.value ? record.value->size() : 0) + headers_.size());
  return database_.run(statement);
}

Result<> Appender::finish() {
  if (!prepared_) {
    auto update =
        database_.prepare("UPDATE log_partitions SET end_offset = ?, bytes = bytes + ? WHERE id = ?");
    if (!update) return propagate(update);
    update_end_ = std::move(*update);
    prepared_ = true;
  }
  for (const Slot* slot : touched_) {
    update_end_.bind(1, slot->next);
    update_end_.bind(2, slot->added_bytes);
    update_end_.bind(3, slot->state->table_id);
    if (auto done = database_.run(update_end_); !done) return done;
  }
  return {};
}

void Appender::publish() {
  for (Slot* slot : touched_) {
    slot->state->bytes += slot->added_bytes;
    slot->state->end = slot->next;
    slot->touched = false;
  }
  touched_.clear();
}

void Appender::forget() {
  for (Slot* slot : touched_) slot->touched = false;
  touched_.clear();
}

void Appender::drop_deleted() {
  std::erase_if(slots_,
                [](const auto& entry) { return entry.second == nullptr || entry.second->topic->deleted(); });
}

}  // namespace slipstream::log::sqlite
