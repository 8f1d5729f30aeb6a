#include <algorithm>
#include <charconv>
#include <cstdio>
#include <utility>

#include <spdlog/spdlog.h>
#include <nlohmann/json.hpp>

#include "cli/commands/topics.hpp"
#include "cli/lazy_schemas.hpp"
#include "codec/json_writer.hpp"
#include "inspect/record_json.hpp"

namespace slipstream::cli {
namespace {

/// "start", "end", "OFFSET" or "-N" as the offset to begin each partition at.
Result<log::Offsets> start_offsets(const log::TopicInfo& topic, const std::string& from) {
  log::Offset number = 0;
  const bool is_number = from != "start" && from != "end";
  if (is_number) {
    const auto [end, error] = std::from_chars(from.data(), from.data() + from.size(), number);
    if (error != std::errc{} || end != from.data() + from.size()) {
      return fail(ErrorCode::invalid_argument,
                  "--from takes start, end, an offset, or -N for the last N; not '{}'", from);
    }
  }
  log::Offsets offsets;
  for (const log::PartitionInfo& p : topic.partitions) {
    log::Offset at = from == "start" ? p.begin : p.end;
    if (is_number) at = std::clamp(from.starts_with('-') ? p.end + number : number, p.begin, p.end);
    offsets[{topic.spec.name, p.partition}] = at;
  }
  return offsets;
}

/// Bytes that a terminal would act on as \xNN.
std::string printable(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F)
      text += fmt::format("\\x{:02x}", byte);
    else
      text += c;
  }
  return text;
}

/// Says once why records are shown as they are.
class Complaints {
 public:
  void note(const std::string& why) {
    if (!std::exchange(said_, true)) spdlog::warn("shown as it is: {}", why);
  }

 private:
  bool said_ = false;
};

/// What a schema makes of the bytes, else the text they are, with escapes.
std::string readable(std::string_view bytes, inspect::ValueReader& reader, Complaints& complaints) {
  if (!registry::unframe(bytes)) return printable(bytes);
  inspect::ReadValue read = reader.value(bytes);
  if (read.problem) complaints.note(read.problem->to_string());
  return read.schema_id ? std::move(read.json) : printable(bytes);
}

/// One line a record: place, key and value.
void print_line(const log::RecordBatch& batch, const log::RecordView& record, inspect::ValueReader& reader,
                Complaints& complaints) {
  fmt::print("{}[{}]@{} {} {}\n", batch.topic(), record.partition, record.offset,
             readable(record.key, reader, complaints),
             record.value ? readable(*record.value, reader, complaints) : "(tombstone)");
}

void print_json(const log::RecordBatch& batch, std::size_t index, inspect::ValueReader& reader,
                Complaints& complaints) {
  std::string text;
  codec::JsonWriter writer(text);
  writer.begin_object().key("topic").value(batch.topic());
  inspect::write_record(writer, batch, index, reader);
  writer.end_object();
  // A value may have lines of its own.
  const auto line = nlohmann::json::parse(text);
  for (const char* error : {"key_error", "value_error"})
    if (line.contains(error)) complaints.note(line[error].get<std::string>());
  fmt::print("{}\n", line.dump());
}

/// Everything up to these offsets has been read.
bool reached(const log::Offsets& positions, const log::TopicInfo& until) {
  return std::ranges::all_of(until.partitions, [&](const log::PartitionInfo& p) {
    const auto at = positions.find({until.spec.name, p.partition});
    return at != positions.end() && at->second >= p.end;
  });
}

}  // namespace

Result<> topics_tail(const Context& context, const TopicsTailOptions& options) {
  auto log = open_log(context.settings, LogAccess::read);
  if (!log) return propagate(log);
  auto topic = (*log)->describe(options.name);
  if (!topic) return propagate(topic);
  auto offsets = start_offsets(*topic, options.from);
  if (!offsets) return propagate(offsets);

  log::ConsumerOptions consumer_options;
  consumer_options.topics = {options.name};
  consumer_options.start_offsets = *offsets;
  auto consumer = (*log)->consumer(std::move(consumer_options));
  if (!consumer) return propagate(consumer);
  const std::stop_callback wake(context.stop, [&] { (*consumer)->wake(); });

  LazySchemas schemas(**log, context);
  inspect::ValueReader reader(schemas);
  Complaints complaints;
  std::int64_t printed = 0;
  while (!context.stop.stop_requested()) {
    if (options.no_follow && reached((*consumer)->positions(), *topic)) return {};
    auto batch = (*consumer)->poll(std::chrono::milliseconds{500});
    if (!batch) return propagate(batch);
    for (std::size_t i = 0; i < (*batch)->size(); ++i) {
      const log::RecordView record = (**batch)[i];
      if (!options.key.empty() && record.key != options.key) continue;
      if (context.json)
        print_json(**batch, i, reader, complaints);
      else
        print_line(**batch, record, reader, complaints);
      if (++printed == options.max_messages) return {};
    }
    std::fflush(stdout);
  }
  return fail(ErrorCode::interrupted, "stopped after {} records", printed);
}

}  // namespace slipstream::cli
