#include "inspect/record_json.hpp"

#include <map>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace slipstream::inspect {
namespace {

void write_part(codec::JsonWriter& json, std::string_view name, std::size_t bytes, const ReadValue& read) {
  const auto key = [&](std::string_view suffix) -> codec::JsonWriter& {
    return json.key(std::string{name}.append(suffix));
  };
  if (!read.json.empty()) key("").raw(read.json);
  key("_format").value(to_string(read.format));
  key("_bytes").value(static_cast<std::uint64_t>(bytes));
  if (read.schema_id) key("_schema_id").value(*read.schema_id);
  if (read.problem) key("_error").value(read.problem->to_string());
}

void write_headers(codec::JsonWriter& json, const log::RecordBatch& batch, std::size_t index) {
  std::map<std::string_view, std::string_view> headers;
  for (std::size_t h = 0; h < batch[index].header_count; ++h) {
    const log::HeaderView header = batch.header(index, h);
    headers[header.key] = header.value;
  }
  if (headers.empty()) return;
  json.key("headers").begin_object();
  for (const auto& [name, value] : headers) json.key(name).value(value);
  json.end_object();
}

}  // namespace

void write_record(codec::JsonWriter& json, const log::RecordBatch& batch, std::size_t index,
                  ValueReader& reader) {
  const log::RecordView record = batch[index];
  json.key("partition").value(record.partition).key("offset").value(record.offset);
  json.key("timestamp").value(base::format_wall(record.timestamp) + "Z");
  if (!record.key.empty()) write_part(json, "key", record.key.size(), reader.key(record.key));
  if (record.value)
    write_part(json, "value", record.value->size(), reader.value(*record.value));
  else
    json.key("tombstone").value(true);
  write_headers(json, batch, index);
}

}  // namespace slipstream::inspect
