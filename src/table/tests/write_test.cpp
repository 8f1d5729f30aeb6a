#include "table/write.hpp"

#include <cmath>
#include <fstream>
#include <limits>

#include <unistd.h>

#include <gtest/gtest.h>

#include "base/time.hpp"
#include "support/temp_dir.hpp"
#include "table/read.hpp"

namespace slipstream::table {
namespace {

using namespace std::chrono_literals;

Table two_rows() {
  Table table;
  Column& name = table.add("na,me", Type::text);
  Column& yes = table.add("yes", Type::boolean);
  Column& number = table.add("number", Type::float64);
  Column& time = table.add("time", Type::timestamp);
  Column& lap = table.add("lap", Type::duration);
  name.append("say \"hi\"\n\x01");
  yes.append(true);
  number.append(0.1);
  time.append(WallTime{1756645200123456us});
  lap.append(-1500ms);
  name.append("");
  yes.append_missing();
  number.append(std::numeric_limits<double>::infinity());
  time.append_missing();
  lap.append(77147ms);
  return table;
}

std::string content(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

TEST(Write, Csv) {
  const ::slipstream::testing::TempDir folder;
  ASSERT_TRUE(write_table(two_rows(), folder / "x.csv"));
  EXPECT_EQ(content(folder / "x.csv"),
            "\"na,me\",yes,number,time,lap\r\n"
            "\"say \"\"hi\"\"\n\x01\",True,0.1,2025-08-31 13:00:00.123456,-1.5\r\n"
            "\"\",,inf,,77.147\r\n");
}

TEST(Write, Json) {
  const ::slipstream::testing::TempDir folder;
  ASSERT_TRUE(write_table(two_rows(), folder / "x.json"));
  EXPECT_EQ(content(folder / "x.json"),
            "[{\"na,me\":\"say \\\"hi\\\"\\u000a\\u0001\",\"yes\":true,\"number\":0.1,"
            "\"time\":\"2025-08-31T13:00:00.123456Z\",\"lap\":-1.5},\n"
            "{\"na,me\":\"\",\"yes\":null,\"number\":null,\"time\":null,\"lap\":77.147}]\n");
}

TEST(Write, SinksTakeTablesAsOne) {
  const ::slipstream::testing::TempDir folder;
  for (const auto& [name, format] :
       {std::pair{"x.csv", Format::csv}, {"x.json", Format::json}, {"x.parquet", Format::parquet}}) {
    auto sink = file_sink(folder / name, format);
    ASSERT_TRUE(sink);
    ASSERT_TRUE((*sink)->write(two_rows()));
    ASSERT_TRUE((*sink)->write(two_rows()));
    EXPECT_FALSE(std::filesystem::exists(folder / name)) << "before it is complete";
    ASSERT_TRUE((*sink)->finish());
    EXPECT_TRUE(std::filesystem::exists(folder / name));
  }
  EXPECT_EQ(read_table(folder / "x.csv")->rows(), 4U);
  EXPECT_EQ(read_table(folder / "x.parquet")->rows(), 4U);
}

TEST(Write, WhatIsNotFinishedIsNotThere) {
  const ::slipstream::testing::TempDir folder;
  {
    auto sink = file_sink(folder / "x.csv", Format::csv);
    ASSERT_TRUE(sink);
    ASSERT_TRUE((*sink)->write(two_rows()));
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
}

TEST(Write, ReplacesAndKeepsTheOldOneWhenItFails) {
  const ::slipstream::testing::TempDir folder;
  for (const std::string name : {"x.csv", "x.json", "x.parquet"}) {
    ASSERT_TRUE(write_table(two_rows(), folder / name));
    ASSERT_TRUE(write_table(two_rows(), folder / name));
    const std::string before = content(folder / name);
    EXPECT_FALSE(write_table(Table{}, folder / name));
    EXPECT_EQ(content(folder / name), before);
  }
}

TEST(Write, FullDiskAndOtherPlacesThatTakeNothing) {
  const ::slipstream::testing::TempDir folder;
  for (const Format format : {Format::csv, Format::json, Format::parquet}) {
    const auto full = write_table(two_rows(), "/dev/full", format);
    ASSERT_FALSE(full);
    EXPECT_EQ(full.error().code, ErrorCode::no_space) << full.error().to_string();
    EXPECT_EQ(full.error().where, "/dev/full");
    const auto nowhere = write_table(two_rows(), folder / "none/x", format);
    ASSERT_FALSE(nowhere);
    EXPECT_EQ(nowhere.error().code, ErrorCode::not_found) << nowhere.error().to_string();
    const auto on_folder = write_table(two_rows(), folder.path(), format);
    ASSERT_FALSE(on_folder);
    EXPECT_EQ(on_folder.error().code, ErrorCode::invalid_argument) << on_folder.error().to_string();
    if (::geteuid() == 0) continue;  // root may write everywhere
    std::filesystem::permissions(folder.path(),
                                 std::filesystem::perms::owner_read | std::filesystem::perms::owner_exec);
    const auto locked = write_table(two_rows(), folder / "x", format);
    std::filesystem::permissions(folder.path(), std::filesystem::perms::owner_all);
    ASSERT_FALSE(locked);
    EXPECT_EQ(locked.error().code, ErrorCode::permission) << locked.error().to_string();
  }
  EXPECT_FALSE(write_table(two_rows(), folder / "x.xlsx"));
}

TEST(Column, NanIsMissing) {
  Column column("x", std::vector<double>{1, std::nan(""), 3});
  column.append(std::nan(""));
  column.append(std::optional<double>{});
  column.append(6.0);
  EXPECT_EQ(column.size(), 6U);
  EXPECT_EQ(column.missing(), 3U);
  EXPECT_FALSE(column.has(1));
  EXPECT_EQ(column.double_at(5), 6);
}

/// Gives batches of 64 rows; the one after `good` fails.
BatchSource numbers_until(int good, int& given) {
  return [good, &given](Table& batch) -> Result<bool> {
    batch = {};
    Column& number = batch.add("number", Type::int64);
    Column& text = batch.add("text", Type::text);
    if (given == good) return good < 5 ? Result<bool>{fail(ErrorCode::interrupted, "stopped")} : false;
    for (int row = 0; row < 64; ++row) {
      number.append(given * 64 + row);
      text.append(std::to_string(row));
    }
    ++given;
    return true;
  };
}

TEST(WriteBatches, IsOneTableInTheOrderOfTheBatches) {
  const ::slipstream::testing::TempDir folder;
  for (const char* name : {"x.parquet", "x.csv"}) {
    int given = 0;
    ASSERT_TRUE(write_batches(numbers_until(5, given), folder / name));
    const Table table = read_table(folder / name).value();
    ASSERT_EQ(table.rows(), 320U) << name;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      ASSERT_EQ(table.column(0).integer_at(row), static_cast<std::int64_t>(row)) << name;
    }
  }
}

TEST(WriteBatches, FailsAsTheSourceDoesAndLeavesNothing) {
  const ::slipstream::testing::TempDir folder;
  for (const char* name : {"x.parquet", "x.csv", "x.json"}) {
    int given = 0;
    const auto written = write_batches(numbers_until(2, given), folder / name);
    ASSERT_FALSE(written) << name;
    EXPECT_EQ(written.error().code, ErrorCode::interrupted) << name;
    EXPECT_EQ(written.error().message, "stopped") << name;
    EXPECT_FALSE(std::filesystem::exists(folder / name)) << name;
  }
}

}  // namespace
}  // namespace slipstream::table
