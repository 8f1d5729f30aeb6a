#include "log/sqlite/writer.hpp"

#include <utility>

#include <spdlog/spdlog.h>

#include "log/sqlite/group_offsets.hpp"
#include "log/sqlite/schema.hpp"

namespace slipstream::log::sqlite {
namespace {

/// A transaction takes no more than this from the queue, so that the first record in it need not wait long.
constexpr std::size_t kGroupBytes = std::size_t{4} << 20;

}  // namespace

Writer::Writer(Database database, Catalog& catalog, TailCache& cache, Bell& bell, const Fences& fences,
               const SqliteOptions& options)
    : database_(std::move(database)),
      catalog_(catalog),
      cache_(cache),
      bell_(bell),
      fences_(fences),
      appender_(database_),
      maintenance_(database_, catalog, options),
      thread_([this] { loop(); }) {}

Writer::~Writer() {
  {
    std::scoped_lock lock(mutex_);
    stopping_ = true;
  }
  queued_.notify_one();
  thread_.join();
}

void Writer::submit(AppendRequest request) {
  {
    std::scoped_lock lock(mutex_);
    queue_.emplace_back(std::move(request));
  }
  queued_.notify_one();
}

Result<> Writer::run(Task task) {
  TaskRequest request{std::move(task), {}};
  std::future<Result<>> done = request.done.get_future();
  {
    std::scoped_lock lock(mutex_);
    queue_.emplace_back(std::move(request));
  }
  queued_.notify_one();
  return done.get();
}

void Writer::loop() {
  while (true) {
    std::deque<Request> requests = take();
    if (requests.empty()) {
      std::scoped_lock lock(mutex_);
      if (stopping_ && queue_.empty()) return;
    }
    serve(requests);
    maintenance_.run_due(std::exchange(written_rows_, 0));
  }
}

/// Waits for requests until maintenance is due; empty when it is, or at the end.
std::deque<Writer::Request> Writer::take() {
  std::unique_lock lock(mutex_);
  queued_.wait_until(lock, maintenance_.next_due(), [&] { return stopping_ || !queue_.empty(); });
  std::deque<Request> taken;
  std::size_t bytes = 0;
  while (!queue_.empty() && bytes < kGroupBytes) {
    if (const auto* append = std::get_if<AppendRequest>(&queue_.front())) bytes += append->bytes;
    taken.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return taken;
}

void Writer::serve(std::deque<Request>& requests) {
  std::vector<AppendRequest*> group;
  for (Request& request : requests) {
    if (auto* append_request = std::get_if<AppendRequest>(&request)) {
      group.push_back(append_request);
      continue;
    }
    write(group);
    auto& task = std::get<TaskRequest>(request);
    task.done.set_value(change_topics(task.task));
  }
  write(group);
}

/// Writes a group, tells everybody, and empties it.
void Writer::write(std::vector<AppendRequest*>& group) {
  if (group.empty()) return;
  std::vector<std::optional<Error>> refused = refusals(group);
  appended_.clear();
  const Result<> written = write_transaction(group, refused);
  if (!written) {
    database_.rollback();
    appender_.forget();
    // What fits shall not fail with what does not.
    if (group.size() > 1 && written.error().code == ErrorCode::no_space) return write_singly(group);
    spdlog::error("event log: nothing written: {}", written.error().to_string());
  }
  for (std::size_t at = 0; at < group.size(); ++at) {
    if (!refused[at] && !written) refused[at] = written.error();
    report(*group[at], refused[at]);
  }
  if (written) publish();
  for (std::size_t at = 0; at < group.size(); ++at) {
    if (group[at]->producer) group[at]->producer->settle(group[at]->bytes, refused[at]);
    if (!group[at]->done) continue;
    group[at]->done->set_value(refused[at] ? Result<>{std::unexpected(*refused[at])} : Result<>{});
  }
  group.clear();
}

void Writer::write_singly(std::vector<AppendRequest*>& group) {
  for (AppendRequest* request : group) {
    std::vector<AppendRequest*> alone{request};
    write(alone);
  }
  group.clear();
}

Result<> Writer::write_transaction(const std::vector<AppendRequest*>& group,
                                   const std::vector<std::optional<Error>>& refused) {
  if (auto begun = database_.begin_immediate(); !begun) return begun;
  for (std::size_t at = 0; at < group.size(); ++at) {
    if (refused[at]) continue;
    if (auto done = append(*group[at]); !done) return done;
  }
  if (auto done = appender_.finish(); !done) return done;
  return database_.commit();
}

Result<> Writer::append(AppendRequest& request) {
  for (RecordBatch& batch : request.batches) {
    const TopicRef topic = catalog_.find(batch.topic());
    auto ranges = appender_.append(topic, batch);
    if (!ranges) return propagate(ranges);
    appended_.push_back({topic, &batch, std::move(*ranges)});
  }
  if (request.group.empty()) return {};
  return store_offsets(database_, request.group, request.offsets);
}

/// Why a request must not be written, found before anything of its group is.
std::optional<Error> Writer::refusal(const AppendRequest& request) const {
  if (request.producer) {
    const std::string& id = request.producer->options().transactional_id;
    if (!id.empty() && fences_.fenced(id, request.producer->epoch()))
      return Error{ErrorCode::conflict,
                   fmt::format("a newer producer has taken over transactional id {}", id)};
    if (auto failed = request.producer->failure()) return failed;
  }
  for (const RecordBatch& batch : request.batches) {
    const TopicRef topic = catalog_.find(batch.topic());
    if (topic == nullptr) return no_such_topic(batch.topic());
    for (std::size_t index = 0; index < batch.size(); ++index)
      if (!topic->has(batch[index].partition)) return no_such_topic(batch.topic());
  }
  return std::nullopt;
}

std::vector<std::optional<Error>> Writer::refusals(const std::vector<AppendRequest*>& group) const {
  std::vector<std::optional<Error>> refused(group.size());
  for (std::size_t at = 0; at < group.size(); ++at) {
    refused[at] = refusal(*group[at]);
    // Nothing may overtake what a producer sent before.
    for (std::size_t earlier = 0; earlier < at && !refused[at]; ++earlier)
      if (refused[earlier] && group[at]->producer && group[earlier]->producer == group[at]->producer)
        refused[at] = refused[earlier];
  }
  return refused;
}

void Writer::report(AppendRequest& request, const std::optional<Error>& error) {
  if (!request.producer) return;
  for (const RecordBatch& batch : request.batches) {
    const bool numbered = !error && !batch.empty();
    const Offset last = numbered ? batch[batch.size() - 1].offset : Offset{-1};
    request.producer->report({batch.topic(), batch.size(), last, error});
  }
}

/// Shows readers what was committed. The batches move to the cache.
void Writer::publish() {
  for (Appended& appended : appended_) {
    written_rows_ += appended.batch->size();
    if (appended.batch->empty()) continue;
    cache_.add(appended.topic, std::make_shared<const RecordBatch>(std::move(*appended.batch)),
               std::move(appended.ranges));
  }
  appender_.publish();
  bell_.ring();
}

Result<> Writer::change_topics(const Task& task) {
  auto done = database_.begin_immediate();
  if (!done) return done;
  done = task(database_);
  if (done) done = database_.commit();
  if (!done) database_.rollback();
  if (done) done = refresh_catalog(database_, catalog_);
  appender_.drop_deleted();
  bell_.ring();
  return done;
}

}  // namespace slipstream::log::sqlite
