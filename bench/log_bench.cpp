// The embedded log against bare SQLite, with full telemetry messages (540 bytes, 20 drivers, 4 partitions).
//   ninja log_bench && bench/log_bench
// AppendAgainstBareSqlite alternates between the two within one run. `ratio` is our rate over the bare one;
// `cpu_us` and `bare_cpu_us` are the processor time a message takes, all threads together, which other load
// on the machine disturbs less.

#include <array>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>

#include <benchmark/benchmark.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include "log/engines.hpp"
#include "log/partitioner.hpp"
#include "support/temp_dir.hpp"

namespace {

using namespace slipstream;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kMessageBytes = 540;
constexpr std::size_t kBatch = 1000;
constexpr std::size_t kMessages = 100'000;
constexpr std::array<const char*, 20> kDrivers{"VER", "TSU", "NOR", "PIA", "LEC", "HAM", "RUS",
                                               "ANT", "ALO", "STR", "GAS", "COL", "ALB", "SAI",
                                               "LAW", "HAD", "HUL", "BOR", "OCO", "BEA"};

void die(const std::string& message) {
  fmt::print(stderr, "{}\n", message);
  std::exit(1);
}

template <class T>
T must(Result<T> result) {
  if (!result) die(result.error().to_string());
  return std::move(*result);
}
void must(const Result<>& result) {
  if (!result) die(result.error().to_string());
}

const std::string& message() {
  static const std::string text = [] {
    std::string json =
        R"({"timestamp":"2026-11-26T16:30:00.123456","original_timestamp":"0 days 01:23:45.678000",)";
    json.append(kMessageBytes - json.size() - 1, '7');
    return json + '}';
  }();
  return text;
}

double seconds_since(Clock::time_point begun) {
  return std::chrono::duration<double>(Clock::now() - begun).count();
}

/// The embedded log in a folder of its own.
class OurLog {
 public:
  OurLog() { open(); }

  void open() {
    log_.reset();
    log::SqliteOptions options;
    options.file = folder_ / "events.db";
    log_ = must(log::open_sqlite_log(options));
    must(log_->create_topic({.name = "f1-telemetry", .partitions = 4}));
  }
  log::Log& log() { return *log_; }

  /// Seconds until all of it is durable.
  double append(std::size_t count) {
    const auto producer = must(log_->producer({}));
    const auto begun = Clock::now();
    for (std::size_t sent = 0; sent < count; sent += kBatch) {
      log::RecordBatch batch{"f1-telemetry"};
      const WallTime now = base::wall_now();
      for (std::size_t i = 0; i < kBatch; ++i) {
        const char* driver = kDrivers[i % kDrivers.size()];
        batch.append(log::partition_for_key(driver, 4), now, driver, message());
      }
      must(producer->send(std::move(batch)));
    }
    must(producer->flush(std::chrono::minutes{1}));
    return seconds_since(begun);
  }

 private:
  testing::TempDir folder_;
  std::unique_ptr<log::Log> log_;
};

/// One table of partition, key, value and timestamp, in the order of rowid.
class BareSqlite {
 public:
  BareSqlite() {
    sqlite3_open((folder_ / "bare.db").c_str(), &database_);
    run("PRAGMA journal_mode = WAL");
    run("PRAGMA synchronous = NORMAL");
    run("CREATE TABLE records(id INTEGER PRIMARY KEY, partition INTEGER, timestamp_us INTEGER, key, value)");
    sqlite3_prepare_v2(database_,
                       "INSERT INTO records(partition, timestamp_us, key, value) VALUES(?, ?, ?, ?)", -1,
                       &insert_, nullptr);
  }
  ~BareSqlite() {
    sqlite3_finalize(insert_);
    sqlite3_close(database_);
  }
  BareSqlite(const BareSqlite&) = delete;
  BareSqlite& operator=(const BareSqlite&) = delete;

