#include "inspect/newest_records.hpp"

#include <algorithm>
#include <deque>
#include <map>

#include "log/read_to_end.hpp"

namespace slipstream::inspect {
namespace {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

constexpr auto kPollTime = 100ms;
/// Nothing for so long after something came: the rest is of a transaction that is still open.
constexpr auto kQuiet = 500ms;
/// Offsets that ends of transactions take, besides one for each record.
constexpr std::int64_t kMarkers = 8;
constexpr std::int64_t kWiden = 8;

/// What has been read of a partition.
struct Tail {
  log::Offset begin = 0, end = 0;  ///< of the partition
  log::Offset from = 0;            ///< read from here on
  std::deque<FoundRecord> records{};
};
using Tails = std::map<log::TopicPartition, Tail>;

Tails tails_of(std::span<const log::TopicInfo> topics) {
  Tails tails;
  for (const log::TopicInfo& topic : topics) {
    for (const log::PartitionInfo& p : topic.partitions)
      if (p.begin < p.end) tails[{topic.spec.name, p.partition}] = Tail{p.begin, p.end, p.end};
  }
  return tails;
}

/// Puts what has come between `starts` and `ends` where it belongs, before what was read earlier.
class Sorting {
 public:
  Sorting(Tails& tails, const log::Offsets& ends) : tails_(tails), ends_(ends) {}
  void take(const std::shared_ptr<const log::RecordBatch>& batch) {
    for (std::size_t index = 0; index < batch->size(); ++index) {
      const log::TopicPartition where{batch->topic(), (*batch)[index].partition};
      const auto end = ends_.find(where);
      if (end == ends_.end() || (*batch)[index].offset >= end->second) continue;
      auto& records = tails_.at(where).records;
      records.insert(records.begin() + static_cast<std::ptrdiff_t>(new_[where]++), {batch, index});
    }
  }

 private:
  Tails& tails_;
  const log::Offsets& ends_;
  std::map<log::TopicPartition, std::size_t> new_;
};

/// Reads from `starts` up to `ends`.
Result<> read_between(log::Log& log, const log::Offsets& starts, const log::Offsets& ends,
                      const NewestOptions& options, Clock::time_point deadline, Tails& tails) {
  log::ConsumerOptions consumer_options;
  for (const auto& [where, offset] : starts) consumer_options.assign.push_back(where);
  consumer_options.start_offsets = starts;
  auto consumer = log.consumer(std::move(consumer_options));
  if (!consumer) return propagate(consumer);
  Sorting sorting(tails, ends);
  auto quiet_after = deadline;
  while (!log::reached((*consumer)->positions(), ends)) {
    if (options.stop.stop_requested() || Clock::now() > std::min(deadline, quiet_after)) break;
    auto batch = (*consumer)->poll(kPollTime);
    if (!batch) return propagate(batch);
    if ((*batch)->empty()) continue;
    sorting.take(*batch);
    quiet_after = Clock::now() + kQuiet;
  }
  return {};
}

/// Newest first; per partition the offsets decide.
std::vector<FoundRecord> in_order(Tails& tails, std::size_t per_partition) {
  std::vector<FoundRecord> found;
  for (auto& [where, tail] : tails) {
    const std::size_t count = std::min(per_partition, tail.records.size());
    for (std::size_t i = 0; i < count; ++i) found.push_back(tail.records[tail.records.size() - 1 - i]);
  }
  std::ranges::stable_sort(found, std::greater{},
                           [](const FoundRecord& record) { return record.view().timestamp; });
  return found;
}

}  // namespace

Result<std::vector<FoundRecord>> newest_records(log::Log& log, std::span<const log::TopicInfo> topics,
                                                const NewestOptions& options) {
  Tails tails = tails_of(topics);
  const auto deadline = Clock::now() + options.patience;
  auto window = 2 * static_cast<std::int64_t>(options.per_partition) + kMarkers;
  for (int attempt = 0; attempt < options.tries; ++attempt, window *= kWiden) {
    log::Offsets starts, ends;
    for (auto& [where, tail] : tails) {
      if (tail.records.size() >= options.per_partition || tail.from == tail.begin) continue;
      ends[where] = tail.from;
      tail.from = std::max(tail.begin, tail.end - window);
      starts[where] = tail.from;
    }
    if (starts.empty()) break;
    if (auto read = read_between(log, starts, ends, options, deadline, tails); !read) return propagate(read);
  }
  return in_order(tails, options.per_partition);
}

}  // namespace slipstream::inspect
