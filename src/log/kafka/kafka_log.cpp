#include "log/kafka/kafka_log.hpp"

#include <thread>

#include "log/kafka/admin.hpp"
#include "log/kafka/first_contact.hpp"
#include "log/kafka/groups.hpp"
#include "log/kafka/kafka_consumer.hpp"
#include "log/kafka/kafka_producer.hpp"
#include "log/topic_rules.hpp"

namespace slipstream::log {

Result<std::unique_ptr<Log>> open_kafka_log(const KafkaOptions& options) {
  auto log = kafka::KafkaLog::open(options);
  if (!log) return propagate(log);
  return std::unique_ptr<Log>{std::move(*log)};
}

namespace kafka {
namespace {

constexpr std::chrono::milliseconds kLookAgain{20};

void on_error(rd_kafka_t*, int code, const char* reason, void* opaque) {
  static_cast<Reachability*>(opaque)->note_error(code, reason);
}

}  // namespace

Result<std::unique_ptr<KafkaLog>> KafkaLog::open(const KafkaOptions& options) {
  auto cluster = std::make_shared<Cluster>(options);
  Configuration configuration{cluster->options};
  rd_kafka_conf_set_opaque(configuration.handle(), &cluster->reachability);
  rd_kafka_conf_set_error_cb(configuration.handle(), on_error);
  auto client = configuration.create(RD_KAFKA_PRODUCER);
  if (!client) return propagate(client);
  cluster->questions = std::move(*client);
  if (auto answer = await_first_answer(cluster->questions.get(), cluster->reachability); !answer) {
    if (answer.error().code == ErrorCode::permission) return propagate(answer);
    return fail(ErrorCode::unavailable, "{} ({}): is Kafka running there?", answer.error().message,
                options.bootstrap_servers);
  }
  return std::unique_ptr<KafkaLog>{new KafkaLog(std::move(cluster))};
}

Result<> KafkaLog::create_topic(const TopicSpec& spec) {
  if (auto checked = check_spec(spec); !checked) return checked;
  auto known = cluster_topics(client());
  if (!known) return propagate(known);
  if (!known->contains(spec.name)) {
    auto made = kafka::create_topic(client(), spec);
    // Somebody else may have been quicker.
    if (!made && made.error().code != ErrorCode::already_exists) return made;
    known = wait_for_topic(spec.name);
    if (!known || made) return known ? Result<>{} : propagate(known);
  }
  return compare(known->at(spec.name), spec);
}

/// A new topic is known to the brokers only a moment after it was made.
Result<std::map<std::string, TopicShape>> KafkaLog::wait_for_topic(const std::string& topic) {
  const auto deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds{kRequestTimeoutMs};
  while (true) {
    auto known = cluster_topics(client());
    if (!known || known->contains(topic)) return known;
    if (std::chrono::steady_clock::now() > deadline)
      return fail(ErrorCode::timeout, "topic {} was made, but the brokers do not know it", topic);
    std::this_thread::sleep_for(kLookAgain);
  }
}

/// Errors: already_exists (of another shape).
Result<> KafkaLog::compare(const TopicShape& shape, const TopicSpec& spec) {
  TopicSpec existing;
  existing.name = spec.name;
  existing.partitions = shape.partitions;
  existing.compacted = spec.compacted;  // where the cluster does not tell
  if (auto read = read_configuration(client(), existing); !read) return read;
  std::string differs = differences(existing, spec);
  if (shape.replicas != spec.replication_factor) {
    differs += fmt::format("{}{} replicas instead of {}", differs.empty() ? "" : ", ", shape.replicas,
                           spec.replication_factor);
  }
  if (differs.empty()) return {};
  return fail(ErrorCode::already_exists, "topic {} exists with {}", spec.name, differs);
}

Result<> KafkaLog::delete_topic(std::string_view topic) {
  return kafka::delete_topic(client(), std::string{topic});
}

Result<std::vector<TopicInfo>> KafkaLog::topics() {
  auto known = cluster_topics(client());
  if (!known) return propagate(known);
  std::vector<TopicInfo> infos;
  for (const auto& [topic, shape] : *known) {
    auto info = describe(topic, shape);
    if (!info) return propagate(info);
    infos.push_back(std::move(*info));
  }
  return infos;
}

Result<TopicInfo> KafkaLog::describe(std::string_view topic) {
  const std::string name{topic};
  auto shape = shape_of(name);
  if (!shape) return propagate(shape);
  return describe(name, *shape);
}

Result<TopicInfo> KafkaLog::describe(const std::string& topic, const TopicShape& shape) {
  TopicInfo info;
  info.spec.name = topic;
  info.spec.partitions = shape.partitions;
  info.spec.replication_factor = shape.replicas;
  if (auto read = read_configuration(client(), info.spec); !read) return propagate(read);
  for (Partition partition = 0; partition < shape.partitions; ++partition) {
    auto ends = watermarks(client(), {topic, partition});
    if (!ends) return propagate(ends);
    info.partitions.push_back(*ends);
  }
  return info;
}

Result<TopicShape> KafkaLog::shape_of(const std::string& topic) {
  auto known = cluster_topics(client());
  if (!known) return propagate(known);
  const auto found = known->find(topic);
  if (found == known->end()) return std::unexpected(why_missing(client(), topic));
  return found->second;
}

Result<Offsets> KafkaLog::offsets_at(std::string_view topic, WallTime time) {
  const std::string name{topic};
  auto shape = shape_of(name);
  if (!shape) return propagate(shape);
  Offsets asked;
  const auto milliseconds = std::chrono::ceil<std::chrono::milliseconds>(time).time_since_epoch().count();
  for (Partition partition = 0; partition < shape->partitions; ++partition)
    asked[{name, partition}] = milliseconds;
  const auto list = to_list(asked);
  const auto code = rd_kafka_offsets_for_times(client(), list.get(), kRequestTimeoutMs);
  if (code != RD_KAFKA_RESP_ERR_NO_ERROR)
    return std::unexpected(to_error(code, "offsets by time of " + name));
  Offsets offsets;
  for (int i = 0; i < list->cnt; ++i) {
    const TopicPartition where{name, list->elems[i].partition};
    offsets[where] = list->elems[i].offset;
    if (offsets[where] >= 0) continue;
    auto ends = watermarks(client(), where);
    if (!ends) return propagate(ends);
    offsets[where] = ends->end;
  }
  return offsets;
}

Result<std::vector<GroupInfo>> KafkaLog::groups() { return list_groups(client()); }

Result<GroupInfo> KafkaLog::group(std::string_view name) {
  return describe_group(client(), std::string{name});
}

Result<std::unique_ptr<Producer>> KafkaLog::producer(ProducerOptions options) {
  auto opened = KafkaProducer::open(cluster_, std::move(options));
  if (!opened) return propagate(opened);
  return std::unique_ptr<Producer>{std::move(*opened)};
}

Result<std::unique_ptr<Consumer>> KafkaLog::consumer(ConsumerOptions options) {
  auto opened = KafkaConsumer::open(cluster_, std::move(options));
  if (!opened) return propagate(opened);
  return std::unique_ptr<Consumer>{std::move(*opened)};
}

}  // namespace kafka
}  // namespace slipstream::log
