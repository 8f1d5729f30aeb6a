#include "table/database.hpp"

#include <atomic>
#include <chrono>
#include <thread>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temp_dir.hpp"

namespace slipstream::table {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

Table lap_table() {
  Table laps;
  Column& driver = laps.add("Driver", Type::text);
  Column& number = laps.add("LapNumber", Type::int64);
  Column& time = laps.add("LapTime", Type::duration);
  for (int lap = 1; lap <= 3; ++lap) {
    driver.append("VER");
    number.append(lap);
    time.append(lap == 1 ? std::nullopt : std::optional{77s + lap * 500ms});
  }
  return laps;
}

/// A library of one session, and a file that is nobody's business.
class DatabaseTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::create_directories(folder_ / "library/one");
    ASSERT_TRUE(write_table(lap_table(), folder_ / "library/one/laps.parquet"));
    ASSERT_TRUE(write_table(lap_table(), folder_ / "secret.csv"));
    open({.readable = {folder_ / "library"}, .memory_bytes = 256U << 20, .threads = 2});
  }

  void open(const DatabaseOptions& options) {
    auto opened = Database::open(options);
    ASSERT_TRUE(opened) << opened.error().to_string();
    database_ = std::make_unique<Database>(std::move(*opened));
    const auto view =
        database_->set_view("laps", {(folder_ / "library/*/laps.parquet").string()}, lap_table());
    ASSERT_TRUE(view) << view.error().to_string();
  }

  /// What the service must still be able to do after anything else.
  void expect_unharmed() {
    const auto count = database_->query("SELECT count(*) AS n FROM laps");
    ASSERT_TRUE(count) << count.error().to_string();
    EXPECT_EQ(count->find("n")->integer_at(0), 3);
    EXPECT_TRUE(std::filesystem::exists(folder_ / "library/one/laps.parquet"));
  }

  ::slipstream::testing::TempDir folder_;
  std::unique_ptr<Database> database_;
};

TEST_F(DatabaseTest, AnswersFromParquetWithDurationsInSeconds) {
  const auto result =
      database_->query("SELECT Driver, avg(LapTime) AS mean, sum(LapNumber) AS n FROM laps GROUP BY ALL");
  ASSERT_TRUE(result) << result.error().to_string();
  ASSERT_EQ(result->rows(), 1U);
  EXPECT_EQ(result->column(0).text_at(0), "VER");
  EXPECT_DOUBLE_EQ(*result->find("mean")->double_at(0), 78.25);
  EXPECT_EQ(result->find("n")->integer_at(0), 6);
}

TEST_F(DatabaseTest, ViewWithoutFilesHasItsColumns) {
  ASSERT_TRUE(database_->set_view("empty", {(folder_ / "library/*/none.parquet").string()}, lap_table()));
  const auto result = database_->query("SELECT * FROM empty");
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->rows(), 0U);
  ASSERT_EQ(result->width(), 3U);
  EXPECT_EQ(result->column(2).type(), Type::float64);
}

TEST_F(DatabaseTest, TablesInMemoryAreReplaced) {
  ASSERT_TRUE(database_->set_table("now", lap_table()));
  ASSERT_TRUE(database_->set_table("now", lap_table()));
  const auto result = database_->query("SELECT max(LapTime) AS slowest, count(*) AS n FROM now");
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_DOUBLE_EQ(*result->find("slowest")->double_at(0), 78.5);
  EXPECT_EQ(result->find("n")->integer_at(0), 3);
}

