#include "lab/averager.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "lab/schemas.hpp"
#include "log/dead_letter.hpp"
#include "log/partitioner.hpp"

namespace slipstream::lab {
namespace {

using namespace std::chrono_literals;

constexpr auto kIdle = 500ms;

/// The record is at fault, not whoever was asked for its schema.
bool is_of_the_record(const Error& error) {
  return error.code == ErrorCode::invalid_input || error.code == ErrorCode::not_found;
}

}  // namespace

Averager::Averager(log::Log& log, registry::Schemas& schemas, AveragerOptions options)
    : log_(log),
      schemas_(schemas),
      options_(std::move(options)),
      state_(log, options_.topics.state),
      decoder_(schemas),
      rejected_(options_.topics.dead_letter) {}

Averager::~Averager() {
  // A consumer that leaves gives its partitions back: what is not committed now must not be.
  abandoned_ = true;
  consumer_.reset();
}

Result<std::unique_ptr<Averager>> Averager::open(log::Log& log, registry::Schemas& schemas,
                                                 AveragerOptions options) {
  std::unique_ptr<Averager> averager(new Averager(log, schemas, std::move(options)));
  if (auto started = averager->start(); !started) return propagate(started);
  return averager;
}

Result<> Averager::start() {
  auto info = log_.describe(options_.topics.average_speed);
  if (!info) return propagate(info);
  partitions_ = info->spec.partitions;
  // The producer first: it fences off a predecessor whose last transaction might still change the state.
  log::ProducerOptions producing;
  producing.transactional_id = options_.transactional_id;
  auto producer = log_.producer(producing);
  if (!producer) return propagate(producer);
  producer_ = std::move(*producer);
  log::ConsumerOptions reading;
  reading.group = options_.group;
  reading.topics = {options_.topics.positions};
  reading.on_assigned = [this](std::span<const log::TopicPartition> partitions) {
    for (const log::TopicPartition& partition : partitions) assigned_.push_back(partition.partition);
  };
  reading.on_revoked = [this](std::span<const log::TopicPartition> partitions) { release(partitions); };
  auto consumer = log_.consumer(reading);
  if (!consumer) return propagate(consumer);
  consumer_ = std::move(*consumer);
  return {};
}

/// Not before there is something to say.
Result<> Averager::name_schemas() {
  if (value_schema_ != 0) return {};
  const struct {
    std::string_view part;
    registry::Schema schema;
    std::int32_t& id;
  } schemas[] = {{"key", {registry::SchemaType::avro, std::string{kAverageKeySchema}}, key_schema_},
                 {"value", {registry::SchemaType::json, std::string{kAverageSchema}}, value_schema_}};
  for (const auto& each : schemas) {
    auto id = schemas_.add(fmt::format("{}-{}", options_.topics.average_speed, each.part), each.schema);
    if (!id) return propagate(id);
    each.id = *id;
  }
  return {};
}

Result<> Averager::run(const std::stop_token& stop) {
  const std::stop_callback wake(stop, [this] { consumer_->wake(); });
  while (!stop.stop_requested()) {
    auto batch = consumer_->poll(until_commit());
    if (!batch) return propagate(batch);
    if (revocation_error_) return std::unexpected(*revocation_error_);
    auto done = take_up_assigned(stop);
    if (!done && done.error().code == ErrorCode::interrupted) break;
    if (done) done = take(**batch);
    if (done && has_changes() && until_commit() == 0ms) done = commit();
    if (!done) return done;
  }
  return commit();
}

std::chrono::milliseconds Averager::until_commit() const {
  if (!has_changes()) return kIdle;
  const auto due = first_since_commit_ + options_.commit_interval;
  return std::max(std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()), 0ms);
}

Result<> Averager::take_up_assigned(const std::stop_token& stop) {
  if (assigned_.empty()) return {};
  return state_.load(std::exchange(assigned_, {}), stop);
}

void Averager::release(std::span<const log::TopicPartition> partitions) {
  auto committed = abandoned_ ? Result<>{} : commit();
  if (!committed && !revocation_error_) revocation_error_ = committed.error();
  for (const log::TopicPartition& gone : partitions) {
    state_.drop(gone.partition);
    std::erase(assigned_, gone.partition);
  }
}

Result<> Averager::take(const log::RecordBatch& batch) {
  if (batch.empty()) return {};
  if (auto named = name_schemas(); !named) return named;
  if (!has_changes()) first_since_commit_ = Clock::now();
  for (std::size_t i = 0; i < batch.size(); ++i) {
    const log::RecordView record = batch[i];
    auto position = read_position(record.value.value_or(""), decoder_);
    if (position) {
      const AverageKey key{std::move(position->driver_name), std::move(position->race_id)};
      state_.add(record.partition, key, position->speed_kmh, record.timestamp);
    } else if (is_of_the_record(position.error())) {
      log::append_dead_letter(rejected_, batch, i, position.error().message);
    } else {
      return propagate(position);
    }
  }
  taken_since_commit_ += batch.size();
  records_ += batch.size();
  return {};
}

Result<> Averager::commit() {
  if (!has_changes()) return {};
  auto done = producer_->begin();
  if (!done) return done;
  const log::RecordBatch changed = averages();
  const log::RecordBatch sums = state_.changes(base::wall_now());
  for (const log::RecordBatch* batch : {&changed, &sums, &std::as_const(rejected_)})
    if (done && !batch->empty()) done = producer_->send(*batch);
  if (done) {
    done = producer_->commit(options_.group, consumer_->positions());
  } else if (auto aborted = producer_->abort(); !aborted) {
    abandoned_ = true;
    return aborted;
  }
  if (!done) {
    abandoned_ = true;
    return done;
  }
  state_.committed();
  rejected_.clear();
  taken_since_commit_ = 0;
  return {};
}

log::RecordBatch Averager::averages() const {
  log::RecordBatch batch(options_.topics.average_speed);
  const WallTime now = base::wall_now();
  std::string key;
  for (const auto& [whose, sum] : state_.changed()) {
    key.clear();
    write_average_key(whose, key_schema_, key);
    batch.append_with(log::partition_for_key(key, partitions_), now, key,
                      [&](std::string& out) { write_average(sum.average_kmh(), value_schema_, out); });
  }
  return batch;
}

}  // namespace slipstream::lab
