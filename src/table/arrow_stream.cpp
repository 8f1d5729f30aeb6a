#include "table/arrow_stream.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace slipstream::table {
namespace {

/// Rows of a batch: a row group of the Parquet file, so that each is compressed by one thread. A multiple
/// of 64.
constexpr std::size_t kBatchRows = 122'880;

const char* arrow_format(Type type) {
  switch (type) {
    case Type::boolean: return "b";
    case Type::float64: return "g";
    case Type::text: return "U";
    case Type::timestamp: return "tsu:";
    default: return "l";
  }
}

/// A struct of the columns. Its parts live as long as the stream: DuckDB never releases a schema.
struct SchemaParts {
  std::deque<std::string> names;
  std::vector<ArrowSchema> children;
  std::vector<ArrowSchema*> pointers;
};

struct ArrayParts {
  std::vector<std::array<const void*, 3>> buffers;  ///< presence, values or offsets, bytes of texts
  std::vector<ArrowArray> children;
  std::vector<ArrowArray*> pointers;
  std::deque<std::vector<std::uint8_t>> bits;  ///< booleans, which Arrow packs
  std::shared_ptr<const Table> owner;          ///< of the memory, if the stream is not
  const void* no_buffer = nullptr;
};

/// Of parts that their owner releases.
template <class Arrow>
void release_child(Arrow* child) {
  child->release = nullptr;
}

void release_batch(ArrowArray* batch) {
  delete static_cast<ArrayParts*>(batch->private_data);
  batch->release = nullptr;
}

/// Bit r of the result is booleans[begin + r].
std::vector<std::uint8_t> packed(std::span<const std::uint8_t> booleans) {
  std::vector<std::uint8_t> bits((booleans.size() + 7) / 8);
  for (std::size_t row = 0; row < booleans.size(); ++row) {
    bits[row / 8] = static_cast<std::uint8_t>(bits[row / 8] | booleans[row] << (row % 8));
  }
  return bits;
}

/// Rows [begin, begin + count) of a column, in its own memory; `begin` is a multiple of 64.
ArrowArray column_array(const Column& column, std::size_t begin, std::size_t count,
                        std::array<const void*, 3>& buffers, ArrayParts& parts) {
  buffers = {column.presence().empty() ? nullptr : column.presence().data() + begin / 64, nullptr, nullptr};
  switch (column.type()) {
    case Type::boolean:
      buffers[1] = parts.bits.emplace_back(packed(column.booleans().subspan(begin, count))).data();
      break;
    case Type::float64: buffers[1] = column.doubles().data() + begin; break;
    case Type::text:
      buffers[1] = column.text_offsets().data() + begin;
      buffers[2] = column.text_bytes().data();
      break;
    default: buffers[1] = column.integers().data() + begin;
  }
  return {.length = static_cast<std::int64_t>(count),
          .null_count = column.presence().empty() ? 0 : -1,
          .offset = 0,
          .n_buffers = column.type() == Type::text ? 3 : 2,
          .n_children = 0,
          .buffers = buffers.data(),
          .children = nullptr,
          .dictionary = nullptr,
          .release = release_child<ArrowArray>,
          .private_data = nullptr};
}

std::shared_ptr<void> describe(const Table& table, ArrowSchema* schema) {
  constexpr std::int64_t kNullable = 2;
  auto parts = std::make_shared<SchemaParts>();
  parts->children.reserve(table.width());
  for (const Column& column : table) {
    const std::string& name = parts->names.emplace_back(column.name());
    parts->children.push_back({.format = arrow_format(column.type()),
                               .name = name.c_str(),
                               .metadata = nullptr,
                               .flags = kNullable,
                               .n_children = 0,
                               .children = nullptr,
                               .dictionary = nullptr,
                               .release = release_child<ArrowSchema>,
                               .private_data = nullptr});
    parts->pointers.push_back(&parts->children.back());
  }
  *schema = {.format = "+s",
             .name = "",
             .metadata = nullptr,
             .flags = 0,
             .n_children = static_cast<std::int64_t>(parts->pointers.size()),
             .children = parts->pointers.data(),
             .dictionary = nullptr,
             .release = release_child<ArrowSchema>,
             .private_data = nullptr};
  return parts;
}

/// Rows [begin, begin + count) of a table; `owner` is let go of with them.
void give(const Table& table, std::size_t begin, std::size_t count, std::shared_ptr<const Table> owner,
          ArrowArray* batch) {
  auto parts = std::make_unique<ArrayParts>();
  parts->owner = std::move(owner);
  parts->children.reserve(table.width());
  parts->buffers.resize(table.width());
  for (std::size_t index = 0; index < table.width(); ++index) {
    parts->children.push_back(column_array(table.column(index), begin, count, parts->buffers[index], *parts));
    parts->pointers.push_back(&parts->children.back());
  }
  *batch = {.length = static_cast<std::int64_t>(count),
            .null_count = 0,
            .offset = 0,
            .n_buffers = 1,
            .n_children = static_cast<std::int64_t>(parts->pointers.size()),
            .buffers = &parts->no_buffer,
            .children = parts->pointers.data(),
            .dictionary = nullptr,
            .release = release_batch,
            .private_data = parts.get()};
  static_cast<void>(parts.release());
}

ArrowArrayStream stream_of(void* owner, int (*give_schema)(ArrowArrayStream*, ArrowSchema*),
                           int (*give_batch)(ArrowArrayStream*, ArrowArray*)) {
  return {.get_schema = give_schema,
          .get_next = give_batch,
          .get_last_error = [](ArrowArrayStream*) -> const char* { return nullptr; },
          .release = [](ArrowArrayStream* stream) { stream->release = nullptr; },
          .private_data = owner};
}

}  // namespace

