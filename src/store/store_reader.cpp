#include "store/store_reader.hpp"

#include <algorithm>
#include <chrono>
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
/// How long session messages and alerts may wait for telemetry that does not come, where they are read apart.
constexpr std::chrono::milliseconds kOthersWait{20};
constexpr std::chrono::milliseconds kLagEvery{500};

}  // namespace

/// Applies batches and remembers what it has complained about.
class StoreReader::Applier {
 public:
  explicit Applier(StoreReader& reader)
      : reader_(reader), store_(reader.store_), topics_(reader.options_.topics) {}

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
      if (!reader_.options_.share_group.empty()) note_share(decoded->sample.driver, record.partition);
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

  void note_share(const domain::DriverId& driver, log::Partition partition) {
    const std::scoped_lock lock(reader_.mutex_);
    reader_.shared_[partition].insert(driver);
  }

  /// Counts it, and says so for the first ones.
  void complain(const std::string& topic, const log::RecordView& record, const Error& error) {
    constexpr std::uint64_t kSaid = 10;
    store_.reject();
    if (++rejected_ > kSaid) return;
    spdlog::warn("{}[{}]@{}: record skipped: {}", topic, record.partition, record.offset, error.to_string());
  }

  StoreReader& reader_;
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

/// One consumer of everything; or one of the share of telemetry and one of all the rest.
class StoreReader::Inputs {
 public:
  static Result<Inputs> open(StoreReader& reader) {
    const domain::TopicNames& topics = reader.options_.topics;
    log::ConsumerOptions first;
    first.start_offsets = reader.options_.start_offsets;
    first.topics = {topics.telemetry};
    first.headers = false;
    log::ConsumerOptions others;
    others.topics = {topics.session, topics.alerts};
    const bool shares = !reader.options_.share_group.empty();
    if (shares) {
      first.group = reader.options_.share_group;
      first.on_assigned = [&reader](auto partitions) { reader.take_partitions(partitions); };
      first.on_revoked = [&reader](auto partitions) { reader.give_back(partitions); };
    } else {
      first.topics.insert(first.topics.end(), others.topics.begin(), others.topics.end());
    }
    Inputs inputs;
    for (auto* options : {&first, shares ? &others : nullptr}) {
      if (options == nullptr) continue;
      auto consumer = reader.log_.consumer(std::move(*options));
      if (!consumer) return propagate(consumer);
      inputs.consumers_.push_back(std::move(*consumer));
    }
    return inputs;
  }

  /// Hands what there is to `apply`, batch by batch; waits for it at most `wait`.
  template <class Apply>
  Result<> read(std::chrono::milliseconds wait, Apply&& apply) {
    if (consumers_.size() > 1) wait = std::min(wait, kOthersWait);
    for (const auto& consumer : consumers_) {
      auto batch = consumer->poll(std::exchange(wait, std::chrono::milliseconds{0}));
      if (!batch) return propagate(batch);
      if (!(*batch)->empty()) apply(**batch);
    }
    return {};
  }

  Result<std::int64_t> lag() {
    std::int64_t behind = 0;
    for (const auto& consumer : consumers_) {
      auto lag = consumer->lag();
      if (!lag) return lag;
      behind += *lag;
    }
    return behind;
  }

  void wake() { consumers_.front()->wake(); }

 private:
  std::vector<std::unique_ptr<log::Consumer>> consumers_;
};

Result<> StoreReader::read_until(const std::stop_token& stop) {
  auto inputs = Inputs::open(*this);
  if (!inputs) return propagate(inputs);
  std::stop_callback wake(stop, [&] { inputs->wake(); });

  Applier applier(*this);
  state_ = State::catching_up;
  std::chrono::steady_clock::time_point lag_known_at{};
  while (!stop.stop_requested()) {
    bool idle = true;
    auto read = inputs->read(store_.live().has_pending() ? kFrameWait : kQuiet, [&](const auto& batch) {
      idle = false;
      applier.apply(batch);
    });
    if (!read) return read;
    if (idle) store_.idle();
    const auto now = std::chrono::steady_clock::now();
    if (now - lag_known_at >= kLagEvery || (state_ == State::catching_up && idle)) {
      lag_known_at = now;
      // A cluster that is away for a while tells no ends, and reading goes on when it is back.
      if (const auto lag = inputs->lag()) {
        lag_ = *lag;
        if (*lag == 0 && state_ == State::catching_up) state_ = State::ready;
      }
    }
    options_.on_change();
  }
  return {};
}

void StoreReader::take_partitions(std::span<const log::TopicPartition> partitions) {
  const std::scoped_lock lock(mutex_);
  for (const log::TopicPartition& where : partitions) shared_[where.partition];
}

void StoreReader::give_back(std::span<const log::TopicPartition> partitions) {
  const std::scoped_lock lock(mutex_);
  std::set<domain::DriverId> gone;
  for (const log::TopicPartition& where : partitions) {
    gone.merge(shared_[where.partition]);
    shared_.erase(where.partition);
  }
  for (const auto& [partition, drivers] : shared_)
    std::erase_if(gone, [&](const domain::DriverId& driver) { return drivers.contains(driver); });
  // What another reader goes on with would stand still here.
  for (const domain::DriverId& driver : gone) store_.forget(driver);
}

std::optional<ReaderShare> StoreReader::share() const {
  if (options_.share_group.empty()) return std::nullopt;
  ReaderShare share{options_.share_group, {}, {}};
  const std::scoped_lock lock(mutex_);
  for (const auto& [partition, drivers] : shared_) {
    share.partitions.push_back(partition);
    share.drivers.insert(share.drivers.end(), drivers.begin(), drivers.end());
  }
  return share;
}

std::string StoreReader::why_not_ready() const {
  switch (state_.load()) {
    case State::starting: return "the store has not begun to read the log";
    case State::catching_up:
      return fmt::format("the store is still reading the log: {} records to go", lag_.load());
    case State::ready: return {};
    case State::failed: return "the store cannot read the log";
    case State::stopped: return "the store has stopped reading the log";
  }
  return {};
}

}  // namespace slipstream::store
