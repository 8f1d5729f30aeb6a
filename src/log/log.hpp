#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "log/record_batch.hpp"

/// An event log: topics of partitions of records, with Kafka's meanings. Engines: `sqlite` (embedded) and
/// `kafka`. The contract suite in tests/ runs against every engine; what it checks is what this header says.
namespace slipstream::log {

struct TopicSpec {
  std::string name;
  std::int32_t partitions = 1;
  bool compacted = false;  ///< keep the last record of each key; a tombstone removes the key
  std::optional<std::chrono::milliseconds> retention_time = {};  ///< nullopt: the engine's default
  std::optional<std::int64_t> retention_bytes = {};
  // Kafka only:
  std::int32_t replication_factor = 1;
  std::map<std::string, std::string> properties = {};  ///< its own names: "min.insync.replicas"
};

struct PartitionInfo {
  Partition partition = 0;
  Offset begin = 0;  ///< the oldest record kept
  Offset end = 0;    ///< one past the newest
  /// Of keys, values and headers kept; nullopt: the engine does not tell (Kafka).
  std::optional<std::int64_t> bytes = {};
};

struct TopicInfo {
  TopicSpec spec;
  std::vector<PartitionInfo> partitions;
};

struct TopicPartition {
  std::string topic;
  Partition partition = 0;
  friend auto operator<=>(const TopicPartition&, const TopicPartition&) = default;
};
using Offsets = std::map<TopicPartition, Offset>;  ///< the next offset to read

/// Tells that `count` records of a sent batch are durable (in the engine's promise), or why they are not.
struct DeliveryReport {
  std::string topic;
  std::size_t count = 0;
  Offset last_offset = -1;          ///< of the batch's last record
  std::optional<Error> error = {};  ///< then none of them is in the log (Kafka: perhaps some)
};

struct ProducerOptions {
  /// Non-empty: a transactional producer; a newer one of the same id fences this one off (conflict). What the
  /// older ones committed can be read once the newer one is there.
  std::string transactional_id = {};
  /// Bytes that may wait; send blocks above.
  std::size_t queue_bytes = std::size_t{32} << 20;
  /// Called on the engine's own thread (embedded) or within send/flush (Kafka), in order per producer.
  std::function<void(const DeliveryReport&)> on_delivery = {};
};

/// Writes batches. One thread at a time. A transactional producer's records are seen by readers, and its
/// offsets count, all together at commit() or not at all.
class Producer {
 public:
  /// Waits for what is queued, so that no report comes later; aborts an open transaction.
  virtual ~Producer() = default;
  /// Queues a batch; waits while the queue is full. Durable only when reported or after flush(). After a
  /// failed delivery everything behind it fails too, so that nothing overtakes it, until flush() has told.
  /// Errors: not_found (no such topic), invalid_argument (no such partition, a record too large), no_space,
  /// conflict (fenced), unavailable.
  virtual Result<> send(RecordBatch batch) = 0;
  /// Waits until everything sent is durable. Errors: the first failed delivery since the last flush; timeout.
  virtual Result<> flush(std::chrono::milliseconds timeout) = 0;

  /// The embedded engine holds a transaction in memory: at most queue_bytes of it, else invalid_argument.
  virtual Result<> begin() = 0;
  /// Makes the transaction's records durable and visible and commits `offsets` for `group`, as one.
  virtual Result<> commit(std::string_view group, const Offsets& offsets) = 0;
  virtual Result<> abort() = 0;
};

enum class StartAt { earliest, latest };

struct ConsumerOptions {
  std::string group;                   ///< empty: no group, no commits
  std::vector<std::string> topics;     ///< all partitions of these (or the group's share of them)
  std::vector<TopicPartition> assign;  ///< instead of topics: exactly these
  Offsets start_offsets;               ///< wins over committed offsets and over `start`
  StartAt start = StartAt::earliest;   ///< where nothing is committed
  std::size_t max_batch_records = 4096;
  std::size_t max_batch_bytes = std::size_t{4} << 20;
  bool headers =
      true;  ///< false: the reader needs none, and an engine to which they are work leaves them out
  /// Called within poll() when partitions come or go (Kafka); finish and commit their work in on_revoked.
  std::function<void(std::span<const TopicPartition>)> on_assigned, on_revoked;
};

/// Reads. One thread at a time, wake() excepted.
class Consumer {
 public:
  virtual ~Consumer() = default;
  /// The next records of one topic, in offset order per partition; an empty batch after `timeout` or wake().
  /// Waits without polling while the writer is in this process. Errors: not_found (topic deleted), conflict
  /// (the group has another member: embedded engine), unavailable.
  virtual Result<std::shared_ptr<const RecordBatch>> poll(std::chrono::milliseconds timeout) = 0;
  /// Commits positions (what poll has handed out). Errors: conflict (no longer the group's member).
  virtual Result<> commit() = 0;
  virtual Result<> commit(const Offsets& offsets) = 0;
  /// What poll will read next, per assigned partition.
  [[nodiscard]] virtual Offsets positions() const = 0;
  virtual Result<> seek(const TopicPartition& partition, Offset offset) = 0;
  /// Records between the positions and the ends, as far as reading has shown: Kafka's ends are those of the
  /// last fetch.
  virtual Result<std::int64_t> lag() = 0;
  /// Makes the running or next poll return at once. Any thread, also a signal-handling one.
  virtual void wake() = 0;
};

struct GroupInfo {
  std::string group;
  Offsets committed;
  std::size_t members = 0;  ///< that are in it now
};

/// A log. Thread-safe. Stays open until its producers and consumers are gone too.
class Log {
 public:
  virtual ~Log() = default;
  /// Errors: already_exists (of another shape: `message` names the differences), invalid_argument.
  /// A topic that exists with this shape is success.
  virtual Result<> create_topic(const TopicSpec& spec) = 0;
  virtual Result<> delete_topic(std::string_view topic) = 0;
  virtual Result<std::vector<TopicInfo>> topics() = 0;
  /// Errors: not_found.
  virtual Result<TopicInfo> describe(std::string_view topic) = 0;
  /// The first offset whose record's timestamp is at or after `time`, per partition; the end where none is.
  virtual Result<Offsets> offsets_at(std::string_view topic, WallTime time) = 0;
  virtual Result<std::vector<GroupInfo>> groups() = 0;
  /// One that nobody has joined yet has neither offsets nor members.
  virtual Result<GroupInfo> group(std::string_view name) = 0;
  virtual Result<std::unique_ptr<Producer>> producer(ProducerOptions options) = 0;
  /// Errors: conflict (the group has a member already: embedded engine; the message names its pid).
  virtual Result<std::unique_ptr<Consumer>> consumer(ConsumerOptions options) = 0;
};

}  // namespace slipstream::log
