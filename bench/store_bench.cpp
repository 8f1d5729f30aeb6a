// Queries on full buffers (20 drivers × 60,000 points), without a server:
//   build/release/bench/store_bench
// With one: bench/query_server, see there.
#include <benchmark/benchmark.h>

#include "api/points_json.hpp"
#include "api/router.hpp"
#include "full_buffers.hpp"

namespace slipstream {
namespace {

store::Store& full_store() {
  static store::Store store;
  static const bool filled = [] {
    bench::fill(store, base::wall_now());
    return true;
  }();
  static_cast<void>(filled);
  return store;
}

void ingest(benchmark::State& state) {
  store::Store store;
  const WallTime end = base::wall_now();
  store.begin_batch(end);
  int number = 0;
  for (auto _ : state) {
    for (int driver = 0; driver < bench::kDrivers; ++driver)
      bench::apply_synthetic(store, driver, number, end);
    ++number;
  }
  state.SetItemsProcessed(state.iterations() * bench::kDrivers);
}
BENCHMARK(ingest);

void series(benchmark::State& state) {
  const auto driver = full_store().driver("D7");
  const store::SeriesQuery query{store::Axis::wall, {}, {}, static_cast<std::size_t>(state.range(0))};
  for (auto _ : state) benchmark::DoNotOptimize(driver->series(store::Metric::speed, query));
}
BENCHMARK(series)->Arg(0)->Arg(1000)->Unit(benchmark::kMicrosecond);

void series_and_text(benchmark::State& state) {
  const auto driver = full_store().driver("D7");
  const store::SeriesQuery query{store::Axis::wall, {}, {}, static_cast<std::size_t>(state.range(0))};
  for (auto _ : state) {
    std::string text;
    api::append_points(driver->series(store::Metric::speed, query), 3, text);
    benchmark::DoNotOptimize(text);
  }
}
BENCHMARK(series_and_text)->Arg(0)->Arg(1000)->Unit(benchmark::kMicrosecond);

/// A whole POST /query as a worker answers it.
void post_query(benchmark::State& state) {
  api::ApiContext context;
  context.store = &full_store();
  const http::Router router = api::make_router(context);
  http::Request request;
  request.method = http::Method::post;
  request.path = "/query";
  request.body = fmt::format(R"({{"targets":[{{"target":"{}"}}],"maxDataPoints":{}}})",
                             state.range(1) == 1 ? "D7.speed" : "speed", state.range(0));
  const auto match = router.match(request.method, request.path);
  for (auto _ : state) benchmark::DoNotOptimize(std::get<http::Handler>(match.route->handler)(request));
}
BENCHMARK(post_query)
    ->ArgNames({"maxDataPoints", "drivers"})
    ->Args({0, 1})
    ->Args({1000, 1})
    ->Args({1000, 20})
    ->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace slipstream

BENCHMARK_MAIN();
