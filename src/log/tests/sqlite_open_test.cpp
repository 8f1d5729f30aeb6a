#include <unistd.h>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include "contract.hpp"

namespace slipstream::log {
namespace {

using contract::kPatience;
using namespace std::chrono_literals;

SqliteOptions at(const std::filesystem::path& file) {
  SqliteOptions options;
  options.file = file;
  return options;
}

void run_sql(const std::filesystem::path& file, const char* sql) {
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(file.c_str(), &database), SQLITE_OK);
  EXPECT_EQ(sqlite3_exec(database, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
  sqlite3_close(database);
}

TEST(SqliteOpen, ASecondWriterIsToldWhoWrites) {
  const testing::TempDir folder;
  const auto first = open_sqlite_log(at(folder / "events.db"));
  ASSERT_OK(first);
  const auto second = open_sqlite_log(at(folder / "events.db"));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
  EXPECT_THAT(second.error().message, ::testing::HasSubstr("process " + std::to_string(getpid())));
}

TEST(SqliteOpen, RefusesFilesThatAreNoLog) {
  const testing::TempDir folder;
  std::ofstream(folder / "random.db") << std::string(5000, '\x7f');
  run_sql(folder / "other.db", "CREATE TABLE recipes(name)");
  ASSERT_OK(open_sqlite_log(at(folder / "newer.db")));
  run_sql(folder / "newer.db", "PRAGMA user_version = 99");
  for (const char* name : {"random.db", "other.db", "newer.db"}) {
    const auto refused = open_sqlite_log(at(folder / name));
    ASSERT_FALSE(refused) << name;
    EXPECT_EQ(refused.error().code, ErrorCode::invalid_input) << name;
    EXPECT_THAT(refused.error().to_string(), ::testing::HasSubstr(name));
  }
  run_sql(folder / "other.db", "INSERT INTO recipes VALUES('untouched')");
}

TEST(SqliteOpen, NeedsItsFolder) {
  const testing::TempDir folder;
  const auto absent = open_sqlite_log(at(folder / "none" / "events.db"));
  ASSERT_FALSE(absent);
  EXPECT_EQ(absent.error().code, ErrorCode::not_found);
  SqliteOptions reading = at(folder / "events.db");
  reading.read_only = true;
  EXPECT_EQ(open_sqlite_log(reading).error().code, ErrorCode::not_found);
}

TEST(SqliteOpen, TellsThatTheFolderIsNotWritable) {
  const testing::TempDir folder;
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0555});
  constexpr uid_t kNobody = 65534;
  const bool root = geteuid() == 0;
  if (root) {
    ASSERT_EQ(seteuid(kNobody), 0);
  }
  const auto refused = open_sqlite_log(at(folder / "events.db"));
  if (root) {
    ASSERT_EQ(seteuid(0), 0);
  }
  std::filesystem::permissions(folder.path(), std::filesystem::perms{0755});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::permission);
}

TEST(SqliteOpen, OpensUsefullyInTheShell) {
  const testing::TempDir folder;
  {
    const auto log = open_sqlite_log(at(folder / "events.db"));
    ASSERT_OK((*log)->create_topic({.name = "f1-alerts", .partitions = 3}));
    const auto producer = (*log)->producer({});
    ASSERT_OK((*producer)->send(contract::one_record("f1-alerts", 2, "id", R"({"speed":331})")));
    ASSERT_OK((*producer)->flush(kPatience));
  }
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((folder / "events.db").c_str(), &database), SQLITE_OK);
  std::string row;
  const auto print = [](void* out, int count, char** columns, char**) {
    for (int i = 0; i < count; ++i) *static_cast<std::string*>(out) += std::string{columns[i]} + "|";
    return 0;
  };
  sqlite3_exec(database, "SELECT * FROM \"f1-alerts\"", print, &row, nullptr);
  EXPECT_EQ(row, R"(2|0|2026-01-01 00:00:00.000|id|{"speed":331}|)");
  sqlite3_close(database);
}

/// A second opening of the same file as another process would do it.
class SqliteReader : public ::testing::Test {
 protected:
  void SetUp() override {
    auto writer = open_sqlite_log(at(folder_ / "events.db"));
    ASSERT_OK(writer);
    writer_ = std::move(*writer);
    ASSERT_OK(writer_->create_topic({.name = "t", .partitions = 2}));
    SqliteOptions options = at(folder_ / "events.db");
    options.read_only = true;
    auto reader = open_sqlite_log(options);
    ASSERT_OK(reader);
    reader_ = std::move(*reader);
  }
  void append(const std::string& topic, const std::string& value) {
    const auto producer = writer_->producer({});
    ASSERT_OK((*producer)->send(contract::one_record(topic, 0, "k", value)));
    ASSERT_OK((*producer)->flush(kPatience));
  }
  static ConsumerOptions member(const std::string& group) {
    ConsumerOptions options;
    options.topics = {"t"};
    options.group = group;
    return options;
  }

  testing::TempDir folder_;
  std::unique_ptr<Log> writer_, reader_;
};

TEST_F(SqliteReader, SeesWhatAnotherProcessWrites) {
  const auto consumer = reader_->consumer(member(""));
  ASSERT_OK(consumer);
  ASSERT_OK((*consumer)->poll(10ms));
  append("t", "a");
  append("t", "b");
  EXPECT_THAT(contract::values_of(contract::read_records(**consumer, 2)), ::testing::ElementsAre("a", "b"));
}

TEST_F(SqliteReader, SeesTopicsComeAndGo) {
  ASSERT_OK(writer_->create_topic({.name = "new"}));
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (!reader_->describe("new") && std::chrono::steady_clock::now() < deadline) usleep(1000);
  ASSERT_OK(reader_->describe("new"));
  const auto consumer = reader_->consumer(member(""));
  ASSERT_OK(writer_->delete_topic("t"));
  const auto gone = (*consumer)->poll(kPatience);
  ASSERT_FALSE(gone);
  EXPECT_EQ(gone.error().code, ErrorCode::not_found);
}

TEST_F(SqliteReader, JoinsAGroupAndCommits) {
  append("t", "a");
  append("t", "b");
  const auto deadline = std::chrono::steady_clock::now() + kPatience;
  while (reader_->describe("t")->partitions[0].end < 2 && std::chrono::steady_clock::now() < deadline)
    usleep(1000);
  {
    const auto consumer = reader_->consumer(member("g"));
    ASSERT_OK(consumer);
    EXPECT_EQ(contract::read_records(**consumer, 2).size(), 2U);
    ASSERT_OK((*consumer)->commit(Offsets{{{"t", 0}, 1}}));
    const auto second = writer_->consumer(member("g"));
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::conflict);
  }
  const auto taken_over = writer_->consumer(member("g"));
  ASSERT_OK(taken_over);
  EXPECT_THAT(contract::values_of(contract::read_records(**taken_over, 1)), ::testing::ElementsAre("b"));
}

TEST_F(SqliteReader, DoesNotWrite) {
  EXPECT_EQ(reader_->producer({}).error().code, ErrorCode::permission);
  EXPECT_EQ(reader_->create_topic({.name = "x"}).error().code, ErrorCode::permission);
  EXPECT_EQ(reader_->delete_topic("t").error().code, ErrorCode::permission);
}

}  // namespace
}  // namespace slipstream::log