TEST_F(DatabaseTest, EveryTypeOfResult) {
  const auto result = database_->query(
      "SELECT 1::TINYINT a, 2::UBIGINT b, 1.25 c, 'x' d, true e, DATE '2025-08-31' f, TIMESTAMP_NS "
      "'2025-08-31 13:00:00.000001' g, "
      "INTERVAL 90 SECOND h, TIME '00:01:30' i, 3.5::FLOAT j, NULL k, 12345678901234567890.5::DECIMAL(30,2) "
      "l, "
      "TIMESTAMPTZ '2025-08-31 13:00:00+02' m, sum(2)::HUGEINT n");
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->find("a")->integer_at(0), 1);
  EXPECT_EQ(result->find("b")->integer_at(0), 2);
  EXPECT_EQ(result->find("c")->double_at(0), 1.25);
  EXPECT_EQ(result->find("d")->text_at(0), "x");
  EXPECT_EQ(result->find("e")->boolean_at(0), true);
  EXPECT_EQ(result->find("f")->integer_at(0), 1756598400000000);
  EXPECT_EQ(result->find("g")->integer_at(0), 1756645200000001);
  EXPECT_EQ(result->find("h")->duration_at(0), 90s);
  EXPECT_EQ(result->find("i")->duration_at(0), 90s);
  EXPECT_EQ(result->find("j")->double_at(0), 3.5);
  EXPECT_FALSE(result->find("k")->has(0));
  EXPECT_DOUBLE_EQ(*result->find("l")->double_at(0), 12345678901234567890.5);
  EXPECT_EQ(result->find("m")->integer_at(0), 1756638000000000);
  EXPECT_EQ(result->find("n")->integer_at(0), 2);
}

struct Refusal {
  std::string sql;  ///< {} is the folder
  ErrorCode code;
  std::string message = {};
  std::string where = {};
};

TEST_F(DatabaseTest, RefusesWhatIsNotASelectOfTheViews) {
  const std::vector<Refusal> cases{
      {"DROP VIEW laps", ErrorCode::invalid_argument, "only SELECT"},
      {"CREATE TABLE x (i INT)", ErrorCode::invalid_argument, "only SELECT"},
      {"INSERT INTO laps VALUES (1)", ErrorCode::invalid_argument, "only SELECT"},
      {"UPDATE laps SET Driver = ''", ErrorCode::invalid_argument, "only SELECT"},
      {"DELETE FROM laps", ErrorCode::invalid_argument, "only SELECT"},
      {"COPY laps TO '{}/library/out.csv'", ErrorCode::invalid_argument, "only SELECT"},
      {"COPY (SELECT 1) TO '{}/library/out.csv'", ErrorCode::invalid_argument, "only SELECT"},
      {"ATTACH '{}/library/x.db'", ErrorCode::invalid_argument, "only SELECT"},
      {"INSTALL httpfs", ErrorCode::invalid_argument, "only SELECT"},
      {"LOAD httpfs", ErrorCode::invalid_argument, "only SELECT"},
      {"PRAGMA enable_profiling", ErrorCode::invalid_argument, "only SELECT"},
      {"SET lock_configuration = false", ErrorCode::invalid_argument, "only SELECT"},
      {"SET threads = 64", ErrorCode::invalid_argument, "only SELECT"},
      {"RESET memory_limit", ErrorCode::invalid_argument, "only SELECT"},
      {"CALL enable_logging()", ErrorCode::invalid_argument, "only SELECT"},
      {"EXPORT DATABASE '{}/library/x'", ErrorCode::invalid_argument, "only SELECT"},
      {"IMPORT DATABASE '{}'", ErrorCode::invalid_argument, "only SELECT"},
      {"VACUUM", ErrorCode::invalid_argument, "only SELECT"},
      {"CHECKPOINT", ErrorCode::invalid_argument, "only SELECT"},
      {"EXPLAIN ANALYZE SELECT 1", ErrorCode::invalid_argument, "only SELECT"},
      {"SELECT 1; SELECT 2", ErrorCode::invalid_argument, "2 statements"},
      {"SELECT 1; DROP VIEW laps", ErrorCode::invalid_argument, "only SELECT"},
      {"", ErrorCode::invalid_argument},
      {"-- nothing", ErrorCode::invalid_argument},
      {"SELECT $1", ErrorCode::invalid_argument, "parameters"},
      {"SELECT * FROM read_csv('/etc/passwd')", ErrorCode::permission, "read_csv", "line 1, column 15"},
      {"SELECT * FROM read_text('{}/secret.csv')", ErrorCode::permission, "read_text"},
      {"SELECT * FROM glob('/**')", ErrorCode::permission, "glob"},
      {"SELECT (SELECT count(*) FROM read_blob('/etc/passwd'))", ErrorCode::permission, "read_blob"},
      {"WITH x AS (FROM READ_CSV('/etc/passwd')) FROM x", ErrorCode::permission, "read_csv"},
      {"FROM \"read_csv\"('/etc/passwd')", ErrorCode::permission, "read_csv"},
      {"FROM query('DROP VIEW laps')", ErrorCode::permission, "query"},
      {"FROM enable_logging(storage='file', storage_path='{}/library/x')", ErrorCode::permission,
       "enable_logging"},
      {"FROM enable_profiling()", ErrorCode::permission, "enable_profiling"},
      {"FROM checkpoint()", ErrorCode::permission, "checkpoint"},
      {"SELECT write_log('x') FROM laps", ErrorCode::permission, "write_log"},
      {"SELECT Driver FROM laps ORDER BY sleep_ms(100000)", ErrorCode::permission, "sleep_ms"},
      {"SELECT length(repeat('x', 1000000000))", ErrorCode::permission, "repeat"},
      {"SELECT len(range(1000000000))", ErrorCode::permission, "use it in FROM"},
      {"FROM '{}/secret.csv'", ErrorCode::permission},
      {"FROM '/etc/passwd'", ErrorCode::invalid_argument},
      {"FROM '{}/library/../secret.csv'", ErrorCode::permission},
  };
  for (Refusal refusal : cases) {
    if (const auto place = refusal.sql.find("{}"); place != std::string::npos) {
      refusal.sql.replace(place, 2, folder_.path().string());
    }
    const auto result = database_->query(refusal.sql);
    ASSERT_FALSE(result) << refusal.sql;
    EXPECT_EQ(result.error().code, refusal.code) << refusal.sql << "\n" << result.error().to_string();
    EXPECT_THAT(result.error().message, HasSubstr(refusal.message)) << refusal.sql;
    if (!refusal.where.empty()) {
      EXPECT_EQ(result.error().where, refusal.where) << refusal.sql;
    }
    EXPECT_FALSE(std::filesystem::exists(folder_ / "library/out.csv"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "library/x"));
  }
  expect_unharmed();
}

