#pragma once

#include <cstddef>
#include <cstdint>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "table/table.hpp"
#include "table/write.hpp"

/// Private to this room: Arrow's C stream interface (arrow.apache.org/docs/format/CStreamInterface.html),
/// through which DuckDB reads our columns where they are, several batches at a time.
extern "C" {
struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  std::int64_t flags;
  std::int64_t n_children;
  ArrowSchema** children;
  ArrowSchema* dictionary;
  void (*release)(ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  std::int64_t length;
  std::int64_t null_count;
  std::int64_t offset;
  std::int64_t n_buffers;
  std::int64_t n_children;
  const void** buffers;
  ArrowArray** children;
  ArrowArray* dictionary;
  void (*release)(ArrowArray*);
  void* private_data;
};

struct ArrowArrayStream {
  int (*get_schema)(ArrowArrayStream*, ArrowSchema*);
  int (*get_next)(ArrowArrayStream*, ArrowArray*);
  const char* (*get_last_error)(ArrowArrayStream*);
  void (*release)(ArrowArrayStream*);
  void* private_data;
};
}

namespace slipstream::table {

/// A stream over a table, which must outlive it and stay as it is: durations as whole nanoseconds.
class TableStream {
 public:
  explicit TableStream(const Table& table);
  TableStream(const TableStream&) = delete;
  TableStream& operator=(const TableStream&) = delete;

  [[nodiscard]] ArrowArrayStream* stream() { return &stream_; }

 private:
  static int give_schema(ArrowArrayStream* stream, ArrowSchema* schema);
  static int give_batch(ArrowArrayStream* stream, ArrowArray* batch);

  const Table& table_;
  std::size_t next_row_ = 0;
  std::vector<std::shared_ptr<void>> schemas_;  ///< those given away
  ArrowArrayStream stream_;
};

/// A stream over tables that come one after the other: each lives until DuckDB has let go of it. While DuckDB
/// works on one, a thread makes the next.
class BatchStream {
 public:
  /// `first` has the columns of all; `batches` is asked for those after it.
  BatchStream(Table first, const BatchSource& batches);
  BatchStream(const BatchStream&) = delete;
  BatchStream& operator=(const BatchStream&) = delete;

  [[nodiscard]] ArrowArrayStream* stream() { return &stream_; }
  /// Why a batch could not be had, if that is why the stream ended.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  static int give_schema(ArrowArrayStream* stream, ArrowSchema* schema);
  static int give_batch(ArrowArrayStream* stream, ArrowArray* batch);

  std::shared_ptr<Table> next_;
  const BatchSource& batches_;
  std::future<Result<bool>> coming_;  ///< fills `next_`
  std::optional<Error> failure_;
  std::string message_;
  std::vector<std::shared_ptr<void>> schemas_;  ///< those given away
  ArrowArrayStream stream_;
};

}  // namespace slipstream::table
