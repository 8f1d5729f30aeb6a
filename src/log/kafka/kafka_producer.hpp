#pragma once

#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "log/kafka/cluster.hpp"

namespace slipstream::log::kafka {

/// An idempotent producer. Values are not copied: a batch stays in memory until its last record is reported.
class KafkaProducer final : public Producer {
 public:
  /// Errors: invalid_argument (a property), unavailable, timeout (transactions: no coordinator).
  static Result<std::unique_ptr<KafkaProducer>> open(ClusterPtr cluster, ProducerOptions options);
  ~KafkaProducer() override;

  Result<> send(RecordBatch batch) override;
  Result<> flush(std::chrono::milliseconds timeout) override;
  Result<> begin() override;
  Result<> commit(std::string_view group, const Offsets& offsets) override;
  Result<> abort() override;

 private:
  /// A sent batch whose records are not all reported.
  struct Pending {
    RecordBatch batch;
    std::size_t open = 0;  ///< records not reported
    Partition last_partition = 0;
    Offset last_offset = -1;
    std::optional<Error> error = {};
  };
  struct Topic {
    Handle<rd_kafka_topic_t> handle;
    std::int32_t partitions = 0;
    std::string limit = {};  ///< of what it takes at once in bytes; asked for once something was too large
  };

  KafkaProducer(ClusterPtr cluster, ProducerOptions options)
      : cluster_(std::move(cluster)), options_(std::move(options)) {}
  static void on_error(rd_kafka_t* client, int code, const char* reason, void* opaque);
  static void on_report(rd_kafka_t* client, const rd_kafka_message_t* message, void* opaque);
  Result<const Topic*> topic(const std::string& name);
  Result<> check_batch(const Topic& topic, const RecordBatch& batch) const;
  void wait_for_room(std::size_t bytes);
  Result<> produce(const Topic& topic, Pending& pending, std::size_t index);
  Error delivery_error(const rd_kafka_message_t& message, const std::string& topic);
  void settle();
  [[nodiscard]] bool transactional() const { return !options_.transactional_id.empty(); }
  Result<> give_up(Result<> failed);

  const ClusterPtr cluster_;
  const ProducerOptions options_;
  Client client_;
  std::map<std::string, Topic, std::less<>> topics_;
  std::deque<std::unique_ptr<Pending>> pending_;  // in the order of sending
  std::size_t waiting_bytes_ = 0;
  std::optional<Error> failure_;  // the first since the last flush
  bool in_transaction_ = false;
};

}  // namespace slipstream::log::kafka
