#include <algorithm>
#include <charconv>
#include <cstdio>

#include <nlohmann/json.hpp>

#include "cli/commands/topics.hpp"
#include "cli/record_values.hpp"

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

/// What a schema makes of the bytes, else the text they are, with escapes.
std::string readable(std::string_view bytes, RecordValues& values) {
  const auto decoded = values.decode(bytes);
  return decoded ? decoded->json : printable(bytes);
}

/// One line a record: place, key and value.
void print_line(const log::RecordBatch& batch, const log::RecordView& record, RecordValues& values) {
  fmt::print("{}[{}]@{} {} {}\n", batch.topic(), record.partition, record.offset,
             readable(record.key, values), record.value ? readable(*record.value, values) : "(tombstone)");
}

/// Adds `bytes` to the line as `name`: what a schema makes of them, else JSON as it is, else the text; and
/// the schema's id as `name`_schema_id.
void put(nlohmann::json& line, const std::string& name, std::string_view bytes, bool may_be_json,
         RecordValues& values) {
  if (auto decoded = values.decode(bytes)) {
    line[name] = nlohmann::json::parse(decoded->json);
    line[name + "_schema_id"] = decoded->schema_id;
    return;
  }
  auto parsed = may_be_json ? nlohmann::json::parse(bytes, nullptr, false) : nlohmann::json(bytes);
  line[name] = parsed.is_discarded() ? nlohmann::json(bytes) : std::move(parsed);
}

void print_json(const log::RecordBatch& batch, std::size_t index, RecordValues& values) {
  const log::RecordView record = batch[index];
  nlohmann::json line{{"topic", batch.topic()},
                      {"partition", record.partition},
                      {"offset", record.offset},
                      {"timestamp", base::format_wall(record.timestamp) + "Z"}};
  put(line, "key", record.key, false, values);
  if (record.value) put(line, "value", *record.value, true, values);
  for (std::size_t h = 0; h < record.header_count; ++h) {
    const log::HeaderView header = batch.header(index, h);
    line["headers"][std::string{header.key}] = header.value;
  }
  fmt::print("{}\n", line.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
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

  RecordValues values(**log, context);
  std::int64_t printed = 0;
  while (!context.stop.stop_requested()) {
    if (options.no_follow && reached((*consumer)->positions(), *topic)) return {};
    auto batch = (*consumer)->poll(std::chrono::milliseconds{500});
    if (!batch) return propagate(batch);
    for (std::size_t i = 0; i < (*batch)->size(); ++i) {
      const log::RecordView record = (**batch)[i];
      if (!options.key.empty() && record.key != options.key) continue;
      if (context.json)
        print_json(**batch, i, values);
      else
        print_line(**batch, record, values);
      if (++printed == options.max_messages) return {};
    }
    std::fflush(stdout);
  }
  return fail(ErrorCode::interrupted, "stopped after {} records", printed);
}

}  // namespace slipstream::cli
