#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "log/log.hpp"

namespace slipstream::replay::testing {

struct Sent {
  std::string topic;
  log::Partition partition;
  WallTime timestamp;
  std::string key, value;
  std::size_t batch;  ///< number of the send() that brought it
};

/// A log that remembers what was sent, in order. It has no readers and no transactions. One thread.
class RecordingLog final : public log::Log {
 public:
  explicit RecordingLog(std::int32_t telemetry_partitions = 4)
      : telemetry_partitions_(telemetry_partitions) {}

  std::vector<Sent> sent;
  std::size_t batches = 0;
  std::function<Result<>()> on_send;  ///< what a send meets: a wait, a full disk

  Result<> create_topic(const log::TopicSpec&) override { return {}; }
  Result<> delete_topic(std::string_view) override { return {}; }
  Result<std::vector<log::TopicInfo>> topics() override { return std::vector<log::TopicInfo>{}; }
  Result<log::TopicInfo> describe(std::string_view topic) override {
    log::TopicInfo info;
    info.spec.name = topic;
    info.spec.partitions = topic == "f1-telemetry" ? telemetry_partitions_ : 1;
    info.partitions.resize(static_cast<std::size_t>(info.spec.partitions));
    return info;
  }
  Result<log::Offsets> offsets_at(std::string_view, WallTime) override { return log::Offsets{}; }
  Result<std::vector<log::GroupInfo>> groups() override { return std::vector<log::GroupInfo>{}; }
  Result<log::GroupInfo> group(std::string_view) override { return log::GroupInfo{}; }
  Result<std::unique_ptr<log::Producer>> producer(log::ProducerOptions) override {
    return std::make_unique<Writer>(*this);
  }
  Result<std::unique_ptr<log::Consumer>> consumer(log::ConsumerOptions) override {
    return fail(ErrorCode::unsupported, "a recording log has no readers");
  }

 private:
  class Writer final : public log::Producer {
   public:
    explicit Writer(RecordingLog& log) : log_(log) {}
    Result<> send(log::RecordBatch batch) override {
      if (log_.on_send) {
        if (auto met = log_.on_send(); !met) return met;
      }
      for (std::size_t i = 0; i < batch.size(); ++i) {
        const log::RecordView record = batch[i];
        log_.sent.push_back({batch.topic(), record.partition, record.timestamp, std::string{record.key},
                             std::string{record.value.value_or("")}, log_.batches});
      }
      ++log_.batches;
      return {};
    }
    Result<> flush(std::chrono::milliseconds) override { return {}; }
    Result<> begin() override { return {}; }
    Result<> commit(std::string_view, const log::Offsets&) override { return {}; }
    Result<> abort() override { return {}; }

   private:
    RecordingLog& log_;
  };

  std::int32_t telemetry_partitions_;
};

}  // namespace slipstream::replay::testing
