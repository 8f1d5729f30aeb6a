// Tables: the Dutch race in and out, and SQL over 20 million rows. The same with pandas: bench/table_peer.py.
#include <cmath>
#include <cstdint>
#include <filesystem>

#include <benchmark/benchmark.h>

#include "support/shared_data.hpp"
#include "support/temp_dir.hpp"
#include "table/database.hpp"
#include "table/read.hpp"
#include "table/write.hpp"

namespace {

using namespace slipstream;

std::optional<std::filesystem::path> race_file() {
  const auto shared = slipstream::testing::shared_data();
  if (!shared) return std::nullopt;
  return *shared / "data/race_telemetry/dutch_2025_race.parquet";
}

void read_parquet(benchmark::State& state) {
  const auto path = race_file();
  if (!path) return state.SkipWithError("no shared data: set SLIPSTREAM_SHARED");
  std::size_t rows = 0;
  for ([[maybe_unused]] auto _ : state) rows += table::read_table(*path).value().rows();
  state.SetItemsProcessed(static_cast<std::int64_t>(rows));
}
BENCHMARK(read_parquet)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

void read_csv(benchmark::State& state) {
  const auto path = race_file();
  if (!path) return state.SkipWithError("no shared data: set SLIPSTREAM_SHARED");
  const slipstream::testing::TempDir folder;
  const auto csv = folder / "race.csv";
  if (!table::write_table(table::read_table(*path).value(), csv))
    return state.SkipWithError("cannot write the CSV");
  std::size_t rows = 0;
  for ([[maybe_unused]] auto _ : state) rows += table::read_table(csv).value().rows();
  state.SetItemsProcessed(static_cast<std::int64_t>(rows));
}
BENCHMARK(read_csv)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

void write_race(benchmark::State& state, table::Format format) {
  const auto path = race_file();
  if (!path) return state.SkipWithError("no shared data: set SLIPSTREAM_SHARED");
  const slipstream::testing::TempDir folder;
  const table::Table race = table::read_table(*path).value();
  for ([[maybe_unused]] auto _ : state) {
    if (!table::write_table(race, folder / "race", format)) return state.SkipWithError("cannot write");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * race.rows()));
}
BENCHMARK_CAPTURE(write_race, parquet, table::Format::parquet)
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(write_race, csv, table::Format::csv)
    ->UseRealTime()
    ->MeasureProcessCPUTime()
    ->Unit(benchmark::kMillisecond);

/// A session of a season: a million samples of twenty cars.
table::Table season_part(int session) {
  constexpr int kSamples = 1'000'000;
  table::Table part;
  auto& driver = part.add("driver", table::Type::text);
  auto& lap = part.add("lap", table::Type::int64);
  auto& time = part.add("time", table::Type::duration);
  auto& speed = part.add("speed", table::Type::float64);
  auto& throttle = part.add("throttle", table::Type::int64);
  for (int sample = 0; sample < kSamples; ++sample) {
    const int car = sample / (kSamples / 20);
    driver.append(std::string_view{"VERNORLECPIARUSHAMANTALBALOGASOCOHULSAITSULAWHADSTRBEABORCOL"}.substr(
        static_cast<std::size_t>(car) * 3, 3));
    lap.append(sample % (kSamples / 20) / 700);
    time.append(std::chrono::milliseconds{std::int64_t{sample % (kSamples / 20)} * 125});
    speed.append(std::round(200 + 100 * std::sin(sample * 0.01 + session)));
    throttle.append(sample % 101);
  }
  return part;
}

void group_by_20_million_rows(benchmark::State& state) {
  const slipstream::testing::TempDir folder;
  for (int session = 0; session < 20; ++session) {
    const auto path = folder / fmt::format("{}.parquet", session);
    if (!table::write_table(season_part(session), path)) return state.SkipWithError("cannot write");
  }
  auto database = table::Database::open({.readable = {folder.path()}}).value();
  if (!database.set_view("telemetry", {(folder / "*.parquet").string()}, season_part(0).empty_copy())) {
    return state.SkipWithError("no view");
  }
  const std::string sql =
      "SELECT driver, count(*) AS n, avg(speed) AS mean, max(speed) AS top, avg(throttle) AS throttle "
      "FROM telemetry GROUP BY driver ORDER BY driver";
  for ([[maybe_unused]] auto _ : state) {
    if (database.query(sql).value().rows() != 20) return state.SkipWithError("wrong answer");
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * 20'000'000);
}
BENCHMARK(group_by_20_million_rows)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