  double append(std::size_t count) {
    const auto begun = Clock::now();
    for (std::size_t sent = 0; sent < count; sent += kBatch) {
      run("BEGIN");
      const std::int64_t now = base::wall_now().time_since_epoch().count();
      for (std::size_t i = 0; i < kBatch; ++i) insert(now, kDrivers[i % kDrivers.size()]);
      run("COMMIT");
    }
    return seconds_since(begun);
  }

 private:
  void run(const char* sql) {
    if (sqlite3_exec(database_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) die(sqlite3_errmsg(database_));
  }
  void insert(std::int64_t now, const char* driver) {
    sqlite3_bind_int(insert_, 1, log::partition_for_key(driver, 4));
    sqlite3_bind_int64(insert_, 2, now);
    sqlite3_bind_text(insert_, 3, driver, 3, SQLITE_STATIC);
    sqlite3_bind_text(insert_, 4, message().data(), static_cast<int>(message().size()), SQLITE_STATIC);
    if (sqlite3_step(insert_) != SQLITE_DONE) die(sqlite3_errmsg(database_));
    sqlite3_reset(insert_);
  }

  testing::TempDir folder_;
  sqlite3* database_ = nullptr;
  sqlite3_stmt* insert_ = nullptr;
};

void append_against_bare_sqlite(benchmark::State& state) {
  OurLog ours;
  BareSqlite bare;
  double our_seconds = 0;
  double bare_seconds = 0;
  std::clock_t our_cpu = 0;
  std::clock_t bare_cpu = 0;
  for (auto _ : state) {
    const std::clock_t begun = std::clock();
    bare_seconds += bare.append(kMessages);
    const std::clock_t half = std::clock();
    const double seconds = ours.append(kMessages);
    our_seconds += seconds;
    bare_cpu += half - begun;
    our_cpu += std::clock() - half;
    state.SetIterationTime(seconds);
  }
  const double messages = static_cast<double>(kMessages) * static_cast<double>(state.iterations());
  state.counters["ours_per_s"] = messages / our_seconds;
  state.counters["bare_per_s"] = messages / bare_seconds;
  state.counters["cpu_us"] = static_cast<double>(our_cpu) * 1e6 / CLOCKS_PER_SEC / messages;
  state.counters["bare_cpu_us"] = static_cast<double>(bare_cpu) * 1e6 / CLOCKS_PER_SEC / messages;
  state.counters["ratio"] = bare_seconds / our_seconds;
}
BENCHMARK(append_against_bare_sqlite)
    ->Name("AppendAgainstBareSqlite")
    ->UseManualTime()
    ->Iterations(6)
    ->Unit(benchmark::kMillisecond);

std::size_t read_everything(log::Log& log) {
  log::ConsumerOptions options;
  options.topics = {"f1-telemetry"};
  const auto consumer = must(log.consumer(options));
  std::size_t records = 0;
  std::size_t bytes = 0;
  while (must(consumer->lag()) > 0) {
    const auto batch = must(consumer->poll(std::chrono::seconds{1}));
    records += batch->size();
    for (std::size_t i = 0; i < batch->size(); ++i) bytes += (*batch)[i].value.value_or("").size();
  }
  benchmark::DoNotOptimize(bytes);
  return records;
}

/// Everything read is still in the tail cache.
void read_at_tail(benchmark::State& state) {
  OurLog ours;
  ours.append(kMessages / 2);
  std::size_t records = 0;
  for (auto _ : state) records += read_everything(ours.log());
  state.SetItemsProcessed(static_cast<std::int64_t>(records));
}
BENCHMARK(read_at_tail)->Name("ReadAtTail")->Unit(benchmark::kMillisecond);

void read_from_file(benchmark::State& state) {
  OurLog ours;
  ours.append(kMessages);
  ours.open();
  std::size_t records = 0;
  for (auto _ : state) records += read_everything(ours.log());
  state.SetItemsProcessed(static_cast<std::int64_t>(records));
}
BENCHMARK(read_from_file)->Name("ReadFromFile")->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
