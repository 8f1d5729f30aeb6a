#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zlib.h>

#include "support/shared_data.hpp"
#include "support/temp_dir.hpp"
#include "table/read.hpp"

namespace slipstream::table {
namespace {

using namespace std::chrono_literals;
using ::testing::HasSubstr;

class CsvTest : public ::testing::Test {
 protected:
  std::filesystem::path file(std::string_view text, const std::string& name = "table.csv") {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  ::slipstream::testing::TempDir folder_;
};

/// The values of a row, joined: what is missing is "-".
std::string row_text(const Table& table, std::size_t row) {
  std::string text;
  for (const Column& column : table) {
    if (!text.empty()) text += " ";
    if (!column.has(row)) {
      text += "-";
    } else if (column.type() == Type::text) {
      text += "'" + std::string{column.text(row)} + "'";
    } else if (column.type() == Type::float64) {
      text += fmt::format("{}", column.doubles()[row]);
    } else if (column.type() == Type::boolean) {
      text += column.booleans()[row] != 0 ? "yes" : "no";
    } else {
      text += fmt::format("{}", column.integers()[row]);
    }
  }
  return text;
}

struct GoodCsv {
  std::string_view text;
  std::vector<std::string> rows;
};

TEST_F(CsvTest, ReadsEveryDialect) {
  const GoodCsv cases[] = {
      {"a,b\n1,2.5\n", {"1 2.5"}},
      {"a;b\r\n1;x\r\n", {"1 'x'"}},
      {"a\tb\n1\tx", {"1 'x'"}},
      {"a|b\n1|x\n", {"1 'x'"}},
      {"\xEF\xBB\xBF"
       "a,b\n1,x\n",
       {"1 'x'"}},
      {"a,b\n\n1,x\n\n", {"1 'x'"}},
      {"a,b\n1,\"x,y\"\n2,\"say \"\"hi\"\"\"\n", {"1 'x,y'", "2 'say \"hi\"'"}},
      {"a,b\n\"1\",\"two\nlines\"\n", {"1 'two\nlines'"}},
      {"\"a,1\",b\r\n1,\"\"\r\n", {"1 ''"}},
      {"a,b\n1,\n,x\nNaN,None\n", {"1 -", "- 'x'", "- -"}},
      {"a,b\nTrue,2025-08-31 13:00:00.5\nFalse,2025-08-31\n",
       {"yes 1756645200500000", "no 1756598400000000"}},
      {"a,b\n1,0 days 00:01:17.147000\n2,NaT\n", {"1 77147000000", "2 -"}},
      {"a,b\n007,1e3\n12,-.5\n", {"'007' 1000", "'12' -0.5"}},
      {",a\n0,x\n1,y\n", {"'x'", "'y'"}},
      {"a\n1\n2\n", {"1", "2"}},
      {"a,b\n9007199254740993,0.1\n", {"9007199254740993 0.1"}},
      {"a,b\n1,Pérez\n", {"1 'Pérez'"}},
      {"a,b\n5\" pipe,1\n", {"'5\" pipe' 1"}},
      {"a,b\n", {}},
      {"a,b", {}},
  };
  for (const GoodCsv& good : cases) {
    const auto table = read_table(file(good.text));
    ASSERT_TRUE(table) << good.text << table.error().to_string();
    ASSERT_EQ(table->rows(), good.rows.size()) << good.text;
    for (std::size_t row = 0; row < good.rows.size(); ++row)
      EXPECT_EQ(row_text(*table, row), good.rows[row]) << good.text;
  }
}

struct BadCsv {
  std::string text;
  std::string message;
  std::string line = {};
};

TEST_F(CsvTest, SaysWhatIsWrongAndWhere) {
  const BadCsv cases[] = {
      {"", "empty"},
      {"a,b\n1,2\n3\n", "has 1 cells, the header 2", ":3"},
      {"a,b\n1,2,3\n", "more than the header's 2", ":2"},
      {"a,b\n1,\"x\n2,y\n", "quote that is not closed", ":2"},
      {"a,b\n1,\"x\"y\n", "after the closing", ":2"},
      {"a,b\n1,x\n2,caf\xE9\n", "save the file as UTF-8", ":3"},
      {std::string("\xFF\xFE"
                   "a\0,\0",
                   6),
       "UTF-16"},
      {std::string("a,b\n\0\1\2\3", 8), "no text"},
      {"\x28\xb5\x2f\xfd....", "zstd"},
  };
  for (const BadCsv& bad : cases) {
    const auto path = file(bad.text);
    const auto table = read_table(path);
    ASSERT_FALSE(table) << bad.text;
    EXPECT_THAT(table.error().message, HasSubstr(bad.message));
    EXPECT_EQ(table.error().where, path.string() + bad.line);
  }
  EXPECT_EQ(read_table(folder_ / "none.csv").error().code, ErrorCode::not_found);
  EXPECT_EQ(read_table(folder_.path()).error().code, ErrorCode::invalid_argument);
}

TEST_F(CsvTest, GivesWhatIsWanted) {
  const auto path = file("DriverNumber,LapTime,Rain,Note\n04,77.5,0,x\n1,0 days 00:01:18,1,y\n");
  const ReadOptions options{.columns = {{"LapTime", Type::duration},
                                        {"DriverNumber", Type::text},
                                        {"Rain", Type::boolean},
                                        {"Wind", Type::float64, Need::optional}}};
  const auto table = read_table(path, options);
  ASSERT_TRUE(table) << table.error().to_string();
  EXPECT_EQ(table->width(), 3U);
  EXPECT_EQ(table->find("LapTime")->duration_at(0), 77500ms);
  EXPECT_EQ(table->find("LapTime")->duration_at(1), 78s);
  EXPECT_EQ(table->find("DriverNumber")->text_at(0), "04");
  EXPECT_EQ(table->find("Rain")->boolean_at(1), true);
}

TEST_F(CsvTest, NamesTheCellOrColumnThatIsNotWhatIsWanted) {
  const auto path = file("Driver,Speed\nVER,301.5\nNOR,\"3,5\"\n");
  const auto bad = read_table(path, {.columns = {{"Speed", Type::float64}}});
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error().where, path.string() + ":3");
  EXPECT_THAT(bad.error().message,
              HasSubstr("column Speed: '3,5' is no number; numbers have a decimal point"));
  const auto lacking = read_table(path, {.columns = {{"SessionTime", Type::duration}}});
  ASSERT_FALSE(lacking);
  EXPECT_THAT(lacking.error().message,
              HasSubstr("no column SessionTime (duration); the columns are Driver, Speed"));
}

/// Many blocks, types that show late, quotes over line breaks: as whole and in batches the same.
TEST_F(CsvTest, LargeFilesAreTheSameInBatches) {
  std::string text = "n,late,gap,note\n";
  constexpr int kRows = 200'000;
  for (int row = 0; row < kRows; ++row) {
    text += fmt::format("{},{},{},\"line {}\nquoted \"\"{}\"\"\"\n", row, row == kRows - 1 ? "1.5" : "1",
                        row % 1'000 == 999 ? "x" : "", row, row);
  }
  const auto path = file(text);
  const auto table = read_table(path);
  ASSERT_TRUE(table) << table.error().to_string();
  ASSERT_EQ(table->rows(), std::size_t{kRows});
  EXPECT_EQ(table->find("late")->type(), Type::float64);
  EXPECT_EQ(table->find("gap")->missing(), std::size_t{kRows - kRows / 1'000});

  const std::vector<Wanted> wanted{
      {"n", Type::int64}, {"late", Type::float64}, {"gap", Type::text}, {"note", Type::text}};
  auto reader = TableReader::open(path, {.columns = wanted, .batch_rows = 1'000});
  ASSERT_TRUE(reader);
  Table batch;
  std::size_t rows = 0;
  while (reader->next(batch).value()) {
    for (std::size_t row = 0; row < batch.rows(); ++row, ++rows) {
      ASSERT_EQ(row_text(batch, row), row_text(*table, rows));
    }
  }
  EXPECT_EQ(rows, table->rows());

  // In batches a type that shows late is an error with its line: each record has two lines.
  auto sniffing = TableReader::open(path, {.batch_rows = 1'000});
  ASSERT_TRUE(sniffing);
  auto more = sniffing->next(batch);
  while (more && *more) more = sniffing->next(batch);
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().where, fmt::format("{}:{}", path.string(), 2 * kRows));
}

TEST_F(CsvTest, GzipCutOffIsAnError) {
  std::string text = "a,b\n";
  for (int row = 0; row < 50'000; ++row) text += fmt::format("{},{}\n", row, row * 7919 % 10'007);
  const auto path = folder_ / "table.csv.gz";
  gzFile file = gzopen(path.c_str(), "wb");
  gzwrite(file, text.data(), static_cast<unsigned>(text.size()));
  gzclose(file);
  EXPECT_EQ(read_table(path)->rows(), 50'000U);
  std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
  const auto cut = read_table(path);
  ASSERT_FALSE(cut);
  EXPECT_THAT(cut.error().message, HasSubstr("cut off"));
}

TEST(CsvShared, ReadsTheLapsOfASeason) {
  SLIPSTREAM_NEED_SHARED(shared);
  const auto laps = read_table(shared / "data/laps/laps_2018.csv.gz");
  ASSERT_TRUE(laps) << laps.error().to_string();
  EXPECT_GT(laps->rows(), 10'000U);
  EXPECT_EQ(laps->find("Time")->type(), Type::duration);
  EXPECT_EQ(laps->find("PitOutTime")->type(), Type::duration);
  EXPECT_EQ(laps->find("LapTime")->type(), Type::float64);
  EXPECT_EQ(laps->find("IsAccurate")->type(), Type::boolean);
}

}  // namespace
}  // namespace slipstream::table
