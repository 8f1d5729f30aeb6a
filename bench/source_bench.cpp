#include <cstdint>

#include <benchmark/benchmark.h>

#include "source/source.hpp"
#include "support/shared_data.hpp"

/// Whole decode of a real archive: every event of every topic. Needs $SLIPSTREAM_SHARED or ../shared.
namespace {

using namespace slipstream;

void decode_archive(benchmark::State& state) {
  const auto shared = slipstream::testing::shared_data();
  if (!shared) return state.SkipWithError("no shared data: set SLIPSTREAM_SHARED");
  const auto folder = *shared / "data/archive/2025-10-25_Mexico_City_Grand_Prix_Qualifying";
  std::int64_t events = 0;
  for ([[maybe_unused]] auto _ : state) {
    auto source = source::open_source(folder);
    if (!source) return state.SkipWithError(source.error().to_string().c_str());
    while (true) {
      const auto event = (*source)->next();
      if (!event || !*event) break;
      ++events;
    }
  }
  state.SetItemsProcessed(events);
}
BENCHMARK(decode_archive)->UseRealTime()->MeasureProcessCPUTime()->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
