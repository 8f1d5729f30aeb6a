#include "store/store_reader.hpp"

#include <chrono>
#include <thread>
#include <utility>

#include "base/logging.hpp"
#include "codec/alert_json.hpp"
#include "codec/session_json.hpp"
#include "codec/telemetry_json.hpp"

namespace slipstream::store {
namespace {

constexpr std::chrono::milliseconds kQuiet{500};
/// How long a frame that waits may wait once nothing more comes.
constexpr std::chrono::milliseconds kFrameWait{50};

}  // namespace

/// Applies batches and remembers what it has complained about.
class StoreReader::Applier {
 public:
  Applier(Store& store, const domain::TopicNames& topics) : store_(store), topics_(topics) {}

  void apply(const log::RecordBatch& batch) {
    store_.begin_batch(base::wall_now());
    for (std::size_t i = 0; i < batch.size(); ++i) {
      const log::RecordView record = batch[i];
      if (!record.value) continue;
      const Result<> applied = apply_one(batch.topic(), record);
      if (!applied) complain(batch.topic(), record, applied.error());
    }
    store_.finish_batch(base::wall_now());
  }

 private:
  Result<> apply_one(const std::string& topic, const log::RecordView& record) {
    LogPlace place{Input::telemetry, record.partition, record.offset};
    if (topic == topics_.telemetry) {
      auto decoded = telemetry_.decode(*record.value);
      if (!decoded) return propagate(decoded);
      store_.apply(*decoded, place);
    } else if (topic == topics_.session) {
      auto decoded = codec::read_session_message(*record.value);
      if (!decoded && decoded.error().code == ErrorCode::unsupported) return {};
      if (!decoded) return propagate(decoded);
      place.input = Input::session;
      store_.apply(*decoded, place, *record.value);
    } else {
      auto decoded = codec::read_alert(*record.value);
      if (!decoded) return propagate(decoded);
      place.input = Input::alerts;
      store_.apply(*decoded, place, *record.value);
    }
    return {};
  }

  /// Counts it, and says so for the first ones.
  void complain(const std::string& topic, const log::RecordView& record, const Error& error) {
    constexpr std::uint64_t kSaid = 10;
    store_.reject();
    if (++rejected_ > kSaid) return;
    spdlog::warn("{}[{}]@{}: record skipped: {}", topic, record.partition, record.offset, error.to_string());
  }

  Store& store_;
  const domain::TopicNames& topics_;
  codec::TelemetryDecoder telemetry_;
  std::uint64_t rejected_ = 0;
};

StoreReader::StoreReader(log::Log& log, Store& store, StoreReaderOptions options)
    : log_(log), store_(store), options_(std::move(options)) {}

Result<> StoreReader::run(const std::stop_token& stop) {
  Result<> ended = read_until(stop);
  state_ = ended ? State::stopped : State::failed;
  return ended;
}

Result<> StoreReader::read_until(const std::stop_token& stop) {
  log::ConsumerOptions options;
  options.topics = {options_.topics.telemetry, options_.topics.session, options_.topics.alerts};
  options.start_offsets = options_.start_offsets;
  auto consumer = log_.consumer(std::move(options));
  if (!consumer) return propagate(consumer);
  std::stop_callback wake(stop, [&] { (*consumer)->wake(); });

  Applier applier(store_, options_.topics);
  state_ = State::catching_up;
  while (!stop.stop_requested()) {
    auto batch = (*consumer)->poll(store_.live().has_pending() ? kFrameWait : kQuiet);
    if (!batch) return propagate(batch);
    if ((*batch)->empty()) {
      store_.idle();
    } else {
      applier.apply(**batch);
    }
    if (state_ == State::catching_up) {
      auto lag = (*consumer)->lag();
      if (!lag) return propagate(lag);
      if (*lag == 0) state_ = State::ready;
    }
    options_.on_change();
  }
  return {};
}

std::string StoreReader::why_not_ready() const {
  switch (state_.load()) {
    case State::starting: return "the store has not begun to read the log";
    case State::catching_up: return "the store is still reading the log";
    case State::ready: return {};
    case State::failed: return "the store cannot read the log";
    case State::stopped: return "the store has stopped reading the log";
  }
  return {};
}

}  // namespace slipstream::store
