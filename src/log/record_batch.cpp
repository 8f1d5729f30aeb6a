#include "log/record_batch.hpp"

namespace slipstream::log {

RecordBatch::Entry RecordBatch::begin(Partition partition, WallTime timestamp, std::string_view key) {
  Entry entry;
  entry.timestamp = timestamp;
  entry.partition = partition;
  entry.key_at = static_cast<std::uint32_t>(arena_.size());
  arena_.append(key);
  entry.value_at = static_cast<std::uint32_t>(arena_.size());
  entry.first_header = static_cast<std::uint32_t>(headers_.size());
  return entry;
}

void RecordBatch::finish(Entry entry) {
  entry.headers_at = static_cast<std::uint32_t>(arena_.size());
  entries_.push_back(entry);
}

void RecordBatch::append(Partition partition, WallTime timestamp, std::string_view key,
                         std::optional<std::string_view> value, std::span<const HeaderView> headers,
                         Offset offset) {
  Entry entry = begin(partition, timestamp, key);
  if (value) arena_.append(*value);
  entry.tombstone = !value;
  entry.offset = offset;
  entry.header_count = static_cast<std::uint32_t>(headers.size());
  finish(entry);
  for (const HeaderView& header : headers) {
    const auto begin_at = static_cast<std::uint32_t>(arena_.size());
    arena_.append(header.key);
    const auto key_end = static_cast<std::uint32_t>(arena_.size());
    arena_.append(header.value);
    headers_.push_back({begin_at, key_end, static_cast<std::uint32_t>(arena_.size())});
  }
}

RecordView RecordBatch::operator[](std::size_t index) const {
  const Entry& entry = entries_[index];
  const std::string_view arena{arena_};
  RecordView view;
  view.partition = entry.partition;
  view.offset = entry.offset;
  view.timestamp = entry.timestamp;
  view.key = arena.substr(entry.key_at, entry.value_at - entry.key_at);
  if (!entry.tombstone) view.value = arena.substr(entry.value_at, entry.headers_at - entry.value_at);
  view.header_count = entry.header_count;
  return view;
}

HeaderView RecordBatch::header(std::size_t index, std::size_t number) const {
  const HeaderAt& at = headers_[entries_[index].first_header + number];
  const std::string_view arena{arena_};
  return {arena.substr(at.begin, at.key_end - at.begin), arena.substr(at.key_end, at.value_end - at.key_end)};
}

void RecordBatch::reserve(std::size_t records, std::size_t bytes) {
  entries_.reserve(entries_.size() + records);
  arena_.reserve(arena_.size() + bytes);
}

void RecordBatch::clear() {
  arena_.clear();
  entries_.clear();
  headers_.clear();
}

}  // namespace slipstream::log