TableStream::TableStream(const Table& table)
    : table_(table), stream_(stream_of(this, give_schema, give_batch)) {}

int TableStream::give_schema(ArrowArrayStream* stream, ArrowSchema* schema) {
  auto& self = *static_cast<TableStream*>(stream->private_data);
  self.schemas_.push_back(describe(self.table_, schema));
  return 0;
}

int TableStream::give_batch(ArrowArrayStream* stream, ArrowArray* batch) {
  auto& self = *static_cast<TableStream*>(stream->private_data);
  *batch = {};
  const std::size_t begin = self.next_row_;
  const std::size_t count = std::min(kBatchRows, self.table_.rows() - begin);
  self.next_row_ += count;
  if (count > 0) give(self.table_, begin, count, nullptr, batch);
  return 0;
}

BatchStream::BatchStream(Table first, const BatchSource& batches)
    : next_(std::make_shared<Table>(std::move(first))),
      batches_(batches),
      stream_(stream_of(this, give_schema, give_batch)) {
  stream_.get_last_error = [](ArrowArrayStream* stream) -> const char* {
    return static_cast<BatchStream*>(stream->private_data)->message_.c_str();
  };
}

int BatchStream::give_schema(ArrowArrayStream* stream, ArrowSchema* schema) {
  auto& self = *static_cast<BatchStream*>(stream->private_data);
  self.schemas_.push_back(describe(*self.next_, schema));
  return 0;
}

int BatchStream::give_batch(ArrowArrayStream* stream, ArrowArray* batch) {
  auto& self = *static_cast<BatchStream*>(stream->private_data);
  *batch = {};
  if (self.coming_.valid()) {
    if (const auto more = self.coming_.get(); !more) {
      self.failure_ = more.error();
      self.message_ = more.error().to_string();
      return EIO;
    }
  }
  const std::shared_ptr<Table> table = self.next_;
  if (table->rows() == 0) return 0;
  give(*table, 0, table->rows(), table, batch);
  self.next_ = std::make_shared<Table>(table->empty_copy());
  self.coming_ = std::async(std::launch::async, [&self] { return self.batches_(*self.next_); });
  return 0;
}

}  // namespace slipstream::table
