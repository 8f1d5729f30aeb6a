#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <variant>
#include <vector>

#include "log/sqlite/appender.hpp"
#include "log/sqlite/bell.hpp"
#include "log/sqlite/fences.hpp"
#include "log/sqlite/maintenance.hpp"
#include "log/sqlite/producer_state.hpp"

namespace slipstream::log::sqlite {

/// Batches and offsets that become durable and visible together or not at all.
struct AppendRequest {
  std::shared_ptr<ProducerState> producer;  ///< nullptr: offsets alone
  std::vector<RecordBatch> batches;
  std::size_t bytes = 0;  ///< reserved in the producer's state
  std::string group;      ///< empty: no offsets
  Offsets offsets;
  std::optional<std::promise<Result<>>> done;  ///< for whoever waits
};

/// The one thread that writes the file. Group commit: everything that is queued goes into one transaction.
/// Between transactions it does a slice of maintenance when one is due.
class Writer {
 public:
  using Task = std::function<Result<>(Database&)>;

  Writer(Database database, Catalog& catalog, TailCache& cache, Bell& bell, const Fences& fences,
         const SqliteOptions& options);
  /// Writes what is queued first.
  ~Writer();
  Writer(const Writer&) = delete;
  Writer& operator=(const Writer&) = delete;

  /// The queue is bounded by what producers may reserve. Any thread.
  void submit(AppendRequest request);
  /// Runs a change of topics on the writer's thread, after what was submitted before, in a transaction; then
  /// brings the catalog up to date. Any thread but the writer's.
  Result<> run(Task task);

 private:
  struct TaskRequest {
    Task task;
    std::promise<Result<>> done;
  };
  using Request = std::variant<AppendRequest, TaskRequest>;
  struct Appended {
    TopicRef topic;
    RecordBatch* batch;
    std::vector<OffsetRange> ranges;
  };

  void loop();
  std::deque<Request> take();
  void serve(std::deque<Request>& requests);
  void write(std::vector<AppendRequest*>& group);
  void write_singly(std::vector<AppendRequest*>& group);
  Result<> write_transaction(const std::vector<AppendRequest*>& group,
                             const std::vector<std::optional<Error>>& refused);
  Result<> append(AppendRequest& request);
  [[nodiscard]] std::optional<Error> refusal(const AppendRequest& request) const;
  [[nodiscard]] std::vector<std::optional<Error>> refusals(const std::vector<AppendRequest*>& group) const;
  static void report(AppendRequest& request, const std::optional<Error>& error);
  void publish();
  Result<> change_topics(const Task& task);

  Database database_;
  Catalog& catalog_;
  TailCache& cache_;
  Bell& bell_;
  const Fences& fences_;
  Appender appender_;
  Maintenance maintenance_;
  std::vector<Appended> appended_;  // by the running transaction
  std::size_t written_rows_ = 0;    // since the last maintenance

  std::mutex mutex_;
  std::condition_variable queued_;
  std::deque<Request> queue_;  // guarded by mutex_
  bool stopping_ = false;      // guarded by mutex_
  std::thread thread_;         // last: it uses all of the above
};

}  // namespace slipstream::log::sqlite
