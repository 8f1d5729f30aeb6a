#include <cmath>
#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/time.hpp"
#include "support/shared_data.hpp"
#include "support/temp_dir.hpp"
#include "table/engine.hpp"
#include "table/read.hpp"
#include "table/write.hpp"

namespace slipstream::table {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

/// A row of each kind: whole, missing, extreme.
Table every_type(std::size_t rows) {
  Table table;
  Column& boolean = table.add("boolean", Type::boolean);
  Column& whole = table.add("whole", Type::int64);
  Column& number = table.add("number", Type::float64);
  Column& text = table.add("te\"xt", Type::text);
  Column& time = table.add("time", Type::timestamp);
  Column& duration = table.add("duration", Type::duration);
  for (std::size_t row = 0; row < rows; ++row) {
    if (row % 3 == 1) {
      for (std::size_t index = 0; index < table.width(); ++index) table.column(index).append_missing();
      continue;
    }
    boolean.append(row % 2 == 0);
    whole.append(static_cast<std::int64_t>(row) * 1'000'000'007);
    number.append(std::sqrt(static_cast<double>(row)));
    text.append(row % 5 == 0 ? std::string{} : fmt::format("a, \"text\" é {}\n", row));
    time.append(WallTime{std::chrono::microseconds{1'756'645'200'000'000 + static_cast<std::int64_t>(row)}});
    duration.append(std::chrono::nanoseconds{static_cast<std::int64_t>(row) * 1'001 - 5'000});
  }
  return table;
}

void expect_same(const Table& actual, const Table& expected) {
  ASSERT_EQ(actual.rows(), expected.rows());
  ASSERT_EQ(actual.width(), expected.width());
  for (std::size_t index = 0; index < expected.width(); ++index) {
    const Column& left = actual.column(index);
    const Column& right = expected.column(index);
    EXPECT_EQ(left.name(), right.name());
    ASSERT_EQ(left.type(), right.type()) << right.name();
    EXPECT_EQ(left.missing(), right.missing());
    for (std::size_t row = 0; row < expected.rows(); ++row) {
      ASSERT_EQ(left.has(row), right.has(row)) << right.name() << " " << row;
      if (!right.has(row)) continue;
      switch (right.type()) {
        case Type::boolean: ASSERT_EQ(left.boolean_at(row), right.boolean_at(row)); break;
        case Type::float64: ASSERT_EQ(left.double_at(row), right.double_at(row)); break;
        case Type::text: ASSERT_EQ(left.text(row), right.text(row)); break;
        default: ASSERT_EQ(left.integer_at(row), right.integer_at(row)) << right.name() << " " << row;
      }
    }
  }
}

TEST(Parquet, RoundTripOfEveryTypeOverManyRowGroups) {
  const ::slipstream::testing::TempDir folder;
  for (const std::size_t rows : {0U, 1U, 64U, 300'001U}) {
    const Table table = every_type(rows);
    const auto path = folder / "it's a [file]*.parquet";
    ASSERT_TRUE(write_table(table, path));
    const auto read = read_table(path);
    ASSERT_TRUE(read) << read.error().to_string();
    expect_same(*read, table);
  }
  // Nothing else is left beside it.
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder.path()), {}), 1);
}

TEST(Parquet, AsBytes) {
  const ::slipstream::testing::TempDir folder;
  const auto path = folder / "x.parquet";
  const auto keep = [&](std::string_view bytes) -> Result<> {
    std::ofstream(path, std::ios::binary) << bytes;
    return {};
  };
  const auto sink = parquet_sink(keep);
  Table batch;
  batch.add("lap", Type::int64).append(7);
  ASSERT_TRUE(sink->write(batch));
  ASSERT_TRUE(sink->write(batch));
  ASSERT_TRUE(sink->finish());
  const auto read = read_table(path);
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->rows(), 2U);
  EXPECT_EQ(read->find("lap")->integer_at(1), 7);
}

TEST(Parquet, InBatches) {
  const ::slipstream::testing::TempDir folder;
  const Table table = every_type(200'000);
  ASSERT_TRUE(write_table(table, folder / "x.parquet"));
  auto reader = TableReader::open(folder / "x.parquet", {.batch_rows = 10'000});
  ASSERT_TRUE(reader);
  Table batch;
  Table all;
  while (reader->next(batch).value()) {
    EXPECT_LE(batch.rows(), 12'048U);
    all.append(batch);
  }
  expect_same(all, table);
}

TEST(Parquet, DuckDbIsTheVersionThatToolsFetch) {
  EXPECT_EQ(std::string{duckdb_library_version()}, "v1.5.6");
}

TEST(Parquet, ConvertsToWhatIsWantedOrSaysWhyNot) {
  const ::slipstream::testing::TempDir folder;
  Table table;
  table.add(Column("Stint", std::vector<double>{1, 2, std::nan("")}));
  table.add(Column("LapTime", std::vector<double>{77.5, 78, std::nan("")}));
  table.add(Column("Nanos", std::vector<std::int64_t>{77'500'000'000, 1, 2}));
  Column& time = table.add("Time", Type::text);
  for (const std::string_view text : {"0 days 00:01:17.147000", "0 days 00:00:01", "0 days 00:00:02"})
    time.append(text);
  const auto path = folder / "x.parquet";
  ASSERT_TRUE(write_table(table, path));

  const auto read = read_table(
      path, {.columns = {{"LapTime", Type::duration}, {"Stint", Type::int64}, {"Time", Type::duration}}});
  ASSERT_TRUE(read) << read.error().to_string();
  EXPECT_EQ(read->column(0).duration_at(0), 77500ms);
  EXPECT_FALSE(read->column(0).has(2));
  EXPECT_EQ(read->column(1).integer_at(1), 2);
  EXPECT_EQ(read->column(2).duration_at(0), 77147ms);
  EXPECT_EQ(read_table(path)->find("Time")->type(), Type::duration);

  const struct {
    Wanted wanted;
    std::string message;
  } cases[] = {
      {{"LapTime", Type::int64}, "row 1, column LapTime: '77.5' is no integer"},
      {{"Nanos", Type::duration}, "row 1, column Nanos: '77500000000' is no duration"},
      {{"Stint", Type::timestamp}, "column Stint is number, not timestamp"},
      {{"Speed", Type::float64}, "no column Speed (number); the columns are Stint, LapTime, Nanos, Time"},
  };
  for (const auto& bad : cases) {
    const auto refused = read_table(path, {.columns = {bad.wanted}});
    ASSERT_FALSE(refused) << bad.message;
    EXPECT_THAT(refused.error().message, HasSubstr(bad.message));
    EXPECT_EQ(refused.error().where, path.string());
  }
}

TEST(Parquet, DamagedFilesAreErrors) {
  const ::slipstream::testing::TempDir folder;
  const auto path = folder / "x.parquet";
  ASSERT_TRUE(write_table(every_type(10'000), path));
  std::ifstream file(path, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(file), {}};
  for (const std::size_t size : {std::size_t{0}, std::size_t{3}, std::size_t{4}, std::size_t{12},
                                 whole.size() / 2, whole.size() - 1}) {
    std::ofstream(path, std::ios::binary).write(whole.data(), static_cast<std::streamsize>(size));
    const auto read = read_table(path);
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().code, ErrorCode::invalid_input) << read.error().to_string();
    EXPECT_EQ(read.error().where, path.string());
  }
}

TEST(Parquet, ReadsTheDutchRaceThatPandasWrote) {
  SLIPSTREAM_NEED_SHARED(shared);
  const auto race = read_table(shared / "data/race_telemetry/dutch_2025_race.parquet");
  ASSERT_TRUE(race) << race.error().to_string();
  EXPECT_EQ(race->rows(), 837'025U);
  EXPECT_EQ(race->find("SessionTime")->type(), Type::duration);
  EXPECT_EQ(race->find("LapTime")->missing(), 13'045U);
  EXPECT_EQ(race->find("Position")->missing(), 511U);
  EXPECT_EQ(race->find("Driver")->text_at(0), "ALB");
  const auto times = race->find("SessionTime")->integers();
  EXPECT_EQ(std::chrono::nanoseconds{*std::min_element(times.begin(), times.end())}, 3'394'052ms);
  EXPECT_EQ(std::chrono::nanoseconds{*std::max_element(times.begin(), times.end())}, 9'327'780ms);
}

}  // namespace
}  // namespace slipstream::table
