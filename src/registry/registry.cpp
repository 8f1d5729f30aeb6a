#include "registry/registry.hpp"

#include <chrono>
#include <thread>

#include <spdlog/spdlog.h>

namespace slipstream::registry {
namespace {

using namespace std::chrono_literals;

constexpr auto kPatience = 10s;
constexpr auto kPoll = 50ms;
constexpr int kTries = 5;
/// One writer at a time, whatever process it is in.
constexpr const char* kWriter = "slipstream-registry";

}  // namespace

std::unexpected<RegistryError> store_failed(const Error& error) {
  return std::unexpected(RegistryError{50001, "Error in the backend data store: " + error.to_string()});
}

Result<std::unique_ptr<Registry>> Registry::open(log::Log& log, std::string topic) {
  std::unique_ptr<Registry> registry(new Registry(log, std::move(topic)));
  log::ConsumerOptions options;
  options.topics = {registry->topic_};
  auto consumer = log.consumer(std::move(options));
  if (!consumer) return propagate(consumer);
  registry->consumer_ = std::move(*consumer);
  if (auto read = registry->read_all(); !read) return propagate(read);
  return registry;
}

Result<> Registry::read_new() {
  while (true) {
    auto batch = consumer_->poll(0ms);
    if (!batch) return propagate(batch);
    if ((*batch)->empty()) return {};
    for (std::size_t i = 0; i < (*batch)->size(); ++i) {
      const log::RecordView record = (**batch)[i];
      const auto read = read_log_record(record.key, record.value);
      if (!read)
        spdlog::warn("{}@{}: {}", topic_, record.offset, read.error().to_string());
      else if (*read)
        subjects_.apply(**read);
    }
  }
}

/// Up to what is on the topic now.
Result<> Registry::read_all() {
  auto info = log_.describe(topic_);
  if (!info) return propagate(info);
  const log::Offset end = info->partitions.front().end;
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (true) {
    if (auto read = read_new(); !read) return read;
    const log::Offsets positions = consumer_->positions();
    const auto at = positions.find({topic_, 0});
    if (at != positions.end() && at->second >= end) return {};
    if (std::chrono::steady_clock::now() > deadline)
      return fail(ErrorCode::timeout, "the records of {} before {} do not come", topic_, end);
    std::this_thread::sleep_for(kPoll);
  }
}

Answer<void> Registry::change(const Change& change) {
  const std::scoped_lock lock(mutex_);
  if (auto read = read_new(); !read) return store_failed(read.error());
  if (const auto records = change(subjects_); records && records->empty()) return {};
  Result<> done;
  for (int tries = 0; tries < kTries; ++tries) {
    // From here on nobody else can write: what is there now is what the change is about.
    auto producer = log_.producer({.transactional_id = kWriter});
    if (!producer) return store_failed(producer.error());
    if (auto read = read_all(); !read) return store_failed(read.error());
    const auto records = change(subjects_);
    if (!records) return std::unexpected(records.error());
    if (records->empty()) return {};
    done = write(*records, **producer);
    if (done) done = read_all();
    if (done) return {};
    if (done.error().code != ErrorCode::conflict) break;
  }
  return store_failed(done.error());
}

Result<> Registry::write(const std::vector<LogRecord>& records, log::Producer& producer) {
  log::RecordBatch batch(topic_);
  for (const LogRecord& record : records) {
    const KeyAndValue written = write_log_record(record);
    batch.append(0, base::wall_now(), written.key, written.value);
  }
  if (auto begun = producer.begin(); !begun) return begun;
  if (auto sent = producer.send(std::move(batch)); !sent) {
    [[maybe_unused]] const auto aborted = producer.abort();
    return sent;
  }
  return producer.commit("", {});
}

}  // namespace slipstream::registry
