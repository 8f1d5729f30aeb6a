#include "lab/lab_reader.hpp"

#include <utility>

#include "base/logging.hpp"
#include "codec/lab_race_json.hpp"

namespace slipstream::lab {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kQuiet = 500ms;
/// How long an update may wait for the rest of it.
constexpr auto kRest = 20ms;
/// What comes closer together is told of once.
constexpr auto kBetweenCalls = 10ms;

}  // namespace

LabReader::LabReader(log::Log& log, registry::Schemas& schemas, LabStore& store, LabReaderOptions options)
    : log_(log), store_(store), options_(std::move(options)), decoder_(schemas) {}

/// All there is, but for commands: old ones have been obeyed, or nobody was there.
Result<std::unique_ptr<log::Consumer>> LabReader::open() {
  const domain::TopicNames& topics = options_.topics;
  auto commands = log_.describe(topics.control);
  if (!commands) return propagate(commands);
  log::ConsumerOptions reading;
  reading.topics = {topics.session, topics.positions, topics.average_speed, topics.control};
  for (const log::PartitionInfo& partition : commands->partitions)
    reading.start_offsets[{topics.control, partition.partition}] = partition.end;
  return log_.consumer(std::move(reading));
}

Result<> LabReader::run(const std::stop_token& stop) {
  auto consumer = open();
  if (!consumer) return propagate(consumer);
  const std::stop_callback wake(stop, [&] { (*consumer)->wake(); });
  bool waits = false;  // something was applied and not told of
  Clock::time_point told{};
  while (!stop.stop_requested()) {
    auto batch = (*consumer)->poll(waits ? kRest : kQuiet);
    if (!batch) return propagate(batch);
    if (!(*batch)->empty()) {
      apply(**batch);
      waits = true;
      if (Clock::now() - told < kBetweenCalls) continue;
    } else {
      store_.idle();
      if (const auto lag = (*consumer)->lag(); lag && *lag == 0) store_.set_caught_up();
    }
    if (!std::exchange(waits, false)) continue;
    options_.on_change();
    told = Clock::now();
  }
  return {};
}

void LabReader::apply(const log::RecordBatch& batch) {
  constexpr std::uint64_t kSaid = 10;
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const log::RecordView record = batch[i];
    auto applied = apply(batch.topic(), record);
    if (applied || ++rejected_ > kSaid) continue;
    spdlog::warn("{}[{}]@{}: record skipped: {}", batch.topic(), record.partition, record.offset,
                 applied.error().to_string());
  }
}

Result<> LabReader::apply(const std::string& topic, const log::RecordView& record) {
  if (topic == options_.topics.session) {
    auto race = codec::read_lab_race(record.value.value_or(""));
    if (!race) return propagate(race);
    if (*race) store_.apply(**race);
  } else if (topic == options_.topics.control) {
    auto command = codec::read_lab_race_stop(record.value.value_or(""));
    if (!command) return propagate(command);
    if (*command) options_.on_stop(**command);
  } else if (topic == options_.topics.positions) {
    auto position = read_position(record.value.value_or(""), decoder_);
    if (!position) return propagate(position);
    store_.apply(*position);
  } else {
    auto key = read_average_key(record.key, decoder_);
    if (!key) return propagate(key);
    if (!record.value) {
      store_.apply(*key, std::nullopt);
      return {};
    }
    auto average = read_average(*record.value, decoder_);
    if (!average) return propagate(average);
    store_.apply(*key, *average);
  }
  return {};
}

}  // namespace slipstream::lab
