#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.hpp"

namespace slipstream::log {

using Offset = std::int64_t;
using Partition = std::int32_t;

struct HeaderView {
  std::string_view key, value;
};

/// A record as it stands in a batch. Views live as long as the batch.
struct RecordView {
  Partition partition = 0;
  Offset offset = -1;  ///< -1 until the log has given one
  WallTime timestamp;
  std::string_view key;                   ///< empty: no key
  std::optional<std::string_view> value;  ///< nullopt: a tombstone
  std::size_t header_count = 0;           ///< read them with RecordBatch::header
};

/// Records of one topic in one arena: appending one costs no allocation of its own. A plain value: any
/// number of threads may read one that nobody changes.
class RecordBatch {
 public:
  RecordBatch() = default;
  explicit RecordBatch(std::string topic) : topic_(std::move(topic)) {}

  [[nodiscard]] const std::string& topic() const { return topic_; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }
  [[nodiscard]] bool empty() const { return entries_.empty(); }
  /// Bytes of keys, values and headers.
  [[nodiscard]] std::size_t bytes() const { return arena_.size(); }

  /// Adds a record; `offset` only when a log fills a fetched batch.
  void append(Partition partition, WallTime timestamp, std::string_view key,
              std::optional<std::string_view> value, std::span<const HeaderView> headers = {},
              Offset offset = -1);

  /// As append, but the value is written in place: `write(std::string& arena)` appends its bytes.
  template <class Write>
  void append_with(Partition partition, WallTime timestamp, std::string_view key, Write&& write) {
    Entry entry = begin(partition, timestamp, key);
    write(arena_);
    finish(entry);
  }

  [[nodiscard]] RecordView operator[](std::size_t index) const;
  /// The `number`th header of record `index`; number < header_count.
  [[nodiscard]] HeaderView header(std::size_t index, std::size_t number) const;
  void set_offset(std::size_t index, Offset offset) { entries_[index].offset = offset; }
  /// Room for so many more records and bytes.
  void reserve(std::size_t records, std::size_t bytes);
  /// Empties it and keeps the memory.
  void clear();

 private:
  struct Entry {
    WallTime timestamp;
    Offset offset = -1;
    std::uint32_t key_at = 0, value_at = 0, headers_at = 0;  // in arena_; headers_at also ends the value
    std::uint32_t first_header = 0, header_count = 0;        // in headers_
    Partition partition = 0;
    bool tombstone = false;
  };
  struct HeaderAt {
    std::uint32_t begin, key_end, value_end;
  };

  Entry begin(Partition partition, WallTime timestamp, std::string_view key);
  void finish(Entry entry);

  std::string topic_;
  std::string arena_;
  std::vector<Entry> entries_;
  std::vector<HeaderAt> headers_;
};

}  // namespace slipstream::log
