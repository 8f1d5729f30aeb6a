// A loop of librdkafka and nothing else, the baseline of what goes through Kafka.
//   kafka_bare produce SERVERS FROM TO   sends the records of a topic, read beforehand, with the same
//   partitions, keys,
//                                        values and headers: acks=all, idempotent, lz4
//   kafka_bare consume SERVERS TOPIC     reads a topic from its beginning to its end
// Each prints {"messages": …, "seconds": …, "cpu_seconds": …}.
#include <sys/resource.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include <librdkafka/rdkafka.h>

namespace {

constexpr int kPatienceMs = 30'000;
constexpr std::size_t kBatch = 4096;
/// How long librdkafka waits for a batch to be full.
constexpr int kBatchMs = 5;

[[noreturn]] void die(const std::string& what) {
  std::fprintf(stderr, "kafka_bare: %s\n", what.c_str());
  std::exit(1);
}

double cpu_seconds() {
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
  };
  return seconds(used.ru_utime) + seconds(used.ru_stime);
}

class Stopwatch {
 public:
  void print(std::size_t messages) const {
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began_;
    std::printf("{\"messages\": %zu, \"seconds\": %.6f, \"cpu_seconds\": %.6f}\n", messages, took.count(),
                cpu_seconds() - cpu_);
  }

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  double cpu_ = cpu_seconds();
};

std::size_t delivered = 0;
void on_report(rd_kafka_t*, const rd_kafka_message_t* message, void*) {
  delivered += message->err == RD_KAFKA_RESP_ERR_NO_ERROR ? 1 : 0;
}

rd_kafka_t* client(rd_kafka_type_t type, const std::vector<std::pair<std::string, std::string>>& properties) {
  rd_kafka_conf_t* conf = rd_kafka_conf_new();
  if (type == RD_KAFKA_PRODUCER) rd_kafka_conf_set_dr_msg_cb(conf, on_report);
  char reason[512];
  for (const auto& [name, value] : properties) {
    if (rd_kafka_conf_set(conf, name.c_str(), value.c_str(), reason, sizeof reason) != RD_KAFKA_CONF_OK)
      die(reason);
  }
  rd_kafka_t* made = rd_kafka_new(type, conf, reason, sizeof reason);
  if (made == nullptr) die(reason);
  return made;
}

/// Calls `take(message)` for each record of the topic up to its end.
template <class Take>
std::size_t read_all(const std::string& servers, const std::string& topic, Take&& take) {
  rd_kafka_t* consumer = client(RD_KAFKA_CONSUMER, {{"bootstrap.servers", servers},
                                                    {"group.id", "kafka-bare"},
                                                    {"enable.auto.commit", "false"},
                                                    {"enable.partition.eof", "true"},
                                                    {"isolation.level", "read_committed"}});
  rd_kafka_poll_set_consumer(consumer);
  const rd_kafka_metadata_t* metadata = nullptr;
  rd_kafka_topic_t* handle = rd_kafka_topic_new(consumer, topic.c_str(), nullptr);
  if (rd_kafka_metadata(consumer, 0, handle, &metadata, kPatienceMs) != RD_KAFKA_RESP_ERR_NO_ERROR)
    die("no metadata");
  const int partitions = metadata->topics[0].partition_cnt;
  rd_kafka_topic_partition_list_t* list = rd_kafka_topic_partition_list_new(partitions);
  for (int partition = 0; partition < partitions; ++partition)
    rd_kafka_topic_partition_list_add(list, topic.c_str(), partition)->offset = RD_KAFKA_OFFSET_BEGINNING;
  rd_kafka_assign(consumer, list);
  rd_kafka_queue_t* queue = rd_kafka_queue_get_consumer(consumer);
  std::vector<rd_kafka_message_t*> batch(kBatch);
  std::size_t messages = 0;
  for (int ends = 0; ends < partitions;) {
    const auto count = rd_kafka_consume_batch_queue(queue, kBatchMs, batch.data(), batch.size());
    for (ssize_t i = 0; i < count; ++i) {
      rd_kafka_message_t* message = batch[static_cast<std::size_t>(i)];
      if (message->err == RD_KAFKA_RESP_ERR__PARTITION_EOF)
        ++ends;
      else if (message->err == RD_KAFKA_RESP_ERR_NO_ERROR)
        ++messages, take(*message);
      rd_kafka_message_destroy(message);
    }
  }
  rd_kafka_queue_destroy(queue);
  rd_kafka_topic_partition_list_destroy(list);
  rd_kafka_metadata_destroy(metadata);
  rd_kafka_topic_destroy(handle);
  rd_kafka_consumer_close(consumer);
  rd_kafka_destroy(consumer);
  return messages;
}

struct Record {
  std::int32_t partition;
  std::string key, value;
};

void produce(const std::string& servers, const std::string& from, const std::string& to) {
  std::vector<Record> records;
  read_all(servers, from, [&](const rd_kafka_message_t& message) {
    records.push_back({message.partition, std::string(static_cast<const char*>(message.key), message.key_len),
                       std::string(static_cast<const char*>(message.payload), message.len)});
  });
  const Stopwatch watch;
  rd_kafka_t* producer = client(RD_KAFKA_PRODUCER, {{"bootstrap.servers", servers},
                                                    {"enable.idempotence", "true"},
                                                    {"compression.type", "lz4"},
                                                    {"queue.buffering.max.messages", "0"},
                                                    {"queue.buffering.max.kbytes", "32768"}});
  rd_kafka_topic_t* topic = rd_kafka_topic_new(producer, to.c_str(), nullptr);
  for (const Record& record : records) {
    while (rd_kafka_produce(topic, record.partition, 0, const_cast<char*>(record.value.data()),
                            record.value.size(), record.key.data(), record.key.size(), nullptr) != 0) {
      if (rd_kafka_last_error() != RD_KAFKA_RESP_ERR__QUEUE_FULL)
        die(rd_kafka_err2str(rd_kafka_last_error()));
      rd_kafka_poll(producer, 10);
    }
    rd_kafka_poll(producer, 0);
  }
  rd_kafka_flush(producer, kPatienceMs);
  if (delivered != records.size()) die("not all was acknowledged");
  watch.print(records.size());
  rd_kafka_topic_destroy(topic);
  rd_kafka_destroy(producer);
}

void consume(const std::string& servers, const std::string& topic) {
  const Stopwatch watch;
  std::size_t bytes = 0;
  const std::size_t messages =
      read_all(servers, topic, [&](const rd_kafka_message_t& message) { bytes += message.len; });
  if (bytes == 0) die("nothing was read");
  watch.print(messages);
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view mode = argc > 1 ? argv[1] : "";
  if (mode == "produce" && argc == 5)
    produce(argv[2], argv[3], argv[4]);
  else if (mode == "consume" && argc == 4)
    consume(argv[2], argv[3]);
  else
    die("produce SERVERS FROM TO, or consume SERVERS TOPIC");
  return 0;
}