TEST_F(DatabaseTest, SaysWhereAStatementIsWrong) {
  const std::vector<Refusal> cases{
      {"SELEC 1", ErrorCode::invalid_argument, "syntax error", "line 1, column 1"},
      {"SELECT\n  Drivr FROM laps", ErrorCode::invalid_argument, "Drivr", "line 2, column 3"},
      {"SELECT * FROM lapss", ErrorCode::invalid_argument, "Did you mean \"laps\"", "line 1, column 15"},
      {"SELECT Driver + 1 FROM laps", ErrorCode::invalid_argument, "", ""},
      {"SELECT [1, 2] AS both", ErrorCode::unsupported, "column both is a list", ""},
  };
  for (const Refusal& wrong : cases) {
    const auto result = database_->query(wrong.sql);
    ASSERT_FALSE(result) << wrong.sql;
    EXPECT_EQ(result.error().code, wrong.code) << result.error().to_string();
    EXPECT_THAT(result.error().message, HasSubstr(wrong.message));
    if (!wrong.where.empty()) {
      EXPECT_EQ(result.error().where, wrong.where) << result.error().to_string();
    }
  }
}

TEST_F(DatabaseTest, StopsWhatIsTooMuch) {
  const std::vector<Refusal> cases{
      {"WITH RECURSIVE r AS (SELECT 1 AS x UNION ALL SELECT x + 1 FROM r) SELECT max(x) FROM r",
       ErrorCode::timeout},
      {"SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE hash(a.range + b.range) = 1",
       ErrorCode::timeout},
      {"SELECT * FROM range(1000000000)", ErrorCode::no_space, "more than 10000 rows"},
      {"SELECT string_agg(range::VARCHAR, ',') FROM range(1000000)", ErrorCode::no_space, "larger than"},
  };
  for (const Refusal& greedy : cases) {
    // Where another limit is to be met, time must not be met first on a slow machine.
    const auto time = greedy.code == ErrorCode::timeout ? 300ms : 100'000ms;
    const auto result = database_->query(greedy.sql, {.time = time, .rows = 10'000, .bytes = 1U << 20});
    ASSERT_FALSE(result) << greedy.sql;
    EXPECT_EQ(result.error().code, greedy.code) << greedy.sql << "\n" << result.error().to_string();
    EXPECT_THAT(result.error().message, HasSubstr(greedy.message));
    expect_unharmed();
  }
}

TEST_F(DatabaseTest, MemoryIsLimited) {
  const auto result = database_->query("SELECT len(list(range)) FROM range(1000000000)", {.time = 60s});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::no_space) << result.error().to_string();
  EXPECT_THAT(result.error().message, HasSubstr("256 MiB"));
  expect_unharmed();
}

TEST_F(DatabaseTest, ManyAtOnceAndViewsReplacedMeanwhile) {
  open({.readable = {folder_ / "library"}, .threads = 2, .concurrent = 2, .wait = 60s});
  std::atomic<int> good = 0;
  std::vector<std::jthread> threads;
  for (int thread = 0; thread < 4; ++thread) {
    threads.emplace_back([&] {
      for (int turn = 0; turn < 20; ++turn) {
        const auto result = database_->query("SELECT count(*) AS n FROM laps");
        if (result && result->find("n")->integer_at(0) == 3) ++good;
      }
    });
  }
  for (int turn = 0; turn < 10; ++turn) {
    EXPECT_TRUE(database_->set_view("laps", {(folder_ / "library/*/laps.parquet").string()}, lap_table()));
    EXPECT_TRUE(database_->set_table("now", lap_table()));
  }
  threads.clear();
  EXPECT_EQ(good, 80);
}

/// Tells when the first rows came, and takes all.
class ArrivalSink final : public TableSink {
 public:
  Result<> write(const Table&) override {
    arrived = true;
    arrived.notify_all();
    return {};
  }
  Result<> finish() override { return {}; }

  std::atomic<bool> arrived = false;
};

TEST_F(DatabaseTest, RefusesMoreThanMayRunAtOnceAndStops) {
  open({.readable = {folder_ / "library"}, .threads = 1, .concurrent = 1, .wait = 10ms});
  ArrivalSink sink;
  std::jthread long_query([&] {
    constexpr std::size_t kAll = 1'000'000'000'000;
    const auto result = database_->query("SELECT * FROM range(1000000000000)", sink,
                                         {.time = 60s, .rows = kAll, .bytes = 8 * kAll});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::interrupted) << result.error().to_string();
  });
  sink.arrived.wait(false);
  const auto refused = database_->query("SELECT 1");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::unavailable);
  database_->stop();
  long_query.join();
  const auto late = database_->query("SELECT 1");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::interrupted);
}

class RefusingSink final : public TableSink {
 public:
  Result<> write(const Table&) override { return fail(ErrorCode::conflict, "the client has gone"); }
  Result<> finish() override { return {}; }
};

TEST_F(DatabaseTest, EndsWithItsSink) {
  RefusingSink sink;
  const auto result = database_->query("SELECT * FROM range(1000000000)", sink);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::conflict);
  expect_unharmed();
}

TEST_F(DatabaseTest, StreamsIntoCsv) {
  std::string text;
  const auto sink = csv_sink([&](std::string_view piece) -> Result<> {
    text.append(piece);
    return {};
  });
  ASSERT_EQ(*database_->query("SELECT LapNumber, LapTime FROM laps ORDER BY 1", *sink), 3U);
  ASSERT_TRUE(sink->finish());
  EXPECT_EQ(text, "LapNumber,LapTime\r\n1,\r\n2,78\r\n3,78.5\r\n");
}

}  // namespace
}  // namespace slipstream::table
